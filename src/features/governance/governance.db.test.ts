import { sql } from 'kysely'
import { beforeAll, expect, test, vi } from 'vitest'
import { addSeat, casesOf, decideAlone, openBody } from '#features/bodies'
import { scopeOf } from '#features/organisations'
import {
  adoptVersion,
  findScheme,
  openAmendment,
  openScheme,
  type Scheme,
  submitVersion,
  trustedDocument,
} from '#features/scheme'
import { openDoor, organisationOf, type Someone } from '../../../tests/support/actors.ts'
import { stopClock } from '../../../tests/support/clock.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { plainSite } from '../../../tests/support/plain-site.ts'
import { adoptionHeld } from './adopting.ts'
import { SCHEME_MATTERS } from './governance.ts'
import { governed } from './reading.ts'
import { governanceRoutes } from './routes.tsx'
import { chooseChain, submitAction, submitText } from './submitting.ts'

const db = await testDatabase()
stopClock()
const door = openDoor()
const app = plainSite(governanceRoutes({ db, publicUrl: '', matters: SCHEME_MATTERS }), door)
const refused = (code: string) => expect.objectContaining({ code })
const VOTED = { on: '2026-02-27', deliberation: '2026-014', vote: '' }
const DOCUMENT = {
  format: 'mieuxdisant-scheme/1',
  title: 'Schéma',
  from: '2026-01-01',
  to: '2028-12-31',
  axes: [{ key: 'a', code: '1', title: 'Axe' }],
  actions: ['x', 'y', 'z'].map(key => ({ key, parent: 'a', code: `1-${key}`, title: `Action ${key}` })),
}
let [lead, pilot, elected, stranger]: Someone[] = []
let [group, assembly] = ['', '']
let rank = 0
const who = (someone: Someone | undefined) => someone as Someone

beforeAll(async () => {
  const mine = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead', 'pilot', 'elected')
  ;[lead, pilot, elected] = [mine['scheme-lead'], mine.pilot, mine.elected]
  stranger = (await organisationOf(db, '21990001100015', 'Aubrelieu', 'administrator')).administrator
  const body = { mandate: '', quorum: null, decides: 'majority', alone: true } as const
  const chair = { title: 'Présidence', role: 'chair', substituteOf: null, since: '2024-01-01', until: null } as const
  group = await openBody(db, who(lead), { ...body, kind: 'working-group', name: 'Groupe' })
  assembly = await openBody(db, who(lead), { ...body, kind: 'assembly', name: 'Assemblée' })
  for (const [where, someone] of [
    [group, pilot],
    [assembly, elected],
  ] as const)
    await addSeat(db, who(lead), where, { ...chair, person: who(someone).person.id, name: null, email: null })
})

/** A scheme that is adopted, then opened again. */
async function amended(): Promise<string> {
  const code = `schema-${++rank}`
  await openScheme(db, who(lead), trustedDocument({ ...DOCUMENT, code }))
  await adoptVersion(db, who(lead), code, { ...(await submitVersion(db, who(lead), code)), ...VOTED })
  await openAmendment(db, who(lead), code, 'Mettre à jour')
  return code
}
const found = (code: string) =>
  db.as(scopeOf(who(lead)), async trx => (await findScheme(trx, who(lead), code)) as Scheme)
const read = async (code: string) => {
  const scheme = await found(code)
  return db.as(scopeOf(who(lead)), trx => governed(trx, who(lead), scheme))
}
const retitle = (code: string, key: string, title: string) =>
  db.as(scopeOf(who(lead), 'change-part'), trx =>
    sql`
      update scheme_part set content = content || ${JSON.stringify({ title })}::jsonb
      where key = ${key} and scheme_id = (select id from scheme where code = ${code})`.execute(trx),
  )
const chain = (code: string, matter: string, ...bodies: string[]) =>
  chooseChain(db, who(lead), code, { matter, bodies }, SCHEME_MATTERS)
/** A body answers, then a minute goes by. */
async function decide(by: Someone | undefined, id: string, outcome: 'accept' | 'return' = 'accept') {
  const reason = outcome === 'return' ? 'À préciser.' : ''
  await decideAlone(db, who(by), { case: id, level: 0, outcome, reason }, [])
  vi.setSystemTime(Date.now() + 60_000)
}
const standings = async (code: string) =>
  Object.fromEntries((await read(code)).changes.map(one => [one.key, one.standing]))
const held = async (code: string) => {
  const scheme = await found(code)
  return db.as(scopeOf(who(lead)), trx => adoptionHeld(trx, who(lead), scheme, VOTED.on))
}

test('what a version changes of actions is submitted as it is written; written again, it is to be submitted again', async () => {
  const code = await amended()
  await chain(code, 'action', group)
  expect((await read(code)).changes).toEqual([])
  await expect(submitAction(db, who(lead), code, 'x')).rejects.toEqual(refused('change-unknown'))
  await retitle(code, 'x', 'Acheter *moins*')
  expect(await standings(code)).toEqual({ x: 'to-submit' })
  const first = await submitAction(db, who(lead), code, 'x')
  const [asked] = await db.as(scopeOf(who(lead)), trx => casesOf(trx, who(lead), { id: first }))
  expect(asked?.words).toContain('Acheter \\*moins\\*')
  expect(asked?.words).toContain('Action x')
  expect(await standings(code)).toEqual({ x: 'open' })
  await expect(submitAction(db, who(lead), code, 'x')).rejects.toEqual(refused('case-pending'))
  await decide(pilot, first)
  expect(await standings(code)).toEqual({ x: 'accepted' })
  await expect(submitAction(db, who(lead), code, 'x')).rejects.toEqual(refused('change-accepted'))
  await retitle(code, 'x', 'Acheter autrement')
  expect(await standings(code)).toEqual({ x: 'changed-since' })
  await decide(pilot, await submitAction(db, who(lead), code, 'x'), 'return')
  expect(await standings(code)).toEqual({ x: 'returned' })
  // As it was accepted: it holds no more, since what was said last is that it is sent back.
  await retitle(code, 'x', 'Acheter *moins*')
  expect(await standings(code)).toEqual({ x: 'to-submit' })
  await retitle(code, 'x', 'Action x')
  expect(await standings(code)).toEqual({})
})

test('a text is said to be adopted once bodies accepted it, and each action that it changes', async () => {
  const code = await amended()
  await retitle(code, 'y', 'Autre titre')
  await chain(code, 'action', group)
  await chain(code, 'text', assembly)
  await expect(submitText(db, who(lead), code)).rejects.toEqual(refused('text-open'))
  const submitted = await submitVersion(db, who(lead), code)
  const adopt = () => adoptVersion(db, who(lead), code, { ...submitted, ...VOTED }, adoptionHeld)
  expect(await held(code)).toEqual([expect.stringContaining('Gouvernance'), expect.stringContaining('1-y')])
  await expect(adopt()).rejects.toEqual(refused('adoption-held'))
  await decide(pilot, await submitAction(db, who(lead), code, 'y'))
  await decide(elected, await submitText(db, who(lead), code))
  expect(await held(code)).toEqual([])
  await adopt()
  expect((await found(code)).versions.map(({ state }) => state)).toEqual(['adopted', 'adopted'])
})

test('nobody is held to have bodies', async () => {
  const code = await amended()
  await retitle(code, 'z', 'Autre titre')
  expect(await held(code)).toEqual([])
})

test('chains and submissions are said by who leads the scheme; another organisation finds nothing', async () => {
  const code = await amended()
  await expect(
    chooseChain(db, who(elected), code, { matter: 'text', bodies: [assembly] }, SCHEME_MATTERS),
  ).rejects.toEqual(refused('role-lost'))
  await expect(
    chooseChain(db, who(stranger), code, { matter: 'text', bodies: [assembly] }, SCHEME_MATTERS),
  ).rejects.toEqual(refused('scheme-unknown'))
  await expect(chain(code, 'autre', assembly)).rejects.toEqual(refused('matter-unknown'))
  await expect(submitAction(db, who(pilot), code, 'x')).rejects.toEqual(refused('role-lost'))
})

test('pages say who validates what, propose the usual order, and lead from a submission to its case', async () => {
  const code = await amended()
  const ask = async (path: string, by = lead, fields?: Record<string, string>) => {
    const answer = await app.request(`/organisations/229900998/schemas/${code}/gouvernance${path}`, {
      headers: door.as(who(by)),
      ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
    })
    return { status: answer.status, to: answer.headers.get('location') ?? '', html: await answer.text() }
  }
  expect((await ask('')).html).toContain('Personne : rien n’est à soumettre'.replace(' :', '\u00a0:'))
  const form = await ask('/chaines/action')
  expect(form.html).toMatch(/<option value="[0-9a-f-]{36}" selected="">Groupe/)
  expect((await ask('/chaines/autre')).status).toBe(404)
  expect((await ask('/chaines/action', elected)).status).toBe(403)
  expect((await ask('/chaines/action', lead, { instance: group })).to).toMatch(/gouvernance\?fait=chaine$/)
  expect((await ask('', elected)).html).toContain('Groupe')
  await retitle(code, 'x', 'Autre')
  expect((await ask('/actions/x', lead, {})).to).toMatch(/\/decisions\/[0-9a-f-]{36}\?fait=soumis$/)
  expect((await ask('/actions/x', lead, {})).status).toBe(422)
  expect((await ask('/texte', lead, {})).status).toBe(422)
})
