import { KIND_WORDS, readLineage } from '#features/indicators'
import { BYTE_ORDER_MARK, csvLines, neutralised } from '#platform/csv'
import { coded, ofYear, targetOf } from '../bilan/composing/pieces.ts'
import { statusWords, under } from '../bilan/composing/progress.ts'
import type { BilanFacts } from '../bilan/facts.ts'
import { placesOf, sirensOf } from './places.ts'

/** A decimal as a French spreadsheet reads it. */
export const french = (decimal: string | null | undefined) => (decimal ?? '').replace('.', ',')
/** A table as UTF-8 with a byte order mark, semicolons between its cells. */
export const csvOf = (heads: readonly string[], rows: readonly (readonly string[])[]) =>
  BYTE_ORDER_MARK + csvLines([heads, ...rows])

const DIRECTIONS = { up: 'à la hausse', down: 'à la baisse', none: '' } as const
const RHYTHMS = { year: 'année', semester: 'semestre', quarter: 'trimestre' } as const
const SOURCES = { entered: 'Saisie', measured: 'Mesurée', formula: 'Calculée' } as const

/** `indicateurs.csv`: one line an indicator, in the order of the scheme. */
export function indicatorsCsv(facts: BilanFacts): string {
  const axes = new Map(
    facts.axes.flatMap(axis =>
      [axis, ...axis.objectives, ...under(axis)].map(({ key }) => [key, coded(axis)] as const),
    ),
  )
  const rows = facts.indicators.map(told => {
    const { definition, marks } = told
    const { key, code, label, kind, unit, direction, rhythm, source, support, above, breakdown } = definition
    const { baseline } = marks
    const start = baseline !== null && 'period' in baseline ? baseline : null
    const target = targetOf(told, facts.year)
    const action = above?.kind === 'action' ? above : null
    return [
      key,
      neutralised(code),
      neutralised(label),
      KIND_WORDS[kind],
      neutralised(unit),
      DIRECTIONS[direction],
      RHYTHMS[rhythm],
      support ? 'oui' : 'non',
      neutralised(definition.numerator),
      neutralised(definition.denominator),
      neutralised(breakdown?.by ?? ''),
      SOURCES[source.kind],
      neutralised(source.kind === 'formula' ? source.formula : source.kind === 'measured' ? source.measure : ''),
      start?.period ?? '',
      french(start?.value),
      start
        ? 'dit'
        : baseline === null
          ? 'pas encore dit'
          : neutralised(`sans référence : ${(baseline as { none: string }).none}`),
      target ? (target.period ?? facts.scheme.to.slice(0, 4)) : '',
      french(target?.value),
      target ? (target.tentative ? 'intention' : 'engagement') : '',
      ofYear(told, facts.year) ? 'oui' : 'non',
      neutralised(action?.code ?? ''),
      neutralised(action?.title ?? ''),
      neutralised(axes.get(definition.parent ?? '') ?? ''),
    ]
  })
  return csvOf(
    [
      ...['Indicateur', 'Code', 'Libellé', 'Nature', 'Unité', 'Mieux', 'Rythme', 'Appui', 'Numérateur', 'Dénominateur'],
      ...['Lignes par', 'Origine', 'Formule ou mesure', 'T0 : période', 'T0 : valeur', 'T0 : état'],
      ...[
        'Cible : période',
        'Cible : valeur',
        'Cible : nature',
        'Valeur de l’année',
        'Code de l’action',
        'Action',
        'Axe',
      ],
    ],
    rows,
  )
}

/** `valeurs.csv`: one line a value that the bilan counts, exact. @param site the address that those of the rows of a measure begin with */
export function valuesCsv(facts: BilanFacts, site: string): string {
  const sirenOf = sirensOf(facts)
  const rows = placesOf(facts).flatMap(({ definition, values }) =>
    values.map(value => {
      const lineage = readLineage(value.lineage)
      const measured = lineage?.by === 'measure' ? lineage : null
      return [
        value.indicator,
        value.period,
        value.row,
        neutralised(definition.breakdown?.rows.find(({ key }) => key === value.row)?.label ?? ''),
        sirenOf(value.organisation),
        value.origin === 'entered' ? 'saisie' : measured ? 'mesurée' : 'calculée',
        french(value.numerator),
        french(value.denominator),
        french(value.value),
        neutralised(definition.unit),
        neutralised(value.words),
        neutralised(measured?.excluded.map(({ reason, count }) => `${reason} : ${count}`).join(' ; ') ?? ''),
        measured?.rows ? site + measured.rows : '',
      ]
    }),
  )
  return csvOf(
    [
      ...['Indicateur', 'Période', 'Ligne', 'Libellé de la ligne', 'Acheteur', 'Origine', 'Numérateur', 'Dénominateur'],
      ...['Valeur', 'Unité', 'Niveau', 'Laissés de côté', 'Marchés comptés'],
    ],
    rows,
  )
}

/** `actions.csv`: one line an action, as it stood on the last day that the bilan tells. */
export function actionsCsv(facts: BilanFacts): string {
  const rows = facts.axes.flatMap(axis =>
    under(axis).map(one => {
      const due = one.steps.filter(({ to }) => to !== null && to <= facts.day)
      const done = one.steps.filter(step => step.done !== null)
      return [
        neutralised(one.code),
        neutralised(one.title),
        neutralised(coded(axis)),
        neutralised(one.buyer),
        statusWords(one),
        one.left?.on ?? one.since ?? '',
        String(one.steps.length),
        String(due.length),
        String(done.length),
        neutralised(one.left?.reason ?? ''),
      ]
    }),
  )
  return csvOf(
    [
      ...['Code', 'Action', 'Axe', 'Action propre à', 'Statut', 'Depuis', 'Étapes', 'Étapes échues', 'Étapes faites'],
      'Motif du retrait',
    ],
    rows,
  )
}
