import { expect, test } from 'vitest'
import { readAnswers } from './answers/answers.ts'
import { EXAMPLE_SURVEY, exampleAnswers } from './demo.ts'
import { MODELS } from './models.ts'
import { FLOOR } from './results/confidentiality.ts'
import { crossingsOf, resultsOf } from './results/results.ts'
import { addTo, emptyTally } from './results/tally.ts'

test('the survey of the example has the totals that it says, and hides none of its questions', () => {
  const model = MODELS[0]
  if (!model) throw new Error('no model')
  const { questionnaire } = model
  const told = exampleAnswers().map(typed => {
    const { answers, faults } = readAnswers(questionnaire, typed)
    expect([...faults]).toEqual([])
    return { answers, path: 'link' as const }
  })
  const tally = addTo(emptyTally(), questionnaire, told)
  const { answers, metier, connait, canaux, clarte, assez, change, marches } = EXAMPLE_SURVEY
  expect(tally.answers).toBe(answers)
  expect(tally.questions['metier']?.counts).toEqual(metier)
  expect(tally.questions['connait']?.counts).toEqual(connait)
  expect(tally.questions['canaux']?.counts).toEqual(canaux)
  expect(tally.questions['clarte']?.counts).toEqual(clarte)
  expect(tally.questions['assez']?.counts).toEqual(assez)
  expect(tally.questions['effet']?.rows?.['change']).toEqual(change)
  const shown = resultsOf(questionnaire, tally, FLOOR)
  expect(shown.map(({ hidden }) => hidden)).toEqual(shown.map(() => null))
  const bought = shown.find(({ question }) => question.key === 'marches')
  expect(bought?.hidden === null && bought.mean && Math.round(bought.mean * bought.answered)).toBe(marches)
  expect(crossingsOf(questionnaire, tally, FLOOR).length).toBeGreaterThan(1)
})
