import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keptAnswers } from '../answers/answers.ts'
import { FORMAT, questionsOf, trustedQuestionnaire } from '../questionnaire/questionnaire.ts'
import { countedNow, FLOOR, hiddenFor, shownClasses } from './confidentiality.ts'
import { comparedWith, crossingsOf, liveResultsOf, middles, type Result, resultsOf } from './results.ts'
import { addTo, emptyTally, type Tally } from './tally.ts'

test.each([
  [{ asked: 60, answered: 60 }, 60, null],
  [{ asked: 60, answered: 5 }, 60, null],
  [{ asked: 60, answered: 4 }, 60, 'few'],
  [{ asked: 0, answered: 0 }, 60, 'few'],
  [{ asked: 55, answered: 55 }, 60, null],
  [{ asked: 56, answered: 56 }, 60, 'complement'],
  [{ asked: 59, answered: 20 }, 60, 'complement'],
])('%j within %i: %s', (group, within, hidden) => {
  expect(hiddenFor(group, within, FLOOR)).toBe(hidden)
})

test('the classes that are shown are of five at least, and what they leave is nobody or five', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12), { maxLength: 8 }), fc.nat(12), (sizes, rest) => {
      const whole = sizes.reduce((sum, size) => sum + size, rest)
      const shown = shownClasses(sizes, whole, FLOOR)
      const kept = sizes.filter((_, at) => shown[at])
      const left = whole - kept.reduce((sum, size) => sum + size, 0)
      expect(kept.every(size => size >= FLOOR)).toBe(true)
      // Where nothing is shown, nothing is left of it.
      expect(kept.length > 0 && tooFew(left)).toBe(false)
    }),
  )
})

const options = ['a', 'b', 'c'].map(key => ({ key, label: key }))
const SURVEY = trustedQuestionnaire({
  format: FORMAT,
  sections: [
    {
      key: 's',
      questions: [
        { kind: 'single', key: 'profil', label: 'P', required: true, profile: true, options },
        { kind: 'single', key: 'libre', label: 'L', options },
        { kind: 'scale', key: 'note', label: 'N', required: true },
        { kind: 'single', key: 'si', label: 'S', options, shownIf: { question: 'profil', is: ['a', 'b'] } },
        { kind: 'scale', key: 'puis', label: 'T', shownIf: { question: 'si', is: ['a'] } },
      ],
    },
  ],
})
const option = fc.constantFrom('a', 'b', 'c')
const somebody = fc
  .record({
    profil: option,
    libre: fc.option(option, { nil: undefined }),
    note: fc.integer({ min: 1, max: 5 }),
    si: fc.option(option, { nil: undefined }),
    puis: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ profil, libre, note, si, puis }) => {
    const asked = profil !== 'c' && si !== undefined
    return {
      profil,
      note,
      ...(libre ? { libre } : {}),
      ...(asked ? { si } : {}),
      ...(asked && si === 'a' ? { puis } : {}),
    }
  })
const crowd = fc.array(somebody, { maxLength: 70 })
type Somebody = Parameters<typeof keptAnswers>[0]
const told = (some: readonly Somebody[]) => some.map(one => ({ answers: keptAnswers(one), path: 'link' as const }))
const all = (some: readonly Somebody[]): Tally => addTo(emptyTally(), SURVEY, told(some))
const totals = (results: readonly Result[]) =>
  new Map(results.flatMap(one => (one.hidden === null ? [[one.question.key, one] as const] : [])))
const tooFew = (n: number) => n > 0 && n < FLOOR

test('of a survey that is closed: whom a shown question was asked, who answered it, and those it was not asked, are nobody or five at least', () => {
  fc.assert(
    fc.property(crowd, some => {
      const shown = totals(resultsOf(SURVEY, all(some), FLOOR))
      for (const { answered, asked, question } of shown.values()) {
        expect(answered).toBeGreaterThanOrEqual(FLOOR)
        // Against every group that is shown and holds it, by the chain of conditions.
        for (
          let up = question.shownIf?.question;
          up;
          up = questionsOf(SURVEY).find(({ key }) => key === up)?.shownIf?.question
        ) {
          const group = shown.get(up)
          if (group) expect(tooFew(group.asked - asked)).toBe(false)
        }
        expect(tooFew(some.length - asked)).toBe(false)
      }
    }),
    { numRuns: 300 },
  )
})

test('of a crossing: every group, every answer, and what is left of both, are nobody or five at least', () => {
  fc.assert(
    fc.property(crowd, some => {
      for (const { question, groups, rows } of crossingsOf(SURVEY, all(some), FLOOR)) {
        const inGroups = groups.map(({ key }) => some.filter(({ profil }) => profil === key).length)
        expect(groups.map(({ n }) => n)).toEqual(inGroups)
        const inRows = rows.map(
          ({ key }) => some.filter(one => String((one as Record<string, unknown>)[question.key]) === key).length,
        )
        for (const sizes of [inGroups, inRows]) {
          expect(sizes.some(tooFew)).toBe(false)
          expect(tooFew(some.length - sizes.reduce((sum, n) => sum + n, 0))).toBe(false)
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('of a survey that is open: two looks, whenever they are, and the end, differ by nobody or by five at least, question by question', () => {
  fc.assert(
    fc.property(crowd, some => {
      let tally = emptyTally()
      let waiting: Somebody[] = []
      const looks: ReturnType<typeof totals>[] = []
      for (const one of some) {
        waiting.push(one)
        const now = countedNow(waiting.length, FLOOR)
        tally = addTo(tally, SURVEY, told(waiting.slice(0, now)))
        waiting = waiting.slice(now)
        looks.push(totals(liveResultsOf(SURVEY, tally, FLOOR)))
      }
      expect(looks.flatMap(look => [...look.values()]).every(({ question }) => question.shownIf === null)).toBe(true)
      const end = totals(resultsOf(SURVEY, addTo(tally, SURVEY, told(waiting)), FLOOR))
      for (const key of ['profil', 'libre', 'note']) {
        const seen = [...looks, end].map(look => look.get(key)?.answered ?? 0)
        for (const [at, n] of seen.entries()) expect(tooFew(n - (seen[at - 1] ?? 0))).toBe(false)
      }
      expect([...end.keys()].length === 0).toBe(some.length < FLOOR)
    }),
    { numRuns: 300 },
  )
})

test.each([
  [{ '1': 1, '2': 1 }, 1.5, 1.5],
  [{ '12.5': 3, '0.001': 1 }, 9.37525, 12.5],
  [{ '5': 2, '1': 3 }, 2.6, 1],
  [{}, null, null],
])('%j: mean %s, median %s', (counts, mean, median) => {
  expect(middles(counts)).toEqual({ mean, median })
})

test('questions compare where nothing of them changed, and say why they do not', () => {
  const some = Array.from({ length: 6 }, () => ({ profil: 'a', note: 3 }))
  const former = resultsOf(SURVEY, all(some), FLOOR)
  const [profile, , note, si] = questionsOf(SURVEY)
  if (!profile || !note || !si || profile.kind !== 'single') throw new Error('no question')
  expect(comparedWith(former, note)).toMatchObject({ former: { answered: 6, mean: 3 } })
  expect(comparedWith(former, { ...profile, options: profile.options.slice(1) })).toEqual({ why: 'changed' })
  expect(comparedWith(former, { ...note, key: 'autre' })).toEqual({ why: 'absent' })
  expect(comparedWith(former, si)).toEqual({ why: 'hidden' })
})
