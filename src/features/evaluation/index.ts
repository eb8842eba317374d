/** The evaluation of schemes: a cycle of years, the share of actions that each takes, what is judged of them, what bodies decide of it. */
export { EVALUATION_CHRONICLE } from './chronicle.ts'
export { evaluateExample, validateExampleBy } from './demo.ts'
export { cycleEntries } from './entries.ts'
export {
  type ActionState,
  type CampaignState,
  type Evaluation,
  GRADES,
  type Grade,
  RECOMMENDATIONS,
  type Recommendation,
} from './evaluation.ts'
export { EVALUATION_MATTERS } from './matters.ts'
export { campaignOfAny, type ToldCampaign } from './operating.ts'
export { evaluationOwed } from './owing.ts'
export { type Cycle, type CycleAction, readCycle } from './reading.ts'
export { evaluationRoutes } from './routes.tsx'
export type { Coverage, Why } from './rules/coverage.ts'
export { CRITERIA, type Criterion, DEFAULT_RULES, type Rules } from './rules/settings.ts'
export { EVALUATION_SOURCES } from './searched.ts'
export { type Campaign, CHOICE, EVALUATION, GLOBAL_REPORT, SHARE_REPORT, type ShareAction } from './shares.ts'
export { alsoStaying, leavingByRules } from './stays.ts'
export { evaluationTasks, type Owed, owedOf } from './tasks.ts'
export {
  type CampaignRead,
  campaignRead,
  type Evaluations,
  evaluationsOf,
  type GlobalRead,
  globalRead,
} from './telling.ts'
export {
  ACTION_WORDS,
  CAMPAIGN_WORDS,
  CRITERION_WORDS,
  EVALUATION_WORDS,
  GRADE_WORDS,
  KIND_WORDS,
  RECOMMENDATION_WORDS,
  stepWords,
  TEXTS,
  WHEN_WORDS,
  WHY_WORDS,
} from './words.ts'
