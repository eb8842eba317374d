import { expect, test } from 'vitest'
import { addDays } from '#kernel'
import { type Dated, isDue, lastTurn } from './rules.ts'

const JUNE: Dated = { since: '2026-01-15', by: '2026-06-30' }

test.each<[string, Dated, string, string | null]>([
  ['a month and a day before', JUNE, '2026-05-30', null],
  ['a month before', JUNE, '2026-05-31', '2026-05-31'],
  ['eight days before', JUNE, '2026-06-22', '2026-05-31'],
  ['a week before', JUNE, '2026-06-23', '2026-06-23'],
  ['the last day', JUNE, '2026-06-30', '2026-06-23'],
  ['the day after', JUNE, '2026-07-01', '2026-07-01'],
  ['a week late', JUNE, '2026-07-07', '2026-07-01'],
  ['eight days late', JUNE, '2026-07-08', '2026-07-08'],
  ['a year late', JUNE, '2027-06-30', '2027-06-30'],
  ['more than a year late', JUNE, '2027-07-01', null],
  ['owed since less than a month: at once', { ...JUNE, since: '2026-06-10' }, '2026-06-10', '2026-06-10'],
  ['owed since less than a week: at once, and no more', { ...JUNE, since: '2026-06-26' }, '2026-06-29', '2026-06-26'],
  ['not owed yet', { ...JUNE, since: '2026-06-10' }, '2026-06-09', null],
  ['owed when already late', { ...JUNE, since: '2026-07-10' }, '2026-07-10', '2026-07-08'],
  ['without a day, the first week', { since: '2026-01-15', by: null }, '2026-01-21', null],
  ['without a day, a week after', { since: '2026-01-15', by: null }, '2026-01-22', '2026-01-22'],
  ['without a day, three weeks after', { since: '2026-01-15', by: null }, '2026-02-07', '2026-02-05'],
  ['as a scheme says', { ...JUNE, turns: { first: 60, second: 2, every: 3 } }, '2026-05-01', '2026-05-01'],
  ['late, as a scheme says', { ...JUNE, turns: { first: 60, second: 2, every: 3 } }, '2026-07-06', '2026-07-04'],
])('%s', (_, owed, today, turn) => {
  expect(lastTurn(owed, today)).toBe(turn)
})

test.each<[string, Dated, string | null, string, boolean]>([
  ['never reminded', JUNE, null, '2026-06-02', true],
  ['reminded since', JUNE, '2026-06-01', '2026-06-02', false],
  ['reminded before the turn, by hand', JUNE, '2026-06-20', '2026-06-23', true],
  [
    'told by another mail when it began',
    { since: '2026-06-26', by: '2026-06-30', told: '2026-06-26' },
    null,
    '2026-06-28',
    false,
  ],
  ['told so, and late', { since: '2026-06-26', by: '2026-06-30', told: '2026-06-26' }, null, '2026-07-01', true],
])('%s', (_, owed, last, today, due) => {
  expect(isDue(owed, last, today)).toBe(due)
})

test('over a year, whoever does nothing is reminded twice before, then each week; a day without mails changes the day and not the number', () => {
  const days = (open: (rank: number) => boolean) => {
    const sent: string[] = []
    for (let rank = 0; rank < 365; rank++) {
      const today = addDays('2026-01-01', rank)
      if (open(rank) && isDue(JUNE, sent.at(-1) ?? null, today)) sent.push(today)
    }
    return sent
  }
  const all = days(() => true)
  expect(all.slice(0, 4)).toEqual(['2026-05-31', '2026-06-23', '2026-07-01', '2026-07-08'])
  expect(days(rank => rank % 3 === 0)).toHaveLength(all.length)
})
