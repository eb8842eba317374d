/** How schemes are governed: which bodies validate their content and their text, and what they said of it. */
export { adoptionHeld } from './adopting.ts'
export { type Standing, standingOf } from './changes.ts'
export { governExample } from './demo.ts'
export { SCHEME_MATTERS, schemePlaces, scopeOfScheme } from './governance.ts'
export { governanceRoutes } from './routes.tsx'
