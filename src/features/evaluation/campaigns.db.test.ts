import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { stopClock } from '../../../tests/support/clock.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { addToShare, openCampaign, removeFromShare, setRules, submitChoice } from './campaigns.ts'
import { evaluationSite, refused } from './evaluation.test-support.ts'
import { campaignOfAny } from './operating.ts'
import { DEFAULT_RULES } from './rules/settings.ts'
import { campaignRead, globalRead } from './telling.ts'

const db = await testDatabase()
stopClock('2024-01-10T09:00:00Z')
const { lead, pilot, stranger, begin, cycle, share, decide, accept, designated, write, validated } =
  await evaluationSite(db)
let code = ''
beforeEach(async () => {
  code = await begin()
})

describe('the share of a year', () => {
  test('is proposed, amended with reasons, read by bodies in their order, designated, then closed', async () => {
    await openCampaign(db, lead, code, 2024)
    expect(await share()).toEqual(['a1', 'b1'])
    await addToShare(db, lead, code, 2024, { action: 'a2', reason: 'Le marché se renouvelle.' })
    await removeFromShare(db, lead, code, 2024, { action: 'b1', reason: 'À peine commencée.' })
    expect(await share()).toEqual(['a1', 'a2'])
    const id = await submitChoice(db, lead, code, 2024)
    const amend = { action: 'b2', reason: 'Une raison.' }
    await expect(addToShare(db, lead, code, 2024, amend)).rejects.toEqual(refused('step-submitted'))
    await decide(id, 0)
    expect(campaignRead(await cycle(), 2024)?.campaign.state).toBe('submitted')
    await decide(id, 1)
    expect(campaignRead(await cycle(), 2024)?.campaign.state).toBe('designated')
    for (const act of [addToShare, removeFromShare])
      await expect(act(db, lead, code, 2024, amend)).rejects.toEqual(refused('step-designated', '2024'))
    await expect(submitChoice(db, lead, code, 2024)).rejects.toEqual(refused('step-designated'))
    const scope = scopeOf(lead, 'amend-share')
    await expect(
      db.as(scope, trx =>
        sql`update campaign_action set removed = true, reason = 'r' where action = 'a1'`.execute(trx),
      ),
    ).rejects.toThrow('designated')
  })

  test('is sent back, put right, and read again', async () => {
    await openCampaign(db, lead, code, 2024)
    await decide(await submitChoice(db, lead, code, 2024), 0, 'return')
    expect(campaignRead(await cycle(), 2024)?.campaign.state).toBe('returned')
    await removeFromShare(db, lead, code, 2024, { action: 'b1', reason: 'Trop tôt.' })
    await addToShare(db, lead, code, 2024, { action: 'b1', reason: 'Finalement si.' })
    await accept(await submitChoice(db, lead, code, 2024))
    expect(await share()).toEqual(['a1', 'b1'])
  })

  test.each([
    ['another year than the cycle’s', () => openCampaign(db, lead, code, 2027), 'year-outside'],
    ['no reason', () => addToShare(db, lead, code, 2024, { action: 'a2', reason: ' ' }), 'reason-missing'],
    [
      'an action that is not there',
      () => addToShare(db, lead, code, 2024, { action: 'zz', reason: 'r' }),
      'action-unknown',
    ],
    [
      'one that is there already',
      () => addToShare(db, lead, code, 2024, { action: 'a1', reason: 'r' }),
      'action-known',
    ],
    [
      'one that is not in it',
      () => removeFromShare(db, lead, code, 2024, { action: 'a2', reason: 'r' }),
      'action-outside',
    ],
    ['twice', () => openCampaign(db, lead, code, 2024), 'campaign-known'],
    ['a year without a campaign', () => submitChoice(db, lead, code, 2025), 'campaign-unknown'],
    ['who does not lead', () => openCampaign(db, pilot, code, 2025), 'role-lost'],
    ['another organisation', () => openCampaign(db, stranger, code, 2025), 'scheme-unknown'],
    ['an evaluation before the choice is validated', () => write('a1'), 'not-designated'],
    ['a cycle that would lose it', () => setRules(db, lead, code, { ...DEFAULT_RULES, first: 2020 }), 'rules-in-use'],
    ['a next one before its end', () => setRules(db, lead, code, { ...DEFAULT_RULES, first: 2025 }), 'rules-in-use'],
  ] as const)('refuses %s', async (_, act, expected) => {
    await openCampaign(db, lead, code, 2024)
    await expect(act()).rejects.toEqual(refused(expected))
  })
})

test('over a cycle every action is evaluated, and the last share takes what remains', async () => {
  for (const year of [2024, 2025, 2026]) {
    await designated(year)
    await validated(year)
  }
  expect([await share(2024), await share(2025), await share(2026)]).toEqual([
    ['a1', 'b1'],
    ['a2', 'b2'],
    ['a3', 'b3'],
  ])
  expect((await campaignOfAny(db, code, 2025))?.coverage).toEqual({ evaluated: 4, actions: 6 })
  expect(globalRead(await cycle()).coverage).toEqual({ actions: 6, evaluated: 6, missing: [] })
  // The next cycle begins where this one ended.
  await setRules(db, lead, code, { ...DEFAULT_RULES, first: 2027 })
  await openCampaign(db, lead, code, 2027)
  expect(await share(2027)).toEqual(['a1', 'b1'])
  // What the former one covered stays told.
  expect((await campaignOfAny(db, code, 2025))?.coverage).toEqual({ evaluated: 4, actions: 6 })
  expect(await campaignOfAny(db, 'rien-du-tout', 2024)).toBeNull()
  expect(await campaignOfAny(db, code, 2030)).toEqual({ actions: [], coverage: { evaluated: 0, actions: 6 } })
})
