/** People: who they are, how they sign in, and who is asking. */
export { Accounts } from './accounts.ts'
export type { Site } from './identity.ts'
export { PASSWORD, type Person, type Visitor } from './people.ts'
export { accountRoutes, doorOf } from './routes.tsx'
