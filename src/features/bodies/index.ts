/** Bodies that steer: who sits in them, when they meet, what they are asked and what they decide. */
export type { Body, BodyKind, Seat } from './bodies.ts'
export { openExampleBodies } from './demo.ts'
export { BODY_WORDS } from './labels.ts'
export { seatsOfPerson } from './own-data.ts'
export { bodyRoutes } from './routes.tsx'
export type { BodySite } from './within.ts'
