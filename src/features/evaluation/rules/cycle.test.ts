import { expect, test } from 'vitest'
import { calendarOf, dueOf, type Step } from './calendar.ts'
import { DEFAULT_RULES, rules } from './settings.ts'
import { stepStanding } from './standing.ts'
import { earliestExit } from './stay.ts'

const PAS_DE_CALAIS = { from: '2017-02-27', adopted: '2017-02-27' }
const VALLONNE = { from: '2022-01-01', adopted: '2022-02-14' }
const calendar = calendarOf(DEFAULT_RULES, PAS_DE_CALAIS)
const keys = (year: number, body: Step['body']) =>
  calendar
    .filter(one => one.year === year && one.body === body)
    .map(({ key, about, from, to }) => [key, about, from.slice(5), to.slice(5)].filter(Boolean).join(' '))

const [S1, S2, YEAR] = ['01-01 06-30', '07-01 12-31', '01-01 12-31']
const [JANUARY, JULY, DECEMBER] = ['01-01 01-31', '07-01 07-31', '12-01 12-31']

// The table of the source, line by line. The validation of a choice is undated there: it comes with the choice.
test.each<[number, Step['body'], string[]]>([
  [2016, 'political', [`strategy 2017 ${S2}`]],
  [2016, 'technical', []],
  [2016, 'working-group', [`writing ${YEAR}`]],
  [2016, 'assembly', []],
  [2017, 'political', [`first-validation 2017 ${JANUARY}`, `strategy 2018 ${S2}`, `validation 2018 ${DECEMBER}`]],
  [2017, 'technical', [`first-choice 2017 ${JANUARY}`, `choice 2018 ${DECEMBER}`, `additions ${DECEMBER}`]],
  [2017, 'working-group', [`follow-up ${YEAR}`]],
  [2017, 'assembly', ['adoption 02-01 02-28']],
  [2018, 'political', [`strategy 2019 ${S2}`, `validation 2019 ${DECEMBER}`]],
  [2018, 'technical', [`bilan-validation 2017 ${JULY}`, `choice 2019 ${DECEMBER}`, `additions ${DECEMBER}`]],
  [2018, 'working-group', [`sheets ${S1}`, `bilan 2017 ${S1}`]],
  [2018, 'assembly', []],
  [2019, 'political', [`strategy 2020 ${S2}`]],
  [2019, 'technical', [`bilan-validation 2018 ${JULY}`, `exits ${DECEMBER}`]],
  [2019, 'working-group', [`sheets ${S1}`, `bilan 2018 ${S1}`]],
  [2019, 'assembly', []],
  [2020, 'political', [`global-adoption ${S2}`, `renewal-strategy ${S2}`]],
  [2020, 'technical', [`global-validation ${JULY}`, `orientation ${DECEMBER}`]],
  [2020, 'working-group', [`global-bilan ${S1}`, `rewriting ${S2}`]],
  [2020, 'assembly', [`renewal ${S2}`]],
])('%i, %s', (year, body, expected) => {
  expect(keys(year, body)).toEqual(expected)
})

test('nothing is expected before the year that writes, nor after the renewal', () => {
  expect(calendar.map(({ year }) => year).filter(year => year < 2016 || year > 2020)).toEqual([])
})

test.each([
  [2022, '2023-06-30'],
  [2023, '2024-06-30'],
  // The last share has no bilan of its own.
  [2024, '2025-06-30'],
])('the share of %i is evaluated by %s', (year, due) => {
  expect(dueOf(calendarOf(DEFAULT_RULES, VALLONNE), year)).toBe(due)
})

test('a cycle of its own, not adopted yet, with a step at another time', () => {
  const own = rules.parse({ years: 2, first: 2030, strategyFor: 'same', steps: { validation: { body: 'assembly', when: '2' } } }) // biome-ignore format: one line
  const steps = calendarOf(own, { from: '2026-01-01', adopted: null })
  expect(steps.filter(({ key }) => key === 'validation')).toEqual([
    { year: 2030, key: 'validation', body: 'assembly', when: '2', from: '2030-02-01', to: '2030-02-28', about: 2031 },
  ])
  expect(steps.find(({ key }) => key === 'global-bilan')?.year).toBe(2032)
  expect(steps.find(({ key }) => key === 'strategy')).toMatchObject({ year: 2029, about: 2029 })
  expect(steps.some(({ key }) => key === 'adoption')).toBe(false)
})

test.each<[string | null, string | null, 'scheme' | 'entry', string | null]>([
  [null, '2017-02-27', 'scheme', '2020-02-27'],
  ['2018-12-01', '2017-02-27', 'scheme', '2020-02-27'],
  ['2018-12-01', '2017-02-27', 'entry', '2021-12-01'],
  // It entered with the scheme, whatever day its sheet says.
  ['2016-06-01', '2017-02-27', 'entry', '2020-02-27'],
  [null, '2024-02-29', 'scheme', '2027-03-01'],
  [null, null, 'scheme', null],
])('entered %s a scheme of %s, counted from the %s: leaves from %s', (entered, adopted, stayFrom, expected) => {
  expect(earliestExit({ entered }, { adopted }, { stay: 3, stayFrom })).toBe(expected)
})

test.each<[number, number[], string]>([
  // Nothing was recorded: the platform would not know.
  [2023, [], 'past'],
  [2023, [2023], 'done'],
  // What is recorded one year is expected the next; not of the years before.
  [2024, [2023], 'late'],
  [2022, [2023], 'past'],
  [2025, [2023], 'to-come'],
])('the strategy of %i, where those of %j were recorded, is %s in January 2024', (about, recorded, expected) => {
  const step = calendarOf(DEFAULT_RULES, VALLONNE).find(one => one.key === 'strategy' && one.about === about) as Step
  expect(stepStanding(step, VALLONNE.adopted, [], '2024-01-15', recorded)).toBe(expected)
})
