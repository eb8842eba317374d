import { expect, test } from 'vitest'
import type { Branch } from '#features/scheme'
import { type Due, dueOf, type Known, type Said } from './due.ts'

const part = (key: string, more: Partial<Branch>): Branch => ({
  kind: 'action',
  key,
  parent: null,
  code: '',
  title: key,
  pillar: null,
  pilots: [],
  buyer: null,
  left: null,
  support: false,
  steps: [],
  measure: null,
  under: [],
  ...more,
})
const measured = (key: string, parent: string | null, more: Partial<NonNullable<Branch['measure']>> = {}) =>
  part(key, {
    kind: 'indicator',
    parent,
    measure: { kind: 'amount', rhythm: 'year', source: 'entered', figures: 1, ...more },
  })
const step = (key: string, to: string | null) => ({ key, title: key, from: null, to })

const OUTLINE = [
  part('papier', { steps: [step('guide', '2026-06-30'), step('suite', null), step('fin', '2026-12-31')] }),
  measured('tonnage', 'papier', { figures: 2 }),
  measured('calcul', 'papier', { source: 'formula' }),
  part('orpheline', {}),
  measured('heures', 'orpheline', { rhythm: 'semester' }),
  measured('general', null),
  part('partie', { left: '2025-12-31', steps: [step('jamais', '2025-01-01')] }),
  measured('perdu', 'partie'),
  part('commune', { buyer: '219900011', steps: [step('ailleurs', '2025-01-01')] }),
  measured('leur', 'commune'),
]
const EMPTY = new Set<string>()
const KNOWN: Known = {
  scheme: { from: '2024-01-01', to: '2027-12-31' },
  adopted: '2024-02-01',
  outline: OUTLINE,
  siren: '229900998',
  hands: { mine: new Set(['papier']), taken: new Set(['papier', 'commune']), leads: false },
  said: new Map(),
  closed: [],
  statuses: new Map(),
  steps: new Map(),
  today: '2026-11-23',
}
const leading: Known = { ...KNOWN, hands: { mine: EMPTY, taken: new Set(['papier', 'commune']), leads: true } }
const line = (due: Due) =>
  due.kind === 'value'
    ? `${due.indicator.key} ${due.period}${due.refused ? ' refusée' : ''}`
    : due.kind === 'status'
      ? `état ${due.action.key} ${due.said}`
      : `étape ${due.step.key}`
const lines = (known: Partial<Known> = {}) => dueOf({ ...KNOWN, ...known }).map(line)
const said = (more: Partial<Said> = {}): Said => ({ whole: false, rows: 0, refused: false, ...more })
const STATUS = 'état papier null'

test('of the actions that one pilots: periods that are over, statuses never said, steps that are past', () => {
  expect(lines()).toEqual(['tonnage 2025', 'tonnage 2024', STATUS, 'étape guide'])
})

test('who leads has what nobody pilots, and what is under no action', () => {
  expect(dueOf(leading).map(line)).toEqual([
    'heures 2026-S1',
    'heures 2025-S2',
    'heures 2025-S1',
    'general 2025',
    'heures 2024-S2',
    'heures 2024-S1',
    'general 2024',
    'état orpheline null',
  ])
  expect(dueOf({ ...leading, hands: { ...leading.hands, leads: false } })).toEqual([])
})

test.each<[string, [string, Said][], string[]]>([
  ['the whole', [['tonnage 2025', said({ whole: true })]], ['tonnage 2024']],
  ['each row', [['tonnage 2025', said({ rows: 2 })]], ['tonnage 2024']],
  ['one row of two', [['tonnage 2025', said({ rows: 1 })]], ['tonnage 2025', 'tonnage 2024']],
  ['refused', [['tonnage 2024', said({ whole: true, refused: true })]], ['tonnage 2024 refusée', 'tonnage 2025']],
  ['a year to come', [['tonnage 2026', said({ whole: true })]], ['tonnage 2025', 'tonnage 2024']],
])('a value is said: %s', (_, there, expected) => {
  expect(lines({ said: new Map(there) }).slice(0, -2)).toEqual(expected)
})

test('a closed period expects nothing, nor do its parts', () => {
  expect(lines({ closed: ['2025'] as never })).not.toContain('tonnage 2025')
  const years = dueOf({ ...leading, closed: ['2025', '2024'] as never }).map(line)
  expect(years).toEqual(['heures 2026-S1', 'état orpheline null'])
})

test.each([
  ['2026-09-27', 'ongoing', ['état papier 2026-09-27']],
  ['2026-09-28', 'ongoing', []],
  ['2025-01-01', 'done', []],
])('a status of %s (%s), eight weeks before Monday 23 November being 28 September', (day, status, expected) => {
  const statuses = new Map([['papier', { day, status }]])
  expect(lines({ statuses }).filter(one => one.startsWith('état'))).toEqual(expected)
})

test('a scheme that has just been adopted is left eight weeks', () => {
  expect(lines({ adopted: '2026-10-01' })).not.toContain(STATUS)
  expect(lines({ adopted: '2026-09-01' })).toContain(STATUS)
})

test('a step that was done is not expected, nor one of a day that is not past', () => {
  expect(lines({ steps: new Map([['papier guide', '2026-05-01']]) })).not.toContain('étape guide')
  expect(lines({ today: '2026-06-30' })).not.toContain('étape guide')
  expect(lines({ today: '2026-07-01' })).toContain('étape guide')
})

test('a scheme that has ended expects its last values for a year, then nothing', () => {
  const ended = { scheme: { from: '2024-01-01', to: '2025-12-31' } }
  expect(lines(ended)).toEqual(['tonnage 2025', 'tonnage 2024', 'étape guide'])
  expect(lines({ ...ended, today: '2026-12-31' })).not.toEqual([])
  expect(lines({ ...ended, today: '2027-01-01' })).toEqual([])
})
