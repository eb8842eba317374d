import fc from 'fast-check'
import { FORMAT, type SchemeDocument } from '../document/document.ts'
import { read } from '../scheme.test-support.ts'

/** What breaks files: formulas, quotes, separators, escapes, ends of lines, what looks like another kind of cell. */
const HOSTILE = [
  '=1+1', '+33', '-2', '@SUM(A1)', "'=1", "''+", '- un\n- deux', '"guillemets"', 'a;b,c\td', '<b>&amp;</b>', '_x000D_', '2026', '1,5', '01/02/2026', '45000',
  'VRAI', '#REF!', 'espaces  doubles\n  et retrait', 'e\u0301 🌳', '00012', ']]>', 'oui', '1e5', '\u00a0insécable\u202f', '%', 'a'.repeat(301), '\\N', 'Axe 1', 'a\u0000b\u001f\ud800c',
] // biome-ignore format: a list of words

const words = (max: number) =>
  fc
    .oneof(
      { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
      { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
      fc.lorem({ maxCount: 30 }),
    )
    .map(text => text.slice(0, max))
const line = (max: number) => words(max - 1).map(text => `x${text}`.replace(/^x(?=\S)/, ''))
const filled = (max: number) => line(max).map(text => (text.trim() === '' ? 'x' : text))
const list = fc.array(filled(500), { maxLength: 4 })
const decimal = fc.oneof(
  fc.constantFrom(
    '0',
    '-0.5',
    '123456789012345678901',
    '-123456789012345678901.123456789012',
    '0.000000000001',
    '1.234',
  ),
  fc.integer().map(String),
  fc.tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: 1, max: 9 })).map(([a, b]) => `${a}.${b}`),
)
const day = fc
  .oneof(
    fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
    fc.constantFrom(new Date('1900-02-28'), new Date('1900-03-01'), new Date('1899-12-31'), new Date('2024-02-29')),
  )
  .map(date => date.toISOString().slice(0, 10))
const period = fc.constantFrom('1999', '2025', '2025-S1', '2026-T4')
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
const rank = fc.nat()

/** Random documents that hold together, with hostile texts in every field. */
export const documents: fc.Arbitrary<SchemeDocument> = fc
  .record({
    cover: fc.record({ title: filled(300), edition: words(100), summary: words(10_000), notice: words(1000), days: fc.tuple(day, day) }),
    adoption: maybe(fc.record({ on: day, deliberation: words(100), vote: words(200) })),
    joint: fc.boolean(),
    axes: fc.array(fc.record({ code: words(20), title: filled(300), text: words(5000), pillar: fc.constantFrom('environmental', 'social', 'economic', null) }), { minLength: 1, maxLength: 3 }),
    objectives: fc.array(fc.record({ under: rank, code: words(20), title: filled(300), text: words(5000) }), { maxLength: 3 }),
    actions: fc.array(
      fc.record({
        under: rank, code: words(20), title: filled(300), aim: words(5000), description: words(20_000), pilots: list, impacted: list, partners: list,
        steps: fc.array(fc.record({ title: filled(500), days: maybe(fc.tuple(day, day)), from: fc.boolean(), to: fc.boolean() }), { maxLength: 3 }),
        evaluation: list, projects: list, plans: list, pillars: fc.uniqueArray(fc.constantFrom('environmental', 'social', 'economic')), families: list, themes: list, legal: list, remark: words(5000),
        dates: maybe(fc.tuple(day, day)), reason: maybe(filled(2000)), own: fc.boolean(),
      }),
      { maxLength: 4 },
    ),
    indicators: fc.array(
      fc.record({
        under: rank, code: words(30), label: filled(500), kind: fc.constantFrom('count', 'amount', 'ratio', 'change', 'deliverable'), unit: words(60), numerator: words(300), denominator: words(300),
        direction: fc.constantFrom('up', 'down', 'none'), rhythm: fc.constantFrom('year', 'semester', 'quarter'), by: filled(200), rows: fc.array(filled(200), { maxLength: 3 }),
        levels: fc.constantFrom([], ['Faible', 'Fort']), source: fc.oneof(
          fc.constant({ kind: 'entered' }),
          fc.record({ kind: fc.constant('measured'), measure: fc.constant('contracts.social-share'), filters: fc.dictionary(fc.constantFrom('cpv', 'family', 'band'), words(50)) }),
          filled(2000).map(formula => ({ kind: 'formula', formula })),
        ),
        support: fc.boolean(), counted: words(2000), excluded: words(2000), collected: words(2000), remark: words(5000),
        baseline: fc.oneof(fc.constant(null), filled(1000).map(none => ({ none })), fc.record({ period, value: maybe(decimal), numerator: decimal, denominator: maybe(decimal), source: words(1000), row: rank })),
        targets: fc.oneof(fc.constant(null), filled(1000).map(none => ({ none })), fc.uniqueArray(fc.record({ period: maybe(period), value: decimal, tentative: fc.boolean(), source: words(1000) }), { minLength: 1, maxLength: 3, selector: one => String(one.period) })),
        legal: fc.array(fc.record({ period: maybe(period), value: decimal, source: filled(500) }), { maxLength: 2 }),
        peers: fc.array(fc.record({ period, value: decimal, source: filled(500) }), { maxLength: 2 }),
        values: fc.array(fc.record({ value: maybe(decimal), numerator: maybe(decimal), denominator: maybe(decimal), words: words(500), comment: words(5000), state: fc.constantFrom('draft', 'submitted', 'validated', 'published', 'refused') }), { maxLength: 2 }),
        ownMarks: fc.boolean(),
      }),
      { maxLength: 4 },
    ),
  })
  .map(drawn => {
    const sorted = (pair: [string, string]) => [...pair].sort() as [string, string]
    const buyers = drawn.joint
      ? [{ siren: '229900998', name: 'Vallonne' }, { siren: '219900016', name: "'=Aubrelieu" }]
      : []
    const other = drawn.joint ? '219900016' : null
    const pick = (keys: string[], at: number) => keys[at % keys.length] ?? null
    const axes = drawn.axes.map((one, i) => ({ key: `a${i}`, ...one }))
    const axisKeys = axes.map(({ key }) => key)
    const objectives = drawn.objectives.map(({ under, ...one }, i) => ({ key: `o${i}`, parent: pick(axisKeys, under), ...one }))
    const above = [...objectives.map(({ key }) => key), ...axisKeys]
    const actions = drawn.actions.map(({ under, steps, dates, reason, own, ...one }, i) => {
      const [entered, on] = dates ? sorted(dates) : [null, null]
      return {
        key: `action-${i}`, parent: pick(above, under), ...one, entered,
        left: on && reason !== null ? { on, reason } : null,
        buyer: own ? other : null,
        calendar: steps.map(({ title, days, from, to }, n) => {
          const [first, last] = days ? sorted(days) : [null, null]
          return { key: `e${n}`, title, from: from ? first : null, to: to ? last : null }
        }),
      }
    })
    const holders = [...actions.map(({ key }) => key), ...above]
    const values: unknown[] = []
    const own: unknown[] = []
    const indicators = drawn.indicators.map(({ under, rows, by, baseline, ownMarks, values: given, ...one }, i) => {
      const key = `i${i}`
      const breakdown = rows.length === 0 ? null : { by, rows: rows.map((label, n) => ({ key: `l${n}`, label })) }
      const rowAt = (at: number) => (breakdown && at % 2 ? `l${at % rows.length}` : null)
      const start = baseline && 'row' in baseline ? { ...baseline, row: rowAt(baseline.row) } : baseline
      if (other && ownMarks) own.push({ key: `p${i}`, parent: key, buyer: other, baseline: start, targets: one.targets })
      for (const [n, value] of given.entries()) values.push({ indicator: key, period: n ? '2025' : '2024-T3', row: rowAt(n), buyer: n ? other : null, ...value })
      return { key, parent: under % 4 ? pick(holders, under) : null, ...one, breakdown, baseline: start }
    })
    const { days, ...cover } = drawn.cover
    const [from, to] = sorted(days)
    return read({ format: FORMAT, code: 'tire-au-sort', ...cover, from, to, buyers, adoption: drawn.adoption, axes, objectives, actions, indicators, own, values })
  }) // biome-ignore format: one line a part
