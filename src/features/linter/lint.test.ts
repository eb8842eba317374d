import { expect, test } from 'vitest'
import { lintDocument, measured, named, small } from './linter.test-support.ts'

const PLAIN = ['law-', 'firm-targets', 'not-fed']
/** What is found besides what any scheme that says as little would be told. */
const found = (document: Parameters<typeof lintDocument>[0], around?: Parameters<typeof lintDocument>[1]) =>
  lintDocument(document, { today: '2026-06-30', ...around })
    .map(named)
    .filter(name => !PLAIN.some(start => name.startsWith(start)))

const action = (said: object) =>
  small({
    actions: [
      {
        key: 'action',
        parent: 'axe',
        title: 'Acheter mieux',
        pilots: ['Achats'],
        calendar: [{ key: 'e', title: 'Étape' }],
        ...said,
      },
    ],
    indicators: [{ key: 'i', parent: 'action', kind: 'deliverable', label: 'Fait', targets: { none: 'Non' } }],
  })
const steps = (...dates: [from: string | null, to: string | null][]) =>
  action({ calendar: dates.map(([from, to], n) => ({ key: `e-${n}`, title: `Étape ${n}`, from, to })) })
const aims = (baseline: string | null, ...targets: object[]) => ({
  ...(baseline === null ? {} : { baseline: { period: '2023', value: baseline } }),
  targets: targets.map(one => ({ period: '2028', ...one })),
})
const share = { kind: 'ratio', unit: '%', label: 'Part des achats', numerator: 'a', denominator: 'b' }
const rows = { breakdown: { by: 'sorte', rows: ['a', 'b', 'c'].map(key => ({ key, label: key })) } }
const v = (value: string, said: object = {}) => ({ value, ...said })

test.each<[string, Parameters<typeof lintDocument>[0], string[]]>([
  ['a plain scheme', measured({}), []],
  ['no action', small({ actions: [] }), ['no-action -']],
  ['no directorate', action({ pilots: [] }), ['no-directorate action']],
  ['no calendar', action({ calendar: [] }), ['no-calendar action']],
  ['no indicator', small({}), ['no-indicator action']],
  [
    'a vague verb',
    small({
      actions: [
        {
          key: 'a',
          parent: 'axe',
          title: 'Sensibiliser les agents',
          pilots: ['A'],
          calendar: [{ key: 'e', title: 'E' }],
        },
      ],
    }),
    ['no-indicator a', 'vague-verb a'],
  ],
  ['a vague verb with a measure', action({ title: 'Favoriser le réemploi' }), []],
  [
    'what has left',
    action({ pilots: [], calendar: [], entered: '2024-01-01', left: { on: '2025-01-01', reason: 'Fini' } }),
    ['no-action -'],
  ],
  [
    'an axis that nothing serves',
    measured({}, {}).axes.length > 0
      ? small({
          axes: [
            { key: 'axe', title: 'A' },
            { key: 'vide', title: 'V' },
          ],
        })
      : small({}),
    ['no-indicator action', 'empty-place vide'],
  ],
  ['steps in order', steps([null, '2025-03-31'], [null, '2025-03-31'], [null, null], [null, '2026-01-01']), []],
  ['steps in disorder', steps([null, '2025-09-30'], [null, '2025-03-31']), ['steps-disordered action']],
  [
    'a step before another begins',
    steps(['2026-01-01', null], ['2025-01-01', '2025-06-30']),
    ['steps-disordered action'],
  ],
  ['steps side by side', steps(['2025-01-01', '2025-12-31'], ['2025-06-01', '2025-10-31']), []],
  ['a step before the scheme', steps(['2023-01-01', '2023-12-31']), ['step-outside action']],
  ['a step that began before it', steps(['2023-01-01', '2024-12-31']), []],
  ['a step on the last day', steps(['2029-12-31', null]), []],
  ['T0 and target unsaid', measured({ baseline: null, targets: null }), ['no-baseline i', 'no-target i']],
  ['of data beside', measured({ baseline: null, targets: null, support: true }), ['no-indicator action']],
  ['a deliverable has no T0', measured({ kind: 'deliverable', baseline: null }), []],
  ['half a ratio', measured({ ...share, denominator: '' }), ['half-ratio i']],
  ['kW for energy', measured({ label: 'Électricité consommée', unit: 'kW' }), ['wrong-unit i']],
  ['kW for power', measured({ label: 'Puissance électrique installée', unit: 'kW' }), []],
  ['things in kg', measured({ kind: 'count', unit: 'kg' }), ['wrong-unit i']],
  ['hours one by one', measured({ kind: 'count', unit: 'heures' }), []],
  ['a sum of money in hours', measured({ label: 'Montant des achats', unit: 'heures' }), ['wrong-unit i']],
  ['a sum of money', measured({ label: 'Montant des achats', unit: 'k€ HT' }), []],
  ['a change in kg', measured({ kind: 'change', unit: 'kg' }), ['level-for-change i']],
  ['a wrong formula', measured({ source: { kind: 'formula', formula: '[rien]' } }), ['wrong-formula i']],
  ['a twin', measured({}, {}, [{ key: 'j', label: ' QUANTITÉ' }]), ['duplicate-indicator j']],
  [
    'two of one formula',
    measured({ source: { kind: 'formula', formula: '[k] × 2' } }, {}, [
      { key: 'j', label: 'Autre', source: { kind: 'formula', formula: '[k]×2' } },
      { key: 'k', label: 'Source' },
    ]),
    ['duplicate-indicator j'],
  ],
  ['a target behind T0', measured(aims('80', { value: '70' })), ['target-behind-baseline i']],
  [
    'the same, downwards',
    measured({ ...aims('80', { value: '90' }), direction: 'down' }),
    ['target-behind-baseline i'],
  ],
  ['downwards', measured({ ...aims('80', { value: '70' }), direction: 'down' }), []],
  ['a target at T0', measured(aims('80', { value: '80' })), ['target-reached i']],
  ['a target without a way', measured({ ...aims('80', { value: '70' }), direction: 'none' }), ['target-without-way i']],
  ['an expired target', measured(aims('10', { value: '20', period: '2025' })), ['target-expired i']],
  ['one of this year', measured(aims('10', { value: '20', period: '2026' })), []],
  ['an undated target', measured(aims('10', { value: '20', period: null })), ['target-undated i']],
  ['a tentative one', measured(aims('10', { value: '20', tentative: true })), ['target-tentative i']],
  ['a share of 120', measured({ ...share, ...aims('10', { value: '120' }) }), ['share-above-whole i']],
  [
    'below the minimum',
    measured({ ...aims('10', { value: '20' }), legal: [{ value: '30', source: 'Loi' }] }),
    ['target-below-minimum i'],
  ],
  ['at the minimum', measured({ ...aims('10', { value: '30' }), legal: [{ value: '30', source: 'Loi' }] }), []],
  [
    'a doubling that is not',
    measured(aims('120500', { value: '300000', source: 'Doublement des heures' })),
    ['false-doubling i'],
  ],
  ['a doubling, rounded', measured(aims('120500', { value: '240000', source: 'Doublement des heures' })), []],
  ['its terms give it', measured(share, { 2024: v('8.6', { numerator: '861', denominator: '10000' }) }), []],
  [
    'a tie rounds to even or up',
    measured(share, {
      2024: v('12', { numerator: '125', denominator: '1000' }),
      2025: v('13', { numerator: '125', denominator: '1000' }),
    }),
    [],
  ],
  [
    'its terms give another',
    measured(share, { 2024: v('39', { numerator: '46748', denominator: '121492' }) }),
    ['false-share i'],
  ],
  ['a zero below', measured(share, { 2024: v('39', { numerator: '1', denominator: '0' }) }), []],
  ['a numerator alone', measured(share, { 2024: { numerator: '12' } }), ['half-value i']],
  ['0,385 for 38,5', measured(share, { 2023: v('37'), 2024: v('0.385'), 2025: v('40') }), ['outlier i']],
  ['above 100', measured(share, { 2024: v('101') }), ['share-above-whole i']],
  ['a rate that may be', measured({ ...share, label: 'Recyclé ÷ vierge' }, { 2024: v('101') }), []],
  ['minus three', measured({ kind: 'count', unit: 'marchés' }, { 2024: v('-3') }), ['negative-count i']],
  ['rows that add up', measured(rows, { '2024 a': v('1'), '2024 b': v('2'), '2024 c': v('3'), '2024 ': v('6') }), []],
  [
    'rows that do not',
    measured(rows, { '2024 a': v('1'), '2024 b': v('2'), '2024 c': v('3'), '2024 ': v('7') }),
    ['false-sum i'],
  ],
  ['a row not said', measured(rows, { '2024 a': v('1'), '2024 b': v('2'), '2024 ': v('7') }), []],
  [
    'rows that overlap, every year',
    measured(
      rows,
      Object.fromEntries(
        ['2024', '2025'].flatMap(year => [
          [`${year} a`, v('1')],
          [`${year} b`, v('2')],
          [`${year} c`, v('3')],
          [`${year} `, v('4')],
        ]),
      ),
    ),
    [],
  ],
  [
    'whole percents, rounded',
    measured({ ...share, ...rows }, { '2024 a': v('96'), '2024 b': v('4'), '2024 c': v('1') }),
    [],
  ],
  [
    'percents that are not whole',
    measured({ ...share, ...rows }, { '2024 a': v('90'), '2024 b': v('4'), '2024 c': v('3') }),
    ['rows-not-whole i'],
  ],
  [
    'a total without weights',
    measured({ ...share, ...rows }, { '2024 a': v('50'), '2024 b': v('40'), '2024 ': v('44') }),
    ['total-not-recomputable i'],
  ],
  ['growth by half', measured({}, { 2023: v('10'), 2024: v('15'), 2025: v('22') }), []],
  ['ten times its neighbours', measured({}, { 2023: v('10'), 2024: v('105'), 2025: v('11') }), ['outlier i']],
  ['huge numbers', measured({}, { 2023: v('999999999999'), 2024: v('999999999999.5') }), []],
  [
    'a claim that is right',
    measured({}, { 2024: v('100'), 2025: v('91.39', { comment: 'Le texte dit une baisse de 9 %.' }) }),
    [],
  ],
  [
    'the wrong way',
    measured({}, { 2024: v('100'), 2025: v('109', { comment: 'Une baisse de 9 %.' }) }),
    ['claim-change i'],
  ],
  ['with nothing to compare to', measured({}, { 2025: v('109', { comment: 'Une baisse de 9 %.' }) }), []],
  [
    'html and other signs',
    measured(share, { 2025: v('40', { comment: '<script>alert(1)</script> 🙂 ‏ 39 pour cent' }) }),
    [],
  ],
])('%s', (_, document, expected) => {
  expect(found(document).sort()).toEqual([...expected].sort())
})

test('what is new each year is not all that there is', () => {
  const values = { '2024 ': v('18'), '2025 ': v('20'), '2024  s': v('18'), '2025  s': v('20') }
  const points = measured({ kind: 'count', unit: 'bornes', label: 'Nouvelles bornes' }, values, [
    { key: 's', kind: 'count', unit: 'bornes', label: 'Bornes en service' },
  ])
  expect(found(points)).toEqual(['stock-for-flow i'])
})

test('around the text: who pilots, what is measured, today', () => {
  const document = measured({ source: { kind: 'measured', measure: 'contracts.unknown' } })
  expect(found(document, { piloted: new Set() })).toEqual(['no-person action'])
  expect(found(document, { piloted: new Set(['action']), measures: new Set(['contracts.number']) })).toEqual([
    'unknown-measure i',
  ])
  expect(found(document, { piloted: new Set(), today: '2030-01-01' })).toEqual([])
  const fed = (today: string) => lintDocument(measured({}), { today }).filter(({ code }) => code === 'not-fed').length
  expect([fed('2024-12-31'), fed('2025-01-01')]).toEqual([0, 1])
})

test('for the bilan of a year, its figures block and the text does not', () => {
  const wrong = measured(share, { 2024: v('39', { numerator: '1', denominator: '2', state: 'validated' }) })
  const levels = (document: typeof wrong, year: string) =>
    lintDocument(document, { year }).flatMap(({ code, level }) =>
      ['false-share', 'year-empty', 'no-directorate'].includes(code) ? [`${code} ${level}`] : [],
    )
  expect(levels(wrong, '2024')).toEqual(['false-share blocking'])
  expect(levels(wrong, '2025')).toEqual(['false-share to-fix', 'year-empty blocking'])
  expect(levels(action({ pilots: [] }), '2024')).toEqual(['no-directorate to-fix', 'year-empty blocking'])
})
