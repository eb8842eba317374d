/** People: who they are, how they sign in, and who is asking. */
export { Accounts } from './accounts.ts'
export { foldEmail, type Visitor } from './people.ts'
export { accountRoutes, doorOf } from './routes.tsx'
