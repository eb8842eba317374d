/** Surveys: what is asked of agents, buyers, users and companies, what they answer, and what it says without telling of anybody. */
export { SURVEY_JOBS, surveyHandlers } from './jobs.ts'
export { surveyRoutes } from './routes.tsx'
export { SURVEY_WORDS } from './words.ts'
