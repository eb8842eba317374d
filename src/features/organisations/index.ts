/** People and organisations: who they are, how they sign in, what they belong to, and who is asking. */
export { ADMINISTRATORS, allows, forMembers, INSTANCE, MEMBERS, type Rule, scopeOf } from './access.ts'
export { Accounts } from './accounts.ts'
export type { Actor, Membership, Organisation, Role } from './organisations.ts'
export { foldEmail, type Visitor } from './people.ts'
export { accountRoutes, doorOf } from './routes.tsx'
