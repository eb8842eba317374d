import {
  type Explained,
  inputFigure,
  inWords,
  lineageTold,
  periodWords,
  rowsWords,
  STANDING_LABELS,
  type Told,
} from '#features/indicators'
import { type Buyer, saysOf } from '#features/scheme'
import type { Block, Paper } from '#platform/paper'
import { day, fr } from '#ui'
import { breakdownTable, chartsOf } from '../bilan/composing/axes.ts'
import { coded, heading, list, termsWords, text, words } from '../bilan/composing/pieces.ts'
import { coverOf } from './cover.ts'
import type { Sheets } from './facts.ts'
import { lastOf, paragraph, stateWords, toldTable, valuesTable } from './figures.ts'

/** One indicator: what it is, where it starts and goes, what it says, and how its last figure was made. */
export function indicatorPaper(
  told: Told,
  sheets: Sheets,
  explained: Explained | null,
  buyers: readonly Buyer[],
  publicUrl: string,
): Paper {
  const { definition } = told
  const values = valuesTable(told, new Map(buyers.map(({ id, name }) => [id, name])))
  return {
    ...coverOf(sheets, [told]),
    short: true,
    title: definition.label,
    description: fr`La fiche de l’indicateur « ${definition.label} » : définition, repères, valeurs et calcul.`,
    facts: [
      ...(definition.above ? [{ label: 'Suit', text: coded(definition.above) }] : []),
      { label: 'Position', text: STANDING_LABELS[told.standing.standing] },
      { label: 'Au', text: day(sheets.day) },
    ],
    blocks: [
      heading(1, 'essentiel', 'L’essentiel'),
      toldTable(`table-${definition.key}`, definition.label, [told], sheets.day),
      ...chartsOf(told),
      heading(1, 'valeurs', 'Valeurs'),
      ...(values ? [values] : [text('Aucune valeur pour l’instant.')]),
      ...breakdownTable(told, definition.code || 'Détail'),
      heading(1, 'calcul', fr`Comment ce chiffre est-il obtenu ?`),
      ...obtained(told, explained, publicUrl),
      heading(1, 'definition', 'Définition et repères'),
      definitionFacts(told, sheets, explained),
    ],
  }
}

/** The definition with the marks of those who are told. */
function definitionFacts({ definition, marks }: Told, { context }: Sheets, explained: Explained | null): Block {
  const fields = saysOf('indicator', { ...definition, ...marks }, context).filter(
    ({ name }) => name !== 'label' && (name !== 'support' || definition.support),
  )
  return {
    as: 'facts',
    items: fields.map(({ name, label, words: said }) => ({
      label,
      runs: [{ text: name === 'source' && explained?.measure ? explained.measure.label : said.join(' ; ') }],
    })),
  }
}

/** How the last figure was made: what it divides, and what a measure or a formula read. */
function obtained(told: Told, explained: Explained | null, publicUrl: string): Block[] {
  const { definition } = told
  const last = lastOf(told)
  const terms = termsWords(last)
  const shown = last && inWords(definition, last)
  const said: Block[] = [
    last && shown
      ? paragraph(
          [shown, terms && fr`soit ${terms}`, stateWords(last.state).toLowerCase()].filter(Boolean).join(', '),
          periodWords(last.period).replace(/^./u, letter => letter.toUpperCase()),
        )
      : text('Rien n’est encore dit.'),
  ]
  if (explained === null)
    return [...said, ...(definition.source.kind === 'entered' ? [text('La valeur est saisie par qui pilote l’action.')] : [])] // biome-ignore format: short
  const { obstacle, measured, rows, excluded, inputs } = lineageTold(explained)
  if (obstacle !== '') said.push(text(obstacle))
  if (measured !== '') said.push(text(measured))
  if (rows !== '' && publicUrl !== '') said.push(text({ text: rowsWords(rows), link: publicUrl + rows }))
  if (excluded.length > 0)
    said.push(
      text(fr`Ce qui n’a pas été compté, et pourquoi :`),
      list(excluded.map(({ reason, count }) => fr`${reason} : ${count}`)),
    )
  if (inputs.length > 0)
    said.push({
      as: 'table',
      id: `lus-${definition.key}`,
      caption: fr`Les chiffres que la formule lit`,
      columns: [{ head: 'Indicateur', weight: 4 }, { head: 'Période' }, { head: 'Valeur', numeric: true }],
      rows: inputs.map(input => [
        words([input.part + input.label, input.row].filter(Boolean).join(', ')),
        words(periodWords(input.period)),
        words(inputFigure(input) ?? 'non renseigné'),
      ]),
    })
  return said
}
