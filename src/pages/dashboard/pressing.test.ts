import { expect, test } from 'vitest'
import type { Task } from '#ui'
import { delayWords, pressing } from './pressing.ts'

const TODAY = '2026-11-23'
const task = (title: string, due?: string): Task => ({
  state: 'info',
  when: 'Bientôt',
  ...(due === undefined ? {} : { due }),
  title,
  text: '',
  action: { label: 'Voir', href: '/' },
})
const titles = (tasks: readonly Task[]) => tasks.map(({ title }) => title)

test('what is past its day is late, the longest first; the last day is still in time; the rest comes by its day, then as it was handed', () => {
  const { late, others } = pressing(
    [
      task('sans jour'),
      task('hier', '2026-11-22'),
      task('demain', '2026-11-24'),
      task('un an', '2025-11-23'),
      task('aujourd’hui', TODAY),
      task('non plus'),
    ],
    TODAY,
  )
  expect(titles(late)).toEqual(['un an', 'hier'])
  expect(titles(others)).toEqual(['aujourd’hui', 'demain', 'sans jour', 'non plus'])
  expect(late.map(({ state, when }) => [state, when])).toEqual([
    ['late', '11\u00a0mois de retard'],
    ['late', '1\u00a0jour de retard'],
  ])
  expect(others.every(({ state, when }) => state === 'info' && when === 'Bientôt')).toBe(true)
})

test.each([
  [1, '1\u00a0jour de retard'],
  [60, '60\u00a0jours de retard'],
  [61, '2\u00a0mois de retard'],
  [400, '13\u00a0mois de retard'],
  [740, '2\u00a0ans de retard'],
])('%i days: %s', (days, words) => {
  expect(delayWords(days)).toBe(words)
})
