import { GRADE_WORDS, KIND_WORDS, RECOMMENDATION_WORDS, stepWords, WHEN_WORDS, WHY_WORDS } from '#features/evaluation'
import { type Block, markdownBlocks, type Paper } from '#platform/paper'
import { count, day, fr, nb, plainMarkdown } from '#ui'
import { coded, heading, list, text, words } from '../bilan/composing/pieces.ts'
import { toldTable } from '../sheets/figures.ts'
import { axisByPart } from './comparing.ts'
import { countsBlocks, nameOf } from './comparison-paper.ts'
import { editionName } from './editions.ts'
import { PARTS, type Part, type Renewal, targetsIn } from './renewal.ts'

/** Signs of an advice that a table has room for: all of it is in the evaluation. */
const ROOM = 400

/** What an assembly is given to renew an edition, as a document. @param joined the other pieces of its package */
export function renewalPaper(renewal: Renewal, joined: readonly string[]): Paper {
  const { document, next, author, logo, day: on } = renewal
  return {
    title: 'Dossier de renouvellement',
    subtitle: document.title,
    author,
    day: on,
    description: fr`Où se termine l’édition ${editionName(document)}, ce que proposent ses évaluations, et ce qui s’ouvre.`,
    facts: [
      { label: 'Édition', text: fr`${editionName(document)}, du ${day(document.from)} au ${day(document.to)}` },
      { label: 'Suivante', text: next ? nameOf(next.read.compared.after) : 'pas encore ouverte' },
    ],
    notice: document.notice,
    address: '',
    ...(logo ? { logo } : {}),
    blocks: [
      heading(1, 'essentiel', 'L’essentiel'),
      ...essential(renewal),
      heading(1, 'orientations', PARTS.orientations.title),
      ...saidOr(renewal, 'orientations', 'Aucune orientation n’est encore écrite.'),
      heading(1, 'evaluations', 'Ce que disent les évaluations'),
      ...evaluations(renewal),
      heading(1, 'indicateurs', 'Les indicateurs au regard de leurs cibles'),
      ...indicators(renewal),
      heading(1, 'propositions', 'Ce qui sort, ce qui change, ce qui entre'),
      ...proposals(renewal),
      heading(1, 'calendrier', 'Le calendrier à venir'),
      ...calendar(renewal),
      heading(1, 'suivante', 'L’édition suivante'),
      ...following(renewal),
      heading(1, 'pieces', 'Pièces jointes'),
      list([...joined]),
    ],
  }
}

const saidOr = ({ written }: Renewal, part: Part, nothing: string): Block[] => {
  const blocks = markdownBlocks(written[part].words, 2, `texte-${part}`)
  return blocks.length > 0 ? blocks : [text(nothing)]
}

/** How many validated evaluations recommend something. */
export const recommended = ({ advised }: Pick<Renewal, 'advised'>, what: keyof typeof RECOMMENDATION_WORDS) =>
  [...advised.values()].filter(({ recommendation }) => recommendation === what).length

function essential(renewal: Renewal): Block[] {
  const { cycle, advised } = renewal
  const { aimed, reached } = targetsIn(renewal)
  const number = (n: number) => ({ text: nb(n), value: String(n) })
  const { evaluated, actions } = cycle.coverage
  const others = (['continue', 'amend', 'reinforce'] as const)
    .map(one => fr`${RECOMMENDATION_WORDS[one].toLowerCase()} : ${recommended(renewal, one)}`)
    .join(', ')
  return [
    {
      as: 'figures',
      id: 'ou-se-termine-l-edition',
      caption: 'Où se termine l’édition',
      items: [
        { label: 'Actions évaluées', figure: number(evaluated), notes: [fr`sur ${count(actions, 'action')} du cycle`] },
        { label: 'Cibles atteintes', figure: number(reached.length), notes: [fr`sur ${count(aimed.length, 'indicateur')} à cible chiffrée et valeur validée`] }, // biome-ignore format: one line
        { label: 'Sorties recommandées', figure: number(recommended(renewal, 'leave')), notes: [fr`sur ${count(advised.size, 'évaluation validée', 'évaluations validées')}`, others] }, // biome-ignore format: one line
      ],
    },
  ]
}

function evaluations({ cycle, global }: Renewal): Block[] {
  const { coverage, actions } = cycle
  const called = new Map(actions.map(one => [one.key, coded(one)]))
  const validated = global.shares.flatMap(
    ({ year, actions: share }) =>
    share.flatMap(({ state, evaluation, ...one }) => (state === 'validated' && evaluation ? [{ year, one, evaluation }] : [])), // biome-ignore format: one line
  )
  if (validated.length === 0) return [text('Aucune évaluation d’action n’est encore validée.')]
  return [
    text(fr`Le cycle ${global.years[0] ?? ''}-${global.years.at(-1) ?? ''} a évalué ${coverage.evaluated} de ses ${count(coverage.actions, 'action')}.`), // biome-ignore format: one line
    {
      as: 'table',
      id: 'evaluations-validees',
      caption: 'Évaluations validées',
      columns: [
        { head: 'Action', weight: 4 },
        { head: 'Part', weight: 1 },
        { head: 'Appréciation', weight: 2 },
        { head: 'Recommandation', weight: 2 },
        { head: 'Pourquoi', weight: 4 },
      ],
      rows: validated.map(({ year, one, evaluation: { grade, recommendation, advice } }) => [
        words(coded(one)),
        words(String(year)),
        words(grade ? GRADE_WORDS[grade] : '–'),
        words(recommendation ? RECOMMENDATION_WORDS[recommendation] : '–'),
        words(short(advice) || '–'),
      ]),
    },
    ...(coverage.missing.length === 0
      ? []
      : [
          heading(2, 'non-evaluees', 'Actions du cycle qui ne sont pas évaluées'),
          list(coverage.missing.map(({ key, why }) => fr`${called.get(key) ?? key} : ${WHY_WORDS[why]}`)),
        ]),
  ]
}

function short(advice: string): string {
  const plain = plainMarkdown(advice)
  return plain.length <= ROOM ? plain : `${plain.slice(0, ROOM).replace(/\s+\S*$/, '')}…`
}

function indicators({ document, told, day: on }: Renewal): Block[] {
  const axisOf = axisByPart(document)
  const shown = told.filter(({ definition }) => !definition.support)
  const table = (id: string, caption: string, axis: string | null): Block[] => {
    const mine = shown.filter(({ definition: { parent } }) => (parent === null ? null : axisOf.get(parent)) === axis)
    return mine.length === 0 ? [] : [toldTable(id, caption, mine, on)]
  }
  const tables = [
    ...document.axes.flatMap((axis, rank) =>
      table(`indicateurs-${rank + 1}`, fr`${coded(axis)} : indicateurs`, axis.key),
    ),
    ...table('indicateurs-schema', 'Indicateurs du schéma', null),
  ]
  return tables.length > 0 ? tables : [text('Le schéma n’a pas d’indicateur.')]
}

function proposals(renewal: Renewal): Block[] {
  const { global, document, advised, next } = renewal
  const by = (what: string) =>
    document.actions.flatMap(one => {
      const known = advised.get(one.key)
      return one.left === null && known?.recommendation === what ? [{ one, known }] : []
    })
  const said = (id: string, title: string, items: readonly string[]): Block[] =>
    items.length === 0 ? [] : [heading(2, id, title), list([...items])]
  const advice = ({ one, known }: ReturnType<typeof by>[number]) =>
    fr`${coded(one)} : ${short(known.advice) || 'sans motif écrit'} (évaluation de ${known.year})`
  const entered = next?.read.compared.axes.flatMap(({ actions }) => actions.flatMap(({ outcome, after }) => (outcome === 'new' && after ? [coded(after)] : []))) ?? [] // biome-ignore format: one line
  const ways = [
    ...said('sorties-proposees', 'Sorties proposées', by('leave').map(advice)),
    ...said('a-modifier', 'Actions à modifier', by('amend').map(advice)),
    ...said('a-renforcer', 'Actions à renforcer', by('reinforce').map(advice)),
    ...said(
      'sorties',
      'Sorties pendant l’édition',
      global.exits.map(one => fr`${coded(one)}, le ${day(one.left)}`),
    ),
    ...said('entrees', 'Entrées pendant l’édition', global.additions.map(one => fr`${coded(one)}, le ${day(one.entered)}`)), // biome-ignore format: one line
    ...said('nouvelles', 'Nouvelles dans le brouillon de l’édition suivante', entered),
  ]
  return [
    ...(ways.length > 0 ? ways : [text('Aucune évaluation ne propose de sortie ni de changement.')]),
    heading(2, 'ajouts', PARTS.ajouts.title),
    ...saidOr(renewal, 'ajouts', 'Aucun ajout n’est encore proposé.'),
  ]
}

function calendar({ cycle: { calendar: steps }, day: on }: Renewal): Block[] {
  const coming = steps.filter(({ to }) => to >= on)
  const last = steps.at(-1)
  if (coming.length > 0)
    return [
      {
        as: 'table',
        id: 'etapes-a-venir',
        caption: 'Étapes à venir',
        columns: [
          { head: 'Étape', weight: 4 },
          { head: 'Instance', weight: 3 },
          { head: 'Quand', weight: 2 },
        ],
        rows: coming.map(step => [words(stepWords(step)), words(KIND_WORDS[step.body]), words(`${WHEN_WORDS[step.when]} ${step.year}`)]), // biome-ignore format: one line
      },
    ]
  if (last === undefined) return [text('Aucun calendrier n’est réglé.')]
  return [
    text(
      fr`Toutes les étapes du cycle sont passées : la dernière, « ${stepWords(last)} », était attendue pour le ${day(last.to)}. Le calendrier de l’édition suivante commence avec elle.`,
    ),
  ]
}

function following({ next }: Renewal): Block[] {
  if (next === null) return [text('L’édition suivante n’est pas encore ouverte : rien n’est comparé.')]
  const { compared } = next.read
  return [
    text(fr`Voici ce que deviennent les actions dans ${nameOf(compared.after)}. La comparaison jointe le dit action par action.`), // biome-ignore format: one line
    ...countsBlocks(compared),
  ]
}
