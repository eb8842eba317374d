import type { Context } from 'hono'
import type { Scope } from '#platform/db'
import type { Guard, GuardedRoute } from '#platform/http'
import type { Actor, Role } from './organisations.ts'
import type { Visitor } from './people.ts'

/** Who in an organisation may do something. */
export interface Rule {
  /** In words that follow « réservé ». */
  words: string
  /** Any of these roles; `any` is every member. */
  roles: readonly Role[] | 'any'
}

export const MEMBERS: Rule = { words: 'aux membres de l’organisation', roles: 'any' }
export const ADMINISTRATORS: Rule = {
  words: 'aux personnes qui administrent l’organisation',
  roles: ['administrator'],
}

/** Where the pages of an organisation are. */
export const SPACE = '/organisations/:siren{[0-9]{9}}'

const membershipIn = (visitor: Visitor, c: Context) =>
  visitor.memberships.find(({ organisation }) => organisation.siren === c.req.param('siren'))

/** Whether a rule lets these roles in. */
export const allows = (rule: Rule, roles: readonly Role[]) =>
  rule.roles === 'any' || rule.roles.some(role => roles.includes(role))

/**
 * A route of an organisation, whose address begins with {@link SPACE}; another organisation's is not found.
 * @param path what follows {@link SPACE}
 * @param body `long` for a POST of long texts, `stream` for one that is larger than a form
 */
export function forMembers(
  method: 'get' | 'post',
  path: string,
  rule: Rule,
  handler: (c: Context, actor: Actor, visitor: Visitor) => Response | Promise<Response>,
  body: 'form' | 'long' | 'stream' = 'form',
): GuardedRoute<Visitor> {
  const access: Guard<Visitor> = {
    words: rule.words,
    admits(visitor, c) {
      const membership = membershipIn(visitor, c)
      return membership === undefined ? 'hidden' : allows(rule, membership.roles) ? 'yes' : 'no'
    },
  }
  return {
    method,
    path: SPACE + path,
    access,
    body,
    handler: (c, visitor) => {
      const membership = membershipIn(visitor, c)
      if (membership === undefined) throw new Error('a guard let a stranger in')
      return handler(c, { person: visitor, membership }, visitor)
    },
  }
}

/** Who administers the instance: its organisations and people, nobody's business. */
export const INSTANCE: Guard<Visitor> = {
  words: 'aux personnes qui administrent le site',
  admits: visitor => (visitor.administrator ? 'yes' : 'no'),
}

/** For whom a transaction of an actor speaks, and to do what. */
export const scopeOf = ({ person, membership }: Actor, act?: string): Scope => ({
  organisation: membership.organisation.id,
  person: person.id,
  ...(act ? { act } : {}),
})
