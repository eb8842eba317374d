import { figure, grouped, periodWords, picturesOf, rowValuesOf, type Told } from '#features/indicators'
import type { Block, ChartBlock, Run } from '#platform/paper'
import { day, fr } from '#ui'
import type { Comments } from '../composition.ts'
import { type ActionFacts, type BilanFacts, isStart } from '../facts.ts'
import { coded, heading, indicatorsTable, list, ofYear, words } from './pieces.ts'
import { statusWords } from './progress.ts'

/** Periods of a breakdown that fit on a page. */
const PERIODS = 5

/** The axes one after the other, with their objectives, their actions and what their indicators say. */
export function axes(facts: BilanFacts, charted: ReadonlySet<string>, comments: Comments): Block[] {
  const { year, indicators } = facts
  const under = grouped(indicators, ({ definition }) => definition.parent ?? '')
  const of = (key: string) => under.get(key) ?? []
  const figures = (key: string, name: string) => figuresOf(key, name, of(key), year, charted, comments)
  const action = (one: ActionFacts, level: 3 | 4): Block[] => {
    const said = [...comments(`action:${one.key}`, 4), ...figures(one.key, one.code || one.title)]
    // Where a scheme starts from, there is nothing to say of what had no figure.
    if (isStart(facts) && !of(one.key).some(told => ofYear(told, year) !== undefined)) return []
    const state = isStart(facts) ? [] : [actionState(one), ...stepsOf(one, facts)]
    return [heading(level, `action-${one.key}`, coded(one)), ...state, ...said]
  }
  return facts.axes.flatMap(axis =>
    headed(heading(2, `axe-${axis.key}`, coded(axis)), [
      ...comments(`axe:${axis.key}`, 3),
      ...figures(axis.key, axis.code ? fr`Axe ${axis.code}` : axis.title),
      ...axis.objectives.flatMap(objective =>
        headed(heading(3, `objectif-${objective.key}`, coded(objective)), [
          ...figures(objective.key, objective.code ? fr`Objectif ${objective.code}` : objective.title),
          ...objective.actions.flatMap(one => action(one, 4)),
        ]),
      ),
      ...axis.actions.flatMap(one => action(one, 3)),
    ]),
  )
}

/** What is under a heading, with it; nothing where nothing is. */
const headed = (head: Block, blocks: readonly Block[]): Block[] => (blocks.length === 0 ? [] : [head, ...blocks])

function actionState(one: ActionFacts): Block {
  const items: { label: string; runs: Run[] }[] = [
    {
      label: 'Où elle en est',
      runs: [
        { text: statusWords(one), strong: true },
        ...(one.left
          ? [{ text: fr`, le ${day(one.left.on)} : ${one.left.reason}` }]
          : one.since
            ? [{ text: fr`, depuis le ${day(one.since)}` }]
            : []),
      ],
    },
    { label: 'Pilotage', runs: [{ text: one.pilots.length > 0 ? one.pilots.join(', ') : 'Non renseigné' }] },
  ]
  if (one.buyer) items.push({ label: 'Action propre à', runs: [{ text: one.buyer }] })
  return { as: 'facts', items }
}

/** The steps that are done, and those that were due. */
function stepsOf({ steps }: ActionFacts, { day: end }: BilanFacts): Block[] {
  const told = steps.filter(({ done, to }) => done !== null || (to !== null && to <= end))
  if (told.length === 0) return []
  return [
    list(
      told.map(({ title, to, done }) => [
        { text: done ? 'Fait' : 'Non fait', strong: true },
        done ? fr` le ${day(done)} : ${title}` : fr`, prévu pour le ${day(to)} : ${title}`,
      ]),
    ),
  ]
}

function figuresOf(
  key: string,
  name: string,
  told: readonly Told[],
  year: number,
  charted: ReadonlySet<string>,
  comments: Comments,
): Block[] {
  if (told.length === 0) return []
  return [
    indicatorsTable(`indicateurs-${key}`, fr`${name} : indicateurs`, told, year),
    ...told.flatMap(one => [
      ...breakdownTable(one, name),
      ...(charted.has(one.definition.key) ? chartsOf(one) : []),
      ...comments(`indicateur:${one.definition.key}`, 4),
    ]),
  ]
}

/** The charts of an indicator as blocks, each named by its key and the chart. */
export const chartsOf = (told: Told): ChartBlock[] =>
  picturesOf(told).map(({ name, ...picture }) => ({ as: 'chart', id: chartId(told.definition.key, name), ...picture }))

/** The name of a chart in a document, and what it says: the key of its indicator, and which of its charts. */
export const chartId = (key: string, name: string) => `${name}-${key}`
export function chartNamed(id: string): { name: string; key: string } {
  const at = id.indexOf('-')
  return { name: id.slice(0, at), key: id.slice(at + 1) }
}

/** The rows of an indicator over its last periods. */
export function breakdownTable({ definition, values }: Told, place: string): Block[] {
  const { key, label, unit, breakdown } = definition
  const { periods, rows } = rowValuesOf(definition, values)
  if (!breakdown || rows.length === 0) return []
  const from = Math.max(0, periods.length - PERIODS)
  const isPercent = unit === '' || unit.startsWith('%')
  return [
    {
      as: 'table',
      id: `detail-${key}`,
      caption: fr`${place} : ${label}, par ${breakdown.by}${isPercent ? '' : fr` (${unit})`}`,
      columns: [
        { head: breakdown.by.replace(/^./u, letter => letter.toUpperCase()), weight: 3 },
        ...periods.slice(from).map(period => ({ head: periodWords(period), numeric: true as const })),
      ],
      rows: rows.map(row => [
        words(row.label),
        ...row.values
          .slice(from)
          .map(value =>
            value === null
              ? words('non renseigné')
              : { text: figure(value, isPercent ? unit : ''), value, ...(isPercent ? { unit } : {}) },
          ),
      ]),
    },
  ]
}

/** Whether an indicator says something of the year that is worth a drawing. */
export const drawn = (told: Told, year: number) =>
  ofYear(told, year) !== undefined || told.values.some(({ row }) => row !== '')
