import { acceptInMeetings, bodiesOf, decideOfItself, meetingsOf, ownKey, setChain } from '#features/bodies'
import { scopeOfScheme } from '#features/governance'
import { type Actor, scopeOf } from '#features/organisations'
import { findScheme } from '#features/scheme'
import { parisDay, parisInstant } from '#kernel'
import type { Database } from '#platform/db'
import { addToShare, openCampaign, removeFromShare, submitChoice } from './campaigns.ts'
import { SAID, SHARES, STRATEGIES } from './demo-said.ts'
import { submitEvaluation, writeEvaluation } from './evaluations.ts'
import { EVALUATION_MATTERS } from './matters.ts'
import { readCycle } from './reading.ts'
import { CRITERIA } from './rules/settings.ts'
import { CHOICE, EVALUATION, STRATEGY } from './shares.ts'

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
  await decideStrategies(db, actor, scopeOfScheme(found.scheme), found.cycle.strategies)
  for (const { year, chosen, written, removed, added } of SHARES) {
    if (found.cycle.campaigns.some(one => one.year === year)) continue
    await openCampaign(db, actor, CODE, year)
    for (const [action, reason] of Object.entries(removed))
      await removeFromShare(db, actor, CODE, year, { action, reason })
    for (const [action, reason] of Object.entries(added)) await addToShare(db, actor, CODE, year, { action, reason })
    const choice = await submitChoice(db, actor, CODE, year, morning(chosen))
    await acceptInMeetings(db, actor, choice, CHAINS[CHOICE], chosen, EVALUATION_MATTERS)
    const share = (await read())?.cycle.campaigns.find(one => one.year === year)?.actions ?? []
    for (const { key, removed: out } of share) {
      const said = SAID[key]
      if (out || said === undefined) continue
      const { grades, recommendation = 'continue', advice = '', exitOn = null, ...more } = said
      const judgements = Object.fromEntries(CRITERIA.map((one, at) => [one, { grade: grades[at] ?? null, words: '' }]))
      const whole = { ...more, judgements, evidence: '', recommendation, advice, exitOn, seen: 0 }
      await writeEvaluation(db, actor, CODE, year, key, whole)
      const id = await submitEvaluation(db, actor, CODE, year, key, morning(written))
      await acceptInMeetings(db, actor, id, CHAINS[EVALUATION], written, EVALUATION_MATTERS)
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

/** The political body decides of the strategy of each year in the meeting that had it on its agenda. */
async function decideStrategies(db: Database, actor: Actor, scope: string, known: ReadonlyMap<number, unknown>) {
  for (const { year, day, words } of STRATEGIES) {
    if (known.has(year)) continue
    const met = await db.as(scopeOf(actor), async trx => {
      const body = (await bodiesOf(trx, actor)).find(({ kind }) => kind === 'political')
      return body && (await meetingsOf(trx, actor, body.id)).find(({ startsAt }) => parisDay(startsAt) === day)
    })
    if (met === undefined) continue
    const about = ownKey({ matter: STRATEGY, scope, subject: String(year) })
    const said = { about, form: met.id, title: '', words, outcome: 'accept' as const, reason: '', voices: null }
    await decideOfItself(db, actor, { ...said, body: met.body, meeting: met.id }, EVALUATION_MATTERS)
  }
}
