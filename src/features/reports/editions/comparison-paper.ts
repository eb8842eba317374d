import type { Told } from '#features/indicators'
import type { Block, Cell, Paper, TableBlock } from '#platform/paper'
import { count, day, fr, nb } from '#ui'
import { bare, changeWords, coded, heading, list, nameCell, startCell, targetCell, targetOf, text, words } from '../bilan/composing/pieces.ts' // biome-ignore format: one line
import { lastCell } from '../sheets/figures.ts'
import {
  type ActionCompared,
  type AxisCompared,
  axisByPart,
  type Edition,
  type EditionsCompared,
  type IndicatorCompared,
  OUTCOMES,
} from './comparing.ts'
import { WAYS } from './matching.ts'
import type { Advised, ComparisonRead } from './reading.ts'
import { advisedWords, detailWords, OUTCOME_WORDS, obstacleWords, WAY_WORDS } from './words.ts'

/** The comparison of two editions as a document. */
export function comparisonPaper({ compared, advised, author, logo, day: on }: ComparisonRead): Paper {
  const { before, after } = compared
  return {
    title: 'Comparaison des éditions',
    subtitle: after.document.title,
    author,
    day: on,
    description: fr`Ce que devient « ${nameOf(before)} » dans « ${nameOf(after)} » : ce qui est maintenu, renouvelé, sorti et nouveau.`,
    facts: [
      { label: 'Avant', text: standing(before) },
      { label: 'Après', text: standing(after) },
    ],
    notice: [...new Set([before.document.notice, after.document.notice])].filter(Boolean).join(' '),
    address: '',
    ...(logo ? { logo } : {}),
    blocks: comparisonBlocks(compared, advised),
  }
}

export const nameOf = ({ document, name }: Edition) => fr`${document.title}, ${name}`
const standing = (edition: Edition) =>
  fr`${nameOf(edition)}, ${edition.adopted ? fr`adopté le ${day(edition.adopted)}` : 'pas encore adopté'}`

/** All of it, under headings of level 1. */
export function comparisonBlocks(compared: EditionsCompared, advised: ReadonlyMap<string, Advised>): Block[] {
  const { axes, indicators } = compared
  const axisOf = axisByPart(compared.after.document)
  const shared = indicators.kept.filter(({ after }) => after.definition.parent === null)
  return [
    heading(1, 'comparaison', 'L’essentiel'),
    ...countsBlocks(compared),
    heading(1, 'comparaison-axes', 'Axe par axe'),
    ...axes.flatMap((axis, rank) => [
      heading(2, `comparaison-axe-${rank + 1}`, titleOf(axis)),
      actionsTable(rank + 1, axis, advised),
      ...indicatorsBlocks(
        `indicateurs-axe-${rank + 1}`,
        fr`Axe ${rank + 1}`,
        indicators.kept.filter(
          ({ after }) => axis.after && axisOf.get(after.definition.parent ?? '') === axis.after.key,
        ),
        compared,
      ),
    ]),
    ...(shared.length === 0
      ? []
      : [
          heading(2, 'comparaison-schema', 'Indicateurs du schéma'),
          ...indicatorsBlocks('indicateurs-du-schema', 'Schéma', shared, compared),
        ]),
    ...moved('indicateurs-abandonnes', 'Indicateurs qui ne sont plus suivis', indicators.gone),
    ...moved('indicateurs-nouveaux', 'Indicateurs nouveaux', indicators.come),
    heading(1, 'comparaison-methode', 'Comment les deux éditions sont comparées'),
    ...methodBlocks(compared),
  ]
}

/** How many actions are kept, renewed, out and new. */
export function countsBlocks({ counts, indicators }: EditionsCompared): Block[] {
  const comparable = indicators.kept.filter(({ obstacles }) => obstacles.length === 0).length
  return [
    {
      as: 'figures',
      id: 'ce-que-deviennent-les-actions',
      caption: 'Ce que deviennent les actions',
      items: OUTCOMES.map(outcome => ({
        label: `Actions ${(counts[outcome] < 2 ? `${OUTCOME_WORDS[outcome].one}s` : OUTCOME_WORDS[outcome].many).toLowerCase()}`,
        figure: { text: nb(counts[outcome]), value: String(counts[outcome]) },
        notes: [OUTCOME_WORDS[outcome].said],
      })),
    },
    text(
      fr`${count(indicators.kept.length, 'indicateur se suit', 'indicateurs se suivent')} d’un texte à l’autre, dont ${comparable} que la même définition rend ${comparable < 2 ? 'comparable' : 'comparables'} ; ${indicators.gone.length} ${indicators.gone.length < 2 ? 's’arrête' : 's’arrêtent'}, ${indicators.come.length} ${indicators.come.length < 2 ? 'commence' : 'commencent'}.`,
    ),
  ]
}

function titleOf({ before, after }: AxisCompared): string {
  const one = after ?? before
  const title = one ? coded(one) : ''
  if (after === null) return fr`${title} (axe d’avant)`
  return before && coded(before) !== title ? fr`${title} (avant : ${coded(before)})` : title
}

function actionsTable(rank: number, { actions }: AxisCompared, advised: ReadonlyMap<string, Advised>): TableBlock {
  const evaluated = actions.some(({ before }) => before && advised.has(before.key))
  return {
    as: 'table',
    id: `actions-axe-${rank}`,
    caption: fr`Axe ${rank} : ce que deviennent les actions`,
    columns: [
      { head: 'Action', weight: 4 },
      { head: 'Devient', weight: 1.6 },
      { head: 'Précisions', weight: 4 },
      ...(evaluated ? [{ head: 'Évaluation', weight: 2 }] : []),
      { head: 'Correspondance', weight: 2 },
    ],
    rows: actions.map(one => [
      words(calledOf(one)),
      words(OUTCOME_WORDS[one.outcome].one),
      words(detailWords(one) || '–'),
      ...(evaluated ? [words(advisedWords(one.before ? advised.get(one.before.key) : undefined))] : []),
      words(one.way ? WAY_WORDS[one.way].label : '–'),
    ]),
  }
}

export const calledOf = ({ before, after }: Pick<ActionCompared, 'before' | 'after'>): string => {
  const one = after ?? before
  return one ? coded(one) : ''
}

/** The indicators that both follow: where each starts, ended and goes. Nothing is subtracted where definitions differ. */
function indicatorsBlocks(
  id: string,
  caption: string,
  kept: readonly IndicatorCompared[],
  { before, after }: EditionsCompared,
): Block[] {
  if (kept.length === 0) return []
  const [then, now] = [Number(before.document.to.slice(0, 4)), Number(after.document.to.slice(0, 4))]
  return [
    {
      as: 'table',
      id,
      caption: fr`${caption} : indicateurs suivis dans les deux`,
      columns: [
        { head: 'Indicateur', weight: 4 },
        { head: 'T0 d’avant', weight: 2.2 },
        { head: 'Dernière valeur', weight: 2.2 },
        { head: 'Cible d’avant', weight: 2.4 },
        { head: 'Nouveau T0', weight: 2.2 },
        { head: 'Nouvelle cible', weight: 2.4 },
        { head: 'Écart des cibles', weight: 2.4 },
      ],
      rows: kept.map(one => [
        nameCell(one.after),
        unitCell(one, startCell(one.before)),
        unitCell(one, lastCell(one.before)),
        unitCell(one, targetCell(one.before, then)),
        bare(startCell(one.after)),
        bare(targetCell(one.after, now)),
        words(gapWords(one, then, now)),
      ]),
    },
  ]
}

/** A figure of before beside a name of now: with its unit, where that is another. */
const unitCell = ({ before, after }: IndicatorCompared, cell: Cell): Cell =>
  before.definition.unit === after.definition.unit ? bare(cell) : cell

/** How much further the new target is than the former, or why that cannot be said. */
export function gapWords({ before, after, obstacles }: IndicatorCompared, then: number, now: number): string {
  if (obstacles.length > 0) return obstacleWords(obstacles)
  const [was, is] = [targetOf(before, then), targetOf(after, now)]
  if (was === null || is === null) return '–'
  return was.value === is.value ? 'inchangée' : (changeWords(after, is, was) ?? '–')
}

function moved(id: string, title: string, told: readonly Told[]): Block[] {
  if (told.length === 0) return []
  return [
    heading(2, id, title),
    list(told.map(({ definition: { label, above } }) => (above ? fr`${label} (${coded(above)})` : label))),
  ]
}

function methodBlocks({ before, after, axes, indicators }: EditionsCompared): Block[] {
  const pairs = axes.flatMap(({ actions }) => actions.flatMap(({ way }) => way ?? []))
  const used = WAYS.flatMap(way => {
    const found = pairs.filter(one => one === way).length
    return found === 0 ? [] : [fr`${count(found, 'action')} : ${WAY_WORDS[way].explained}`]
  })
  const broken = indicators.kept.filter(({ obstacles }) => obstacles.length > 0)
  return [
    text(
      fr`Sont comparés ${nameOf(before)}, et ${nameOf(after)}. Une action n’en est la suite que d’une seule, et chaque correspondance dit d’où elle vient ; rien n’est deviné là où deux conviendraient.`,
    ),
    ...(used.length === 0 ? [] : [list(used)]),
    text(
      'Une action est maintenue quand son texte est le même, aux dates de ses étapes près ; elle est renouvelée quand ses mots changent. Seules comptent les valeurs validées ou publiées.',
    ),
    ...(broken.length === 0
      ? []
      : [
          text(
            fr`La définition change pour ${count(broken.length, 'indicateur')} : les chiffres d’avant ne sont pas ceux d’après, et aucun écart n’est calculé.`,
          ),
          list(
            broken.map(
              one => fr`${one.after.definition.label} : ${one.obstacles.map(label => label.toLowerCase()).join(', ')}`,
            ),
          ),
        ]),
  ]
}
