import { beforeAll, describe, expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { openDoor, organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { sayOfAction, statusesOf } from '../life/events.ts'
import { namePilot } from '../life/pilots.ts'
import { schemeRoutes } from '../routes.tsx'
import { read, SMALL } from '../scheme.test-support.ts'
import { findScheme, openScheme } from '../schemes.ts'
import { changeActions } from './changing.ts'

const db = await testDatabase()
const door = openDoor()
const app = plainSite(schemeRoutes({ db, publicUrl: 'https://exemple.test' }), door)
const CODE = 'essai-2026'
const HERE = `/organisations/229900998/schemas/${CODE}/plusieurs`
let mine: Record<'scheme-lead' | 'pilot' | 'elected', Someone>

beforeAll(async () => {
  mine = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead', 'pilot', 'elected')
  await openScheme(db, mine['scheme-lead'], read(SMALL))
}, 60_000)

async function send(who: Someone, path: string, fields?: [string, string][]) {
  const answer = await app.request(path, {
    headers: door.as(who),
    ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
  })
  const html = await answer.text()
  const text = html.replace(/<[^>]+>/g, ' ').replace(/[\u00a0\u202f\s]+/g, ' ')
  const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  return { status: answer.status, html, text, confirm: hidden.map(([, name, value]) => [name ?? '', value ?? ''] as [string, string]) } // biome-ignore format: one answer
}
const statuses = () =>
  db.as(scopeOf(mine.pilot), async trx => {
    const scheme = await findScheme(trx, mine.pilot, CODE)
    const said = await statusesOf(trx, { id: scheme?.id ?? '' }, mine.pilot.membership.organisation.id)
    return Object.fromEntries([...said].map(([action, { status }]) => [action, status]))
  })
const BOTH: [string, string][] = [
  ['action', 'papier'],
  ['action', 'clauses'],
]
const late = [['geste', 'etat'], ['etat', 'late'], ['jour', '2026-03-01'], ['mots', 'Marché relancé.']] as [string, string][] // biome-ignore format: one form

describe('several actions at once', () => {
  test('are ticked where a filter narrows the list, and not otherwise', async () => {
    const ticked = async (query: string) =>
      [...(await send(mine['scheme-lead'], HERE + query)).html.matchAll(/value="([a-z]+)" checked/g)]
        .map(([, key]) => key)
        .filter(key => key === 'papier' || key === 'clauses')
    expect(await ticked('')).toEqual([])
    expect(await ticked('?pilier=social')).toEqual(['clauses'])
    expect(await ticked('?action=papier')).toEqual(['papier'])
    expect((await send(mine.elected, HERE)).status).toBe(403)
  })

  test('what will change is read before it is confirmed, then is one act', async () => {
    const read = await send(mine['scheme-lead'], HERE, [...BOTH, ...late])
    expect(read.text).toContain('2 actions changeront')
    expect(await statuses()).toEqual({})
    const done = await send(mine['scheme-lead'], `${HERE}/confirmation`, read.confirm)
    expect(done.text).toContain('2 actions sont changées')
    expect(await statuses()).toEqual({ papier: 'late', clauses: 'late' })
    const acts = await db.transaction(trx =>
      trx.selectFrom('audit').select(['act', 'person_id']).where('relation', '=', 'action_event').execute(),
    )
    expect(acts).toEqual(Array(2).fill({ act: 'say-of-actions', person_id: mine['scheme-lead'].person.id }))
  })

  test('one that changed meanwhile stays as it is, and is said; the other changes', async () => {
    const read = await send(mine['scheme-lead'], HERE, [...BOTH, ['etat', 'done'], ['jour', '2026-04-01']])
    const said = { kind: 'status', day: '2026-03-15', status: 'ongoing', words: '' } as const
    await sayOfAction(db, mine['scheme-lead'], CODE, 'papier', said)
    const done = await send(mine['scheme-lead'], `${HERE}/confirmation`, read.confirm)
    expect(done.text).toContain('1 action est changée')
    expect(done.text).toContain('Quelqu’un l’a changée pendant que vous confirmiez')
    expect(done.html).toContain(`${HERE}?action=papier`)
    expect(await statuses()).toEqual({ papier: 'ongoing', clauses: 'done' })
    // Sent again, it changes nothing more.
    const again = await send(mine['scheme-lead'], `${HERE}/confirmation`, read.confirm)
    expect(again.text).toContain('2 actions sont restées telles quelles')
  })

  test('are given to a pilot, who then speaks of theirs alone', async () => {
    const to = mine.pilot.membership.id
    const give = [['geste', 'confier'], ['membre', to]] as [string, string][] // biome-ignore format: one form
    const refused = await send(mine.pilot, HERE, [...BOTH, ...give])
    expect([refused.status, refused.text.includes('Votre rôle ne permet plus')]).toEqual([422, true])
    await namePilot(db, mine['scheme-lead'], CODE, 'papier', to)
    const read = await send(mine['scheme-lead'], HERE, [...BOTH, ...give])
    expect(read.text).toContain('Personne pilot la pilote déjà')
    await send(mine['scheme-lead'], `${HERE}/confirmation`, read.confirm)
    const back = await send(mine['scheme-lead'], HERE, [
      ['action', 'clauses'],
      ['geste', 'reprendre'],
      ['membre', to],
    ])
    expect((await send(mine['scheme-lead'], `${HERE}/confirmation`, back.confirm)).text).toContain(
      '1 action est changée',
    )
    const own = await send(mine.pilot, HERE, [...BOTH, ['etat', 'late'], ['jour', '2026-05-01']])
    expect(own.text).toContain('Vous ne la pilotez pas')
    await send(mine.pilot, `${HERE}/confirmation`, own.confirm)
    expect(await statuses()).toEqual({ papier: 'late', clauses: 'done' })
  })
})

describe('is refused, and what was typed stays', () => {
  test.each<[string, [string, string][], string]>([
    ['nothing ticked', late, 'Aucune action n’est cochée'],
    ['an action that is not there', [['action', 'inconnue'], ...late], 'Aucune action n’est cochée'],
    ['a day to come', [...BOTH, ['jour', '2999-01-01'], ['mots', 'Marché relancé.']], 'Cette date est à venir'],
    ['nobody', [...BOTH, ...late.slice(1), ['geste', 'confier']], 'ne pilote pas cette action'],
    [
      'too many',
      [...Array.from({ length: 201 }, (_, i) => ['action', `a-${i}`] as [string, string]), ...late],
      '200 actions au plus',
    ],
  ])('%s', async (_, fields, words) => {
    const { status, text, html } = await send(mine['scheme-lead'], HERE, fields)
    expect([status, text.includes(words), html.includes('Marché relancé.')]).toEqual([422, true, true])
  })

  test('of another organisation, or of no scheme', async () => {
    const { administrator } = await organisationOf(db, '21990001100015', 'Aubrelieu', 'administrator')
    const change = { kind: 'status', status: 'done', day: '2026-01-01', words: '' } as const
    await expect(changeActions(db, administrator, CODE, new Map([['papier', '']]), change)).rejects.toMatchObject({
      code: 'scheme-unknown',
    })
    expect((await send(mine['scheme-lead'], HERE.replace(CODE, 'inconnu'), late)).status).toBe(404)
  })
})
