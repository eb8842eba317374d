import { expect } from 'vitest'
import { campaignRead, globalRead, readCycle } from '#features/evaluation'
import { canonicalJson, sha256 } from '#features/publications'
import { findScheme } from '#features/scheme'
import { adopted, aloneAgain, cycleOf, decisionsOf, early, eligible, knownActions, mayLeave, shareOf, type World } from './ten-years-rules.test-support.ts' // biome-ignore format: one line

/** What is accepted, answered or over, by what tells it from others: nothing of it may ever change. */
function frozenIn({ held }: World): Map<string, string> {
  const frozen = new Map<string, string>()
  const keep = (name: string, rows: readonly { id: string }[]) => {
    for (const row of rows) frozen.set(`${name} ${row.id}`, JSON.stringify(row))
  }
  const designated = held.campaign.filter(one => one.designated_at !== null)
  keep('decision', held.body_decision)
  keep('voice', held.round_voice)
  keep(
    'round',
    held.round.filter(one => one.closed_at !== null),
  )
  keep(
    'case',
    held.validation_case.filter(({ state }) => state !== 'open'),
  )
  keep('asked', held.validation_case.map(({ id, matter, subject, fingerprint, bodies }) => ({ id, matter, subject, fingerprint, bodies }))) // biome-ignore format: one line
  keep('campaign', designated)
  keep(
    'share',
    held.campaign_action.filter(one => designated.some(({ id }) => id === one.campaign_id)),
  )
  keep(
    'evaluation',
    held.evaluation.filter(one => one.validated_at !== null),
  )
  keep('text', adopted({ held }))
  return frozen
}

/** What became of the world by one step that was let through: no rule is broken, and what was accepted is as it was. */
export function expectLawful(before: World, now: World): void {
  const then = frozenIn(before)
  const frozen = frozenIn(now)
  for (const [name, row] of then) expect(frozen.get(name), name).toBe(row)
  for (const asked of now.held.validation_case) {
    const decisions = decisionsOf(now, asked)
    // Each body in its turn, once, all but the last one accepting.
    expect(decisions.map(({ level }) => level)).toEqual(decisions.map((_, at) => at))
    expect(decisions.map(({ body_id }) => body_id)).toEqual(asked.bodies.slice(0, decisions.length))
    expect(decisions.slice(0, -1).every(({ outcome }) => outcome === 'accept')).toBe(true)
    const last = decisions.at(-1)
    const ended = last && last.outcome !== 'accept' ? { return: 'returned', refuse: 'refused' }[last.outcome] : null
    const all = decisions.length === asked.bodies.length && ended === null
    if (asked.state !== 'withdrawn') expect(asked.state).toBe(ended ?? (all ? 'accepted' : 'open'))
    if (ended === null) expect(asked.level).toBe(decisions.length)
    for (const [at, { decided_on, outcome, seats }] of decisions.entries()) {
      expect(decided_on >= (decisions[at - 1]?.decided_on ?? asked.opened_at.slice(0, 10))).toBe(true)
      if (at > 0 && outcome === 'accept') expect(aloneAgain(now, { id: asked.id, level: at }, seats)).toBe(false)
    }
  }
  expectDesignated(now)
  expectShares(before, now)
  expectStays(before, now)
}

/** What is designated or validated is what bodies accepted, word for word. */
function expectDesignated({ held }: World): void {
  const accepted = (matter: string, subject: string) =>
    held.validation_case.filter(one => one.matter === matter && one.subject === subject && one.state === 'accepted')
  for (const { id, year, designated_at } of held.campaign) {
    const choices = accepted('choice', `${year}`)
    expect(choices.length, `choices of ${year}`).toBe(designated_at === null ? 0 : 1)
    const actions = shareOf({ held }, year).actions.sort()
    for (const { fingerprint } of choices) expect(fingerprint).toBe(sha256(canonicalJson({ year, actions })))
    for (const { action, validated_at } of held.evaluation.filter(one => one.campaign_id === id)) {
      expect(designated_at, 'nothing is written before').not.toBeNull()
      expect(accepted('evaluation', `${year}/${action}`).length).toBe(validated_at === null ? 0 : 1)
    }
  }
}

/** A share that was just opened has the size that the rules say, of those that come first, each axis in proportion. */
function expectShares(before: World, now: World): void {
  for (const { id, year } of now.held.campaign.filter(({ id }) => !before.held.campaign.some(one => one.id === id))) {
    const { all, fresh } = eligible(before, year)
    const share = new Set(now.held.campaign_action.filter(one => one.campaign_id === id).map(({ action }) => action))
    const last = year === cycleOf(before).at(-1) && fresh.length > 0
    const size = last ? fresh.length : Math.ceil(all.length / before.site.rules.oneIn)
    const taken = fresh.filter(({ key }) => share.has(key))
    expect([share.size, taken.length], `share of ${year}`).toEqual([size, Math.min(size, fresh.length)])
    expect([...share].filter(key => !all.some(one => one.key === key))).toEqual([])
    for (const axis of ['a', 'b']) {
      const part = (taken.length * fresh.filter(one => one.axis === axis).length) / Math.max(1, fresh.length)
      expect(Math.abs(taken.filter(one => one.axis === axis).length - part)).toBeLessThan(1)
    }
  }
}

/** No text leaves out, and no evaluation proposes to leave out, what has to stay. */
function expectStays(before: World, now: World): void {
  if (before.held.campaign.length === 0) return
  const then = new Map(knownActions(before).map(one => [one.key, one]))
  for (const { key, left } of knownActions(now))
    if (then.has(key) && left !== null && left !== then.get(key)?.left)
      expect(early(before, key, left), `${key} leaves on ${left}`).toBe(false)
  for (const { action, exit_on, validated_at } of now.held.evaluation)
    if (exit_on !== null && validated_at !== null)
      expect(exit_on >= mayLeave(now, then.get(action)?.entered ?? null), `exit of ${action}`).toBe(true)
}

/** Every action of the cycle is evaluated, or named as not evaluated yet, those that were added on the way among them. @returns how many were */
export async function expectCovered(world: World): Promise<number> {
  const { db, scope, code, actors } = world.site
  const cycle = await db.as(scope, async trx => {
    const scheme = await findScheme(trx, actors.lead, code)
    return scheme && readCycle(trx, actors.lead, scheme)
  })
  if (!cycle) throw new Error('no cycle')
  const years = cycleOf(world)
  const [from, to] = [`${years[0]}-01-01`, `${years.at(-1)}-12-31`]
  const known = knownActions(world).filter(
    ({ entered, left }) => (entered ?? '') <= to && (left === null || left > from),
  )
  const done = new Set(
    world.held.campaign.filter(({ year }) => years.includes(year)).flatMap(({ id }) =>
      world.held.evaluation.filter(one => one.campaign_id === id && one.validated_at !== null).map(({ action }) => action),
    ),
  ) // biome-ignore format: one list
  const evaluated = known.filter(({ key }) => done.has(key)).length
  const missing = known.filter(({ key }) => !done.has(key)).map(({ key }) => key)
  const told = globalRead(cycle)
  expect(told.coverage.missing.map(({ key }) => key).sort()).toEqual([...missing].sort())
  expect([told.coverage.actions, told.coverage.evaluated]).toEqual([known.length, evaluated])
  const began = from > '2024-01-04' ? from : '2024-01-04'
  const added = knownActions(world).filter(({ entered }) => entered !== null && entered > began)
  expect(told.additions.map(({ key }) => key).sort()).toEqual(added.map(({ key }) => key).sort())
  for (const { year } of world.held.campaign)
    expect(
      campaignRead(cycle, year)
        ?.actions.map(({ key }) => key)
        .sort(),
    ).toEqual(shareOf(world, year).actions.sort())
  return added.length
}

/** The trail has every case, every decision of it, and each time that it moved. */
export async function expectTold({ held, site }: World): Promise<void> {
  const told = await site.trail()
  for (const asked of held.validation_case) {
    const moves = decisionsOf({ held }, asked).length + (asked.state === 'withdrawn' ? 1 : 0)
    expect([told.get(`insert ${asked.id}`), told.get(`update ${asked.id}`) ?? 0]).toEqual([1, moves])
  }
  for (const { id } of held.body_decision) expect([told.get(`insert ${id}`), told.get(`update ${id}`)]).toEqual([1, undefined]) // biome-ignore format: one line
  for (const { id, designated_at } of held.campaign)
    expect(told.get(`update ${id}`) ?? 0).toBe(designated_at === null ? 0 : 1)
  for (const { id, revision, validated_at } of held.evaluation)
    expect(told.get(`update ${id}`) ?? 0).toBe(revision - 1 + (validated_at === null ? 0 : 1))
}
