/** The evaluation of schemes: a cycle of years, the share of actions that each takes, what is judged of them, what bodies decide of it. */
export { evaluateExample } from './demo.ts'
export type { Recommendation } from './evaluation.ts'
export { EVALUATION_MATTERS } from './matters.ts'
export { campaignOfAny, type ToldCampaign } from './operating.ts'
export { type Campaign, type Cycle, readCycle } from './reading.ts'
export { evaluationRoutes } from './routes.tsx'
export { alsoStaying, leavingByRules } from './stays.ts'
export { type CampaignRead, campaignRead, type GlobalRead, globalRead } from './telling.ts'
export {
  EVALUATION_WORDS,
  GRADE_WORDS,
  KIND_WORDS,
  RECOMMENDATION_WORDS,
  stepWords,
  WHEN_WORDS,
  WHY_WORDS,
} from './words.ts'
