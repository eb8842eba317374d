import type { Means } from '#features/discussion'
import { type Actor, scopeOf } from '#features/organisations'
import { type Owed, type OwedOf, presentWith, remindersOf, remindNow } from '#features/reminders'
import { allPilots, LEADERS, PILOTS, type Scheme, schemesIn } from '#features/scheme'
import { addDays, parisDay } from '#kernel'
import type { Writer } from '#platform/db'
import { holdScheme } from './holding.ts'
import { calledOf, inShare, shareOf } from './pages/shares.ts'
import { type Cycle, readCycle } from './reading.ts'
import { stepStanding } from './rules/standing.ts'
import type { Campaign } from './shares.ts'
import { actionPath, cyclePath, yearPath } from './within.ts'
import { stepWords } from './words.ts'

/** Whoever did not choose a share so many days after its step evaluates in another way: they are left alone. */
const LEFT_ALONE = 60

/** What reminders of a campaign are of. */
export const topicOf = ({ id }: Pick<Scheme, 'id'>, year: number) => `campaign:${id}/${year}`

/** The members who owe what a scheme’s evaluation expects of them today. */
export async function owedOfScheme(trx: Writer, actor: Actor, scheme: Scheme, cycle: Cycle): Promise<Owed[]> {
  const today = parisDay(new Date())
  const leads = (await presentWith(trx, actor, LEADERS)).map(({ person }) => person)
  const people = new Map((await presentWith(trx, actor, PILOTS)).map(one => [one.membership, one.person]))
  const pilots = new Map<string, string[]>()
  for (const { action, membership } of await allPilots(trx, scheme, actor)) {
    const person = people.get(membership)
    if (person) pilots.set(action, [...(pilots.get(action) ?? []), person])
  }
  const turns = cycle.rules.remind
  const evaluations = cycle.campaigns.flatMap(campaign =>
    toWrite(campaign).flatMap(({ key, title }) =>
      (pilots.get(key) ?? leads).map(person => ({
        ...{ person, turns, since: parisDay(campaign.designatedAt ?? new Date()), by: campaign.due },
        ...{ subject: `evaluation:${campaign.id}/${key}`, topic: topicOf(scheme, campaign.year) },
        ...{ title: `Évaluer l’action ${title}`, path: actionPath(actor, scheme, campaign.year, key) },
      })),
    ),
  )
  return [
    ...evaluations,
    ...choicesOf(actor, scheme, cycle, today).flatMap(one => leads.map(person => ({ ...one, person }))),
  ]
}

/** The actions of a designated share whose evaluation is not submitted. */
function toWrite(campaign: Campaign) {
  const { designatedAt, due } = campaign
  if (designatedAt === null || due === null) return []
  return inShare(campaign)
    .filter(({ state }) => state === 'designated' || state === 'draft' || state === 'returned')
    .map(action => ({ key: action.key, title: calledOf(action) }))
}

/** The choices of shares that nobody submitted yet, once their step has begun. */
function choicesOf(actor: Actor, scheme: Scheme, cycle: Cycle, today: string): Omit<Owed, 'person'>[] {
  const { calendar, cycled, campaigns, rules } = cycle
  if (cycled.adopted === null) return []
  const shares = campaigns.map(shareOf)
  return calendar.flatMap(step => {
    const { key, about, to } = step
    if ((key !== 'first-choice' && key !== 'choice') || about === null) return []
    if (today > addDays(to, LEFT_ALONE)) return []
    if (stepStanding(step, cycled.adopted, shares, today) === 'done') return []
    const path = shares.some(({ year }) => year === about) ? yearPath(actor, scheme, about) : cyclePath(actor, scheme)
    const since = cycled.adopted ?? to
    return [{ subject: `choice:${scheme.id}/${about}`, topic: topicOf(scheme, about), title: stepWords(step), path, since, by: to, turns: rules.remind }] // biome-ignore format: one line
  })
}

/** What an organisation’s members owe of the evaluation of its schemes. */
export const evaluationOwed: OwedOf = async (trx, actor) => {
  const owed: Owed[] = []
  for (const scheme of await schemesIn(trx, actor)) {
    if (scheme.versions.every(({ adoption }) => adoption === null)) continue
    owed.push(...(await owedOfScheme(trx, actor, scheme, await readCycle(trx, actor, scheme))))
  }
  return owed
}

/** What was sent of a campaign, and how many people owe something of it now. */
export async function remindersAbout(trx: Writer, actor: Actor, scheme: Scheme, cycle: Cycle, year: number) {
  const topic = topicOf(scheme, year)
  const owed = (await owedOfScheme(trx, actor, scheme, cycle)).filter(one => one.topic === topic)
  return { sent: await remindersOf(trx, actor, topic), owing: new Set(owed.map(({ person }) => person)).size }
}

/** Reminds whoever owes something of a campaign now. @throws Refusal `role-lost` | `scheme-unknown` | `nothing-owed` | `reminded-today` */
export function remindOfCampaign(
  { db, jobs }: Pick<Means, 'db' | 'jobs'>,
  actor: Actor,
  code: string,
  year: number,
): Promise<number> {
  return db.as(scopeOf(actor, 'remind-now'), async trx => {
    const scheme = await holdScheme(trx, actor, code)
    const owed = await owedOfScheme(trx, actor, scheme, await readCycle(trx, actor, scheme))
    return remindNow(trx, jobs, actor, owed.filter(({ topic }) => topic === topicOf(scheme, year))) // biome-ignore format: one line
  })
}
