import type { SchemeDocument } from '../document/document.ts'
import type { Flat } from './sheets.ts'

type Marked = SchemeDocument['own'][number] | SchemeDocument['indicators'][number]

function marksOf(one: Marked): Record<string, unknown>[] {
  const { key: of, baseline, targets } = one
  const mark = (name: string, held: Record<string, unknown>) => ({
    of,
    mark: name,
    period: null,
    row: null,
    value: null,
    numerator: null,
    denominator: null,
    tentative: false,
    source: '',
    ...held, // biome-ignore format: an empty row
  })
  return [
    ...(baseline === null
      ? []
      : ['none' in baseline ? mark('no-baseline', { source: baseline.none }) : mark('baseline', baseline)]),
    ...(targets === null
      ? []
      : Array.isArray(targets)
        ? targets.map(target => mark('target', target))
        : [mark('no-target', { source: targets.none })]),
    ...('legal' in one ? one.legal.map(legal => mark('legal', legal)) : []),
    ...('peers' in one ? one.peers.map(mean => mark('peers', mean)) : []),
  ]
}

/** A document as flat rows. {@link assembled} makes it again. */
export function flattened(document: SchemeDocument): Flat {
  const { axes, objectives, actions, indicators, own, values, adoption, ...cover } = document
  return {
    scheme: [
      {
        ...cover,
        adopted: adoption?.on ?? null,
        deliberation: adoption?.deliberation ?? '',
        vote: adoption?.vote ?? '',
      },
    ],
    axes,
    objectives,
    actions: actions.map(({ left, calendar, ...action }) => ({
      ...action,
      leftOn: left?.on ?? null,
      leftFor: left?.reason ?? '',
    })),
    steps: actions.flatMap(({ key: action, calendar }) => calendar.map(step => ({ action, ...step }))),
    indicators: indicators.map(({ source, breakdown, baseline, targets, legal, peers, ...indicator }) => ({
      ...indicator,
      by: breakdown?.by ?? '',
      source: source.kind,
      measure: source.kind === 'measured' ? source.measure : '',
      filters: source.kind === 'measured' ? source.filters : null,
      formula: source.kind === 'formula' ? source.formula : '',
    })),
    rows: indicators.flatMap(({ key: indicator, breakdown }) =>
      (breakdown?.rows ?? []).map(row => ({ indicator, ...row })),
    ),
    own: own.map(({ key, parent, buyer }) => ({ key, parent, buyer })),
    marks: [...indicators, ...own].flatMap(marksOf),
    values,
  }
}

type Rows = Record<string, unknown>[]

function grouped(rows: Rows, field: string): (key: unknown) => Rows {
  const groups = new Map<unknown, Rows>()
  for (const row of rows) {
    const group = groups.get(row[field])
    if (group) group.push(row)
    else groups.set(row[field], [row])
  }
  return key => groups.get(key) ?? []
}

const without = (row: Record<string, unknown>, ...fields: string[]) =>
  Object.fromEntries(Object.entries(row).filter(([field]) => !fields.includes(field)))
const only = (row: Record<string, unknown>, ...fields: string[]) =>
  Object.fromEntries(fields.map(field => [field, row[field]]))

function marked(rows: Rows) {
  const of = (mark: string) => rows.filter(row => row['mark'] === mark)
  const [baseline] = of('baseline')
  const [noBaseline] = of('no-baseline')
  const [noTarget] = of('no-target')
  const targets = of('target').map(row => only(row, 'period', 'row', 'value', 'tentative', 'source'))
  return {
    baseline: baseline
      ? only(baseline, 'period', 'row', 'value', 'numerator', 'denominator', 'source')
      : noBaseline
        ? { none: noBaseline['source'] }
        : null,
    targets: targets.length > 0 ? targets : noTarget ? { none: noTarget['source'] } : null,
    legal: of('legal').map(row => only(row, 'period', 'value', 'source')),
    peers: of('peers').map(row => only(row, 'period', 'value', 'source')),
  }
}

function sourceOf({ source, measure, filters, formula }: Record<string, unknown>) {
  if (source === 'measured') return { kind: source, measure, filters }
  return source === 'formula' ? { kind: source, formula } : { kind: source }
}

/** What flat rows make, to be read as any document that was sent. */
export function assembled(flat: Flat): unknown {
  const [scheme = {}] = flat.scheme
  const { adopted, deliberation, vote, ...cover } = scheme
  const stepsOf = grouped(flat.steps, 'action')
  const rowsOf = grouped(flat.rows, 'indicator')
  const marksFor = grouped(flat.marks, 'of')
  return {
    ...cover,
    adoption: adopted || deliberation || vote ? { on: adopted, deliberation, vote } : null,
    axes: flat.axes,
    objectives: flat.objectives,
    actions: flat.actions.map(row => ({
      ...without(row, 'leftOn', 'leftFor'),
      left: row['leftOn'] || row['leftFor'] ? { on: row['leftOn'], reason: row['leftFor'] } : null,
      calendar: stepsOf(row['key']).map(step => without(step, 'action')),
    })),
    indicators: flat.indicators.map(row => {
      const rows = rowsOf(row['key']).map(one => without(one, 'indicator'))
      return {
        ...without(row, 'by', 'source', 'measure', 'filters', 'formula'),
        source: sourceOf(row),
        breakdown: rows.length > 0 ? { by: row['by'], rows } : null,
        ...marked(marksFor(row['key'])),
      }
    }),
    own: flat.own.map(row => ({ ...row, ...only(marked(marksFor(row['key'])), 'baseline', 'targets') })),
    values: flat.values,
  }
}
