import {
  type Columns,
  type CompositionProps,
  decimal,
  type FigureProps,
  fr,
  type HorizontalBarsProps,
  type MultiplesProps,
  percent,
  type StepsProps,
} from '#ui'
import { decimalOf, exact } from '../decimals.ts'
import { figure, inPeriod, periodWords } from '../figures.ts'
import type { Told } from '../series/reading.ts'
import { inWords } from '../series/words.ts'
import { explainStanding, STANDING_LABELS } from '../standing-words.ts'
import { type ChartKind, chartsOf, isFinal, type RowValues, rowValuesOf } from './choosing.ts'
import { axisName, distances, levelsOf, pathOf, pointsOf } from './points.ts'

type Bare<Props> = Omit<Props, keyof FigureProps>
type Bars = Pick<HorizontalBarsProps, 'format' | 'max' | 'reference'> & {
  items: { label: string; value: number | null }[]
}

/** A chart ready to be drawn, in a page or in a file. */
export type Chart = {
  kind: ChartKind
  /** Its name in addresses and in names of files. */
  name: ChartName
  /** The message, with its figure. */
  title: string
  /** What is measured, in which unit. */
  note: string
} & (
  | { as: 'columns'; of: Columns }
  | { as: 'composition'; of: Bare<CompositionProps> }
  | { as: 'multiples'; of: Bare<MultiplesProps> }
  | { as: 'bars'; of: Bars }
  | { as: 'steps'; of: Bare<StepsProps> }
)

/** An indicator has a chart of what it says, and one of what its rows say. */
export type ChartName = 'graphique' | 'repartition'

const DRAFT = 'Pas encore validée, ou incomplète'

/** The charts of an indicator, by rule. */
export const chartsIn = (told: Told): Chart[] => chartsOf(told).map(kind => chartOf(kind, told))

const MILLION = 1e6
const upper = (text: string) => text.replace(/^./u, letter => letter.toUpperCase())

/** A value over its column: without its unit, which is said above, nor its last digits where it has many. */
function shortly(unit: string) {
  return (value: number) => {
    if (unit.startsWith('%')) return figure(String(value), '%')
    if (Math.abs(value) < MILLION) return decimal(String(value))
    return `${decimal(String(value / MILLION))}\u00a0M`
  }
}

/** Whether why an indicator stands where it does can be the title of its chart: one fact, with the last figure. */
export const isMessage = ({ standing: { ground } }: Pick<Told, 'standing'>) =>
  'last' in ground && ground.because !== 'on-the-line' && ground.because !== 'no-t0'

/** What the chart of an indicator is titled by. */
function message({ standing, facts, definition, figures }: Told): string {
  const { ground } = standing
  if (ground.because === 'on-the-line' || ground.because === 'no-t0') {
    const aim = fr`${figure(ground.last.value, definition.unit)} ${inPeriod(ground.last.period)}, pour une cible de ${figure(ground.target.value, definition.unit)} ${inPeriod(ground.target.period)}`
    return ground.because === 'no-t0' ? aim : fr`${aim} : ${STANDING_LABELS[standing.standing].toLowerCase()}`
  }
  if (isMessage({ standing })) return explainStanding(ground, facts).replace(/\.$/, '')
  const last = figures.findLast(({ value }) => value !== null)
  const words = last && inWords(definition, last)
  return last && words ? `${words} ${inPeriod(last.period)}` : definition.label
}

function chartOf(kind: ChartKind, told: Told): Chart {
  const { definition } = told
  const { unit, label } = definition
  const note = [label, unit].filter(Boolean).join(', ')
  const format = (value: number) => figure(String(value), unit)
  const whole = { kind, name: 'graphique' as const, title: message(told), note }
  switch (kind) {
    case 'steps':
      return { ...whole, title: stepsTitle(told), as: 'steps', of: stepsOf(told) }
    case 'change': {
      const place = distances(
        unit,
        told.facts.values.map(({ value }) => value),
      )
      const signed = (value: number) => `${value > 0 ? '+' : ''}${decimal(String(value))}\u202f%`
      const of = {
        points: pointsOf(told, place),
        levels: levelsOf(definition, place),
        format: signed,
        partialLabel: DRAFT,
      }
      return {
        ...whole,
        note: `${label} : écart avec la période précédente`.replace(' :', '\u00a0:'),
        as: 'columns',
        of,
      }
    }
    case 'series':
    case 'share': {
      const of = {
        points: pointsOf(told),
        levels: levelsOf(definition),
        path: pathOf(told),
        format,
        short: shortly(unit),
        partialLabel: DRAFT,
      }
      if (kind === 'series') return { ...whole, as: 'columns', of }
      const part = upper(definition.numerator || 'la part')
      const rest = definition.denominator ? fr`Le reste de : ${definition.denominator}` : 'Le reste'
      return { ...whole, as: 'columns', of: { ...of, whole: { value: 100, part, rest } } }
    }
    default:
      return rowsChart(kind, told, { note: [note, definition.breakdown?.by].filter(Boolean).join(', par '), format })
  }
}

function rowsChart(
  kind: 'composition' | 'multiples' | 'rows',
  told: Told,
  { note, format }: { note: string; format: (value: number) => string },
): Chart {
  const { definition, values, figures, facts } = told
  const said = rowValuesOf(definition, values)
  const { periods, rows, partial } = said
  const common = { kind, name: 'repartition' as const, note, title: rowsTitle(kind, said, format) }
  const names = periods.map(period => {
    const { name, under } = axisName(period)
    return under ? `${name} ${under}` : name
  })
  const number = (value: string | null | undefined) => (value === null || value === undefined ? null : Number(value))
  if (kind === 'composition') {
    const wholes = periods.map((_, i) => ({
      name: names[i] ?? '',
      values: rows.map(row => number(row.values[i]) ?? 0),
      partial: partial[i] ?? false,
    }))
    return {
      ...common,
      as: 'composition',
      of: { parts: rows.map(({ label }) => label), wholes, format, partialLabel: 'pas encore validée' },
    }
  }
  const numbers = rows.map(({ label, values }) => ({ label, values: values.map(number) }))
  if (kind === 'multiples')
    return {
      ...common,
      as: 'multiples',
      of: { periods: names, partial, rows: numbers, format, partialLabel: DRAFT, by: definition.breakdown?.by },
    }
  const all = figures.find(({ period, value }) => period === periods[0] && value !== null)
  const [aim] = facts.targets === 'none' ? [] : facts.targets
  const reference = all
    ? { value: number(all.value), label: 'Ensemble' }
    : aim && { value: number(aim.value), label: `Cible ${periodWords(aim.period)}` }
  return {
    ...common,
    as: 'bars',
    of: {
      items: numbers.map(({ label, values }) => ({ label, value: values[0] ?? null })),
      format,
      reference,
      ...(definition.unit === '%' ? { max: 100 } : {}),
    },
  }
}

/** « En 2015, Recyclé : 38,5 % », the row that makes the most; « En 2015, de 4,78 à 6,41 L/100 km » where rows do not add up. */
function rowsTitle(kind: ChartKind, { periods, rows, partial }: RowValues, format: (value: number) => string): string {
  const last = periods.length - 1
  const period = periods[last]
  const known = rows.flatMap(({ label, values }) => {
    const value = values[last]
    return value === null || value === undefined ? [] : [{ label, value: exact(value) }]
  })
  known.sort((a, b) => b.value.compare(a.value))
  const [most, least] = [known[0], known.at(-1)]
  if (period === undefined || most === undefined || least === undefined) return ''
  const when = upper(inPeriod(period))
  const draft = partial[last] ? ' (pas encore validé)' : ''
  const words = (value: typeof most.value) => format(Number(decimalOf(value)))
  if (kind === 'composition') {
    const total = known.reduce((sum, { value }) => sum.add(value), exact('0'))
    if (total.equals(0)) return fr`${when}, tout est à zéro${draft}`
    return fr`${when}, ${most.label} : ${percent(most.value.div(total).valueOf())} de l’ensemble${draft}`
  }
  return most === least || most.value.equals(least.value)
    ? fr`${when}, ${words(most.value)}${draft}`
    : fr`${when}, de ${words(least.value)} (${least.label}) à ${words(most.value)} (${most.label})${draft}`
}

function stepsTitle({ definition, figures }: Told): string {
  const last = figures.findLast(one => inWords(definition, one) !== null)
  return last ? fr`${upper(inPeriod(last.period))} : ${inWords(definition, last) ?? ''}` : ''
}

function stepsOf({ definition, figures }: Told): Bare<StepsProps> {
  const levels = definition.kind === 'scale' ? definition.levels : ['Non fait', 'Fait']
  const steps = figures.map(one => {
    const { name, under } = axisName(one.period)
    return {
      name: under ? `${name} ${under}` : name,
      level: inWords(definition, one),
      partial: one.partial || !isFinal(one),
    }
  })
  return { levels, steps, partialLabel: DRAFT }
}
