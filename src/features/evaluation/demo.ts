import { bodiesOf, decideInMeeting, meetingsOf, setChain } from '#features/bodies'
import { scopeOfScheme } from '#features/governance'
import { type Actor, scopeOf } from '#features/organisations'
import { findScheme } from '#features/scheme'
import { parisDay, parisInstant } from '#kernel'
import type { Database } from '#platform/db'
import { addToShare, openCampaign, removeFromShare, submitChoice } from './campaigns.ts'
import { SAID, SHARES } from './demo-said.ts'
import { submitEvaluation, writeEvaluation } from './evaluations.ts'
import { EVALUATION_MATTERS } from './matters.ts'
import { CHOICE, EVALUATION, readCycle } from './reading.ts'
import { CRITERIA } from './rules/settings.ts'

const CODE = 'vallonne-2022'
/** Who validates what, by kinds of bodies, as the source has it: yearly bilans do not go to the political body. */
const CHAINS = { [CHOICE]: ['technical', 'political'], [EVALUATION]: ['working-group', 'technical'] } as const

const morning = (day: string) => parisInstant(day, '09:00')

/**
 * Runs the cycle of the example: three shares, amended, chosen and evaluated, each case accepted in the meetings that its bodies held. A share that
 * is there already stays as it is.
 * @param actor who leads the scheme in the department that does not exist, whose bodies have met
 */
export async function evaluateExample(db: Database, actor: Actor): Promise<void> {
  const read = () =>
    db.as(scopeOf(actor), async trx => {
      const scheme = await findScheme(trx, actor, CODE)
      return scheme && { scheme, cycle: await readCycle(trx, actor, scheme) }
    })
  const found = await read()
  if (found === null) return
  for (const [matter, kinds] of Object.entries(CHAINS)) await validateExampleBy(db, actor, matter, kinds)
  for (const { year, chosen, written, removed, added } of SHARES) {
    if (found.cycle.campaigns.some(one => one.year === year)) continue
    await openCampaign(db, actor, CODE, year)
    for (const [action, reason] of Object.entries(removed))
      await removeFromShare(db, actor, CODE, year, { action, reason })
    for (const [action, reason] of Object.entries(added)) await addToShare(db, actor, CODE, year, { action, reason })
    await acceptInMeetings(
      db,
      actor,
      CHAINS[CHOICE],
      chosen,
      await submitChoice(db, actor, CODE, year, morning(chosen)),
    )
    const share = (await read())?.cycle.campaigns.find(one => one.year === year)?.actions ?? []
    for (const { key, removed: out } of share) {
      const said = SAID[key]
      if (out || said === undefined) continue
      const { grades, recommendation = 'continue', advice = '', exitOn = null, ...more } = said
      const judgements = Object.fromEntries(CRITERIA.map((one, at) => [one, { grade: grades[at] ?? null, words: '' }]))
      const whole = { ...more, judgements, evidence: '', recommendation, advice, exitOn, seen: 0 }
      await writeEvaluation(db, actor, CODE, year, key, whole)
      const id = await submitEvaluation(db, actor, CODE, year, key, morning(written))
      await acceptInMeetings(db, actor, CHAINS[EVALUATION], written, id)
    }
  }
}

/** Has bodies of the example validate a matter, by their kinds. */
export async function validateExampleBy(db: Database, actor: Actor, matter: string, kinds: readonly string[]) {
  const asked = await db.as(scopeOf(actor), async trx => {
    const scheme = await findScheme(trx, actor, CODE)
    const all = await bodiesOf(trx, actor)
    const bodies = kinds.flatMap(kind => all.find(body => body.kind === kind)?.id ?? [])
    return scheme && { scope: scopeOfScheme(scheme), matter, bodies }
  })
  if (asked) await setChain(db, actor, asked)
}

/** Each body accepts a case of the example in the first meeting that it held since it could. */
export async function acceptInMeetings(
  db: Database,
  actor: Actor,
  kinds: readonly string[],
  since: string,
  id: string,
) {
  let day = since
  for (const [level, kind] of kinds.entries()) {
    const meeting = await db.as(scopeOf(actor), async trx => {
      const body = (await bodiesOf(trx, actor)).find(one => one.kind === kind)
      const met = body ? await meetingsOf(trx, actor, body.id) : []
      return met.findLast(({ state, startsAt }) => state === 'held' && parisDay(startsAt) >= day)
    })
    if (meeting === undefined) return
    day = parisDay(meeting.startsAt)
    const asked = { case: id, level, outcome: 'accept' as const, reason: '', meeting: meeting.id, voices: null }
    await decideInMeeting(db, actor, asked, EVALUATION_MATTERS)
  }
}
