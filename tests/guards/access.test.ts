import { readFileSync } from 'node:fs'
import type { Context } from 'hono'
import { describe, expect, test } from 'vitest'
import type { Role, Visitor } from '#features/organisations'
import { HeavyWork, type Route } from '#platform/http'
import { routesOf } from '../../src/app.tsx'
import { siteOf } from '../../src/site.ts'
import { plainSite } from '../support/plain-site.ts'

const ALL: readonly Role[] = [
  'administrator',
  'scheme-lead',
  'pilot',
  'buyer',
  'facilitator',
  'elected',
  'animator',
  'supplier',
  'adviser',
]

/** The list written by hand: who, then what they may call. */
const LIST = readFileSync(new URL('access.txt', import.meta.url), 'utf8')
  .split(/^\[/m)
  .slice(1)
  .map(section => {
    const [who = '', routes = ''] = section.split(']\n')
    return { who, routes: routes.trim().split('\n') }
  })
const HEAVY = LIST.flatMap(({ routes }) => routes.flatMap(line => line.match(/^(.*?) +heavy$/)?.[1] ?? []))
const CALLERS = new Map(LIST.flatMap(({ who, routes }) => routes.map(line => [line.replace(/ +heavy$/, ''), who])))

const SIREN = ':siren{[0-9]{9}}'
const WITH_PATTERN = /(:[a-z]+)\{[^/]*\}/g
const nameOf = ({ method, path }: Route<Visitor>) =>
  `${method} ${path.replace(SIREN, ':o').replaceAll(WITH_PATTERN, '$1')}`
const oidc = {
  issuer: 'https://id.test',
  clientId: 'a',
  clientSecret: 'b',
  name: 'Un fournisseur',
  scopes: ['openid'],
  trustsEmails: false,
}
const ROUTES = routesOf(siteOf({ intake: {} } as never, { oidc })).map(
  route => ({ ...route, handler: (c: Context) => c.text('in') }) as Route<Visitor>,
)

const MINE = '111111111'
const THEIRS = '222222222'
const someone = (roles: readonly Role[], administrator = false): Visitor => ({
  id: 'p',
  name: 'P',
  email: 'p@o.test',
  administrator,
  sessionId: 's',
  memberships:
    roles.length === 0 ? [] : [{ id: 'm', organisation: { id: 'o', siren: MINE, name: 'O' }, roles, suspended: false }],
})

/** The statuses of every route for somebody, by its name; `siren` stands for the organisation in its address. */
async function answers(visitor: Visitor | null, siren: string): Promise<Map<string, number>> {
  const door = { visitor: async () => visitor, signIn: () => '/connexion', countedAs: () => '' }
  // All at once.
  const site = plainSite(ROUTES, door, new HeavyWork({ atOnce: ROUTES.length }))
  return new Map(
    await Promise.all(
      ROUTES.map(async route => {
        const address = route.path
          .replace(SIREN, siren)
          .replaceAll(WITH_PATTERN, '777')
          .replaceAll(/:[a-z]+/g, 'x')
        const { status } = await site.request(address, { method: route.method.toUpperCase() })
        return [nameOf(route), status] as const
      }),
    ),
  )
}

test('every route is in the list, under one name', () => {
  const all = LIST.flatMap(({ routes }) => routes).map(line => line.replace(/ +heavy$/, ''))
  expect(ROUTES.map(nameOf).sort()).toEqual(all.sort())
})

test('what is heavy is limited, and nothing else is: neither what is published nor what is read every day', () => {
  expect(ROUTES.flatMap(route => (route.heavy ? nameOf(route) : [])).sort()).toEqual(HEAVY.toSorted())
})

test('a stranger gets in where everyone does, and is sent to sign in elsewhere', async () => {
  for (const [name, status] of await answers(null, MINE))
    expect({ name, status }).toEqual({ name, status: CALLERS.get(name) === 'everyone' ? 200 : 303 })
})

describe.each([
  ...ALL.map(role => [role, someone([role])] as const),
  ['all roles at once', someone(ALL)] as const,
  ['nobody anywhere', someone([])] as const,
  ['an administrator of the instance', someone([], true)] as const,
])('%s', (_, visitor) => {
  const roles = visitor.memberships[0]?.roles ?? []
  const expected = (name: string, siren: string): number => {
    const who = CALLERS.get(name) ?? ''
    if (who === 'everyone' || who === 'signed in') return 200
    if (who === 'administrators of the instance') return visitor.administrator ? 200 : 403
    if (siren !== MINE || roles.length === 0) return 404
    return roles.some(role => who.split(' ').includes(role)) ? 200 : 403
  }

  test.each([MINE, THEIRS])('in an organisation (%s)', async siren => {
    for (const [name, status] of await answers(visitor, siren))
      expect({ name, status }).toEqual({ name, status: expected(name, siren) })
  })
})
