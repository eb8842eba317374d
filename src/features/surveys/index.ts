/** Surveys: what is asked of agents, buyers, users and companies, what they answer, and what it says without telling of anybody. */
export { EXAMPLE_SURVEY, openExampleSurvey } from './demo.ts'
export { SURVEY_JOBS, surveyHandlers } from './jobs.ts'
export { surveysOwed } from './owing.ts'
export { surveysOfPerson } from './own-data.ts'
export { SURVEY_MEASURES, surveyMeasures } from './results/measures.ts'
export { surveyRoutes } from './routes.tsx'
export { surveyTasks } from './tasks.ts'
export { SURVEY_WORDS } from './words.ts'
