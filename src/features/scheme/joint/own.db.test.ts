import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { testDatabase } from '../../../../tests/support/database.ts'
import { sayOfAction } from '../life/events.ts'
import { namePilot } from '../life/pilots.ts'
import { SMALL } from '../scheme.test-support.ts'
import { changePart } from '../text/editing.ts'
import { addPart, movePart, removePart } from '../text/structure.ts'
import { dropDraft, openAmendment } from '../versions/drafts.ts'
import { answerOffer, inviteBuyer, leaveScheme } from './joining.ts'
import { AUBRELIEU, code, edit, type JointSite, jointSite, VALLONNE } from './joint.test-support.ts'
import { sayOwnMarks } from './marks.ts'

const db = await testDatabase()
let site: JointSite
beforeAll(async () => {
  site = await jointSite(db)
}, 60_000)

describe('what is a buyer’s own', () => {
  test('its actions and their indicators, where it puts them; nobody else’s', async () => {
    const name = await site.joint()
    const action = await addPart(db, site.other, name, 'action', 'ressources', { title: 'Notre cantine' })
    const indicator = await addPart(db, site.other, name, 'indicator', action, { label: 'Repas', kind: 'count' })
    expect(await site.writers(name)).toEqual([`${action} ${AUBRELIEU}`, `${indicator} ${AUBRELIEU}`])
    expect((await site.textOf(name)).actions.find(({ key }) => key === action)?.buyer).toBe(AUBRELIEU)
    await changePart(db, site.other, name, action, edit({ aim: 'Mieux nourrir.' }, { aim: '' }))
    await movePart(db, site.other, name, action, 'social', null)
    expect((await site.textOf(name)).actions.at(-1)).toMatchObject({
      key: action,
      parent: 'social',
      aim: 'Mieux nourrir.',
    })
    for (const act of [
      () => addPart(db, site.other, name, 'axis', null, { title: 'Le nôtre' }),
      () => addPart(db, site.other, name, 'objective', 'social', { title: 'Le nôtre' }),
      () => addPart(db, site.other, name, 'indicator', 'papier', { label: 'Le nôtre', kind: 'count' }),
      () => addPart(db, site.other, name, 'indicator', null, { label: 'Le nôtre', kind: 'count' }),
      () => changePart(db, site.other, name, 'papier', edit({ title: 'La nôtre' })),
      () => movePart(db, site.other, name, 'papier', 'social', null),
      () => movePart(db, site.other, name, indicator, 'papier', null),
      () => removePart(db, site.other, name, 'papier', true),
    ])
      await expect(act()).rejects.toEqual(code('not-leading'))
    for (const act of [
      () => addPart(db, site.lead, name, 'indicator', action, { label: 'Le nôtre', kind: 'count' }),
      () => changePart(db, site.lead, name, action, edit({ title: 'La nôtre' })),
      () => movePart(db, site.lead, name, action, 'ressources', null),
      () => removePart(db, site.lead, name, action, true),
      () => removePart(db, site.lead, name, 'social', true),
      () => sayOfAction(db, site.lead, name, action, { kind: 'note', day: '2026-01-01', words: 'La nôtre.' }),
      () => namePilot(db, site.lead, name, action, site.lead.membership.id),
    ])
      await expect(act()).rejects.toEqual(code('others-own'))
    // Who leads ranks them all the same.
    await movePart(db, site.lead, name, action, 'social', 'clauses')
    expect((await site.textOf(name)).actions.map(({ key }) => key)).toEqual(['papier', action, 'clauses'])
    await removePart(db, site.other, name, action, true)
    expect(await site.writers(name)).toEqual([])
  })

  test('the database refuses that a buyer writes in the common structure, or for another', async () => {
    const name = await site.joint()
    const id = await site.idOf(name)
    const forged = (kind: string, content: string) =>
      db.as(scopeOf(site.other), trx =>
        sql`insert into scheme_part (id, organisation_id, scheme_id, kind, key, position, content)
          values (gen_random_uuid(), ${site.other.membership.organisation.id}, ${id}, ${kind}, 'forge', 0, ${content}::jsonb)`.execute(
          trx,
        ),
      )
    await expect(forged('axis', '{}')).rejects.toThrow(/row-level security/)
    await expect(forged('action', `{"buyer": "${VALLONNE}"}`)).rejects.toThrow(/row-level security/)
    await expect(forged('action', '{"buyer": null}')).rejects.toThrow(/row-level security/)
  })

  test('its T0 and its targets, of a common indicator, as its leads or its pilot say', async () => {
    const name = await site.joint()
    const baseline = { period: '2025', value: '900', row: null, numerator: null, denominator: null, source: '' }
    const fresh = { baseline: null, targets: null }
    await expect(sayOwnMarks(db, site.pilot, name, 'tonnage', edit({ baseline }, fresh))).rejects.toEqual(
      code('not-pilot'),
    )
    await namePilot(db, site.other, name, 'papier', site.pilot.membership.id)
    await sayOwnMarks(db, site.pilot, name, 'tonnage', edit({ baseline }, fresh))
    const targets = [{ period: '2028', value: '700', row: 'fsc', tentative: false, source: '' }]
    await sayOwnMarks(db, site.other, name, 'tonnage', edit({ targets }, fresh))
    await sayOwnMarks(db, site.lead, name, 'tonnage', edit({ targets: { none: 'Pas encore.' } }, fresh))
    expect((await site.textOf(name)).own).toMatchObject([
      { parent: 'tonnage', buyer: AUBRELIEU, baseline: { value: '900' }, targets: [{ value: '700' }] },
      { parent: 'tonnage', buyer: VALLONNE, baseline: null, targets: { none: 'Pas encore.' } },
    ])
    // Two who write the same field, the second having seen nothing of the first.
    await expect(
      sayOwnMarks(db, site.other, name, 'tonnage', edit({ baseline: { none: 'Inconnu.' } }, fresh)),
    ).rejects.toEqual(code('edited-meanwhile'))
    const unknown = [{ ...targets[0], row: 'nulle-part' }]
    await expect(sayOwnMarks(db, site.other, name, 'tonnage', edit({ targets: unknown }, { targets }))).rejects.toEqual(
      code('part-invalid'),
    )
    await expect(sayOwnMarks(db, site.other, name, 'papier', edit({ baseline }, fresh))).rejects.toEqual(
      code('part-unknown'),
    )
    await expect(sayOwnMarks(db, site.third, name, 'tonnage', edit({ baseline }, fresh))).rejects.toEqual(
      code('scheme-unknown'),
    )
    await expect(sayOwnMarks(db, site.lead, await site.draft(), 'tonnage', edit({ baseline }, fresh))).rejects.toEqual(
      code('part-unknown'),
    )
    await sayOwnMarks(db, site.other, name, 'tonnage', edit(fresh, { baseline, targets }))
    expect((await site.textOf(name)).own).toHaveLength(1)
    // Those of another go with the common indicator.
    await sayOwnMarks(db, site.other, name, 'tonnage', edit({ baseline }, fresh))
    await removePart(db, site.lead, name, 'tonnage', true)
    expect((await site.textOf(name)).own).toEqual([])
  })

  test('what the text says of a buyer is written by it while it is in, frozen or not, and by who leads otherwise', async () => {
    const name = await site.draft({
      buyers: [...SMALL.buyers, { siren: AUBRELIEU, name: 'Aubrelieu' }],
      actions: [...SMALL.actions, { key: 'cantine', parent: 'social', title: 'Notre cantine', buyer: AUBRELIEU }],
      indicators: [...SMALL.indicators, { key: 'repas', parent: 'cantine', label: 'Repas', kind: 'count' }],
      own: [{ key: 'leur', parent: 'tonnage', buyer: AUBRELIEU, targets: { none: 'Non.' } }],
    })
    expect(await site.writers(name)).toEqual([])
    await site.adopt(name)
    await inviteBuyer(db, site.lead, name, AUBRELIEU)
    await answerOffer(db, site.other, name, true)
    const theirs = ['cantine', 'leur', 'repas'].map(key => `${key} ${AUBRELIEU}`)
    expect(await site.writers(name)).toEqual(theirs)
    const adopted = await site.textOf(name)
    await openAmendment(db, site.lead, name, 'Tout changer.')
    await removePart(db, site.other, name, 'cantine', true)
    await dropDraft(db, site.lead, name, 2)
    expect(await site.textOf(name)).toEqual(adopted)
    expect(await site.writers(name)).toEqual(theirs)
    await leaveScheme(db, site.other, name)
    expect(await site.writers(name)).toEqual([])
    expect(await site.textOf(name)).toEqual(adopted)
  })
})
