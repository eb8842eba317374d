import { type Cycle, readCycle, type ShareAction } from '#features/evaluation'
import type { Actor } from '#features/organisations'
import { baseOf, inForce, type Scheme, schemesIn, statusesOf } from '#features/scheme'
import { parisDay } from '#kernel'
import type { Writer } from '#platform/db'
import { count, day, fr } from '#ui'
import { daysFrom, delayWords } from '../dashboard/pressing.ts'
import type { KeyFigure, Warning } from './choosing.ts'

/** The scheme that the page tells: among those in force, one that covers today rather than one that is over, the last adopted first; null for none. */
export function schemeToTell(schemes: readonly Scheme[], today: string): Scheme | null {
  const adopted = ({ versions }: Scheme) => inForce({ versions })?.adoption?.on ?? ''
  const covers = ({ from, to }: Scheme) => from <= today && today <= to
  return (
    schemes
      .filter(one => adopted(one) !== '')
      .sort((a, b) => Number(covers(b)) - Number(covers(a)) || (adopted(a) < adopted(b) ? 1 : -1))[0] ?? null
  )
}

/** The same day, a year before; on the 29 February, the 28. */
const yearBefore = (today: string) => `${Number(today.slice(0, 4)) - 1}${today.slice(4).replace('-02-29', '-02-28')}`

/** What a scheme’s life says: how its actions advance, what of it is evaluated, what is late. */
export async function schemeFacts(trx: Writer, actor: Actor, today: string) {
  const scheme = schemeToTell(await schemesIn(trx, actor), today)
  if (scheme === null) return null
  const cycle = await readCycle(trx, actor, scheme)
  const organisation = actor.membership.organisation.id
  const before = yearBefore(today)
  const now = { day: today, statuses: await statusesOf(trx, scheme, organisation, today) }
  const then = { day: before, statuses: await statusesOf(trx, scheme, organisation, before) }
  const base = baseOf(actor, scheme)
  return {
    scheme,
    base,
    figures: [...onTrack(cycle, now, then, base), ...evaluated(cycle, before, base)],
    warnings: [...lateActions(cycle, now, base), ...lateEvaluations(cycle, today, base)],
  }
}

interface Moment {
  day: string
  statuses: Awaited<ReturnType<typeof statusesOf>>
}

/** Of the actions that are in the scheme on a day and of which something was said by then, those that are under way or done. */
function advancing({ actions }: Cycle, { day: on, statuses }: Moment) {
  const present = actions.filter(({ entered, left }) => (entered ?? '') <= on && (left === null || left > on))
  const status = (key: string) => statuses.get(key)?.status
  const said = present.filter(({ key }) => status(key) !== undefined)
  return {
    present,
    said: said.length,
    well: said.filter(({ key }) => status(key) === 'ongoing' || status(key) === 'done').length,
    late: present.filter(({ key }) => status(key) === 'late'),
  }
}

function onTrack(cycle: Cycle, now: Moment, then: Moment, base: string): KeyFigure[] {
  const { present, said, well } = advancing(cycle, now)
  if (said === 0) return []
  const former = advancing(cycle, then)
  return [
    {
      kind: 'on-track',
      value: fr`${well} sur ${present.length}`,
      label: 'actions avancent sans retard ou sont terminées',
      before: former.said === 0 ? null : fr`${former.well} sur ${former.present.length} il y a un an`,
      target: null,
      source: fr`États dits par les pilotes${said < present.length ? ` ; ${present.length - said} sans état` : ''}`,
      href: base,
      leads: 'Voir les actions',
    },
  ]
}

/** The day of the last body, or of who validated it alone. */
function validatedOn({ asked, validatedBy, evaluation }: ShareAction): string {
  const decided = validatedBy === null ? asked?.decisions.at(-1)?.on : undefined
  return decided ?? parisDay(evaluation?.validatedAt ?? new Date())
}

function evaluated(cycle: Cycle, before: string, base: string): KeyFigure[] {
  const { actions, evaluated: done } = cycle.coverage
  if (cycle.campaigns.length === 0 || actions === 0) return []
  const counted = new Set(
    cycle.campaigns
      .filter(({ year }) => cycle.years.includes(year))
      .flatMap(campaign =>
        campaign.actions.filter(one => one.state === 'validated' && validatedOn(one) <= before).map(({ key }) => key),
      ),
  )
  return [
    {
      kind: 'coverage',
      value: fr`${done} sur ${actions}`,
      label: 'actions évaluées depuis le début du cycle',
      before: fr`${counted.size} il y a un an`,
      target: fr`toutes avant le bilan global`,
      source: 'Évaluations validées',
      href: `${base}/evaluation`,
      leads: 'Voir l’évaluation',
    },
  ]
}

function lateActions(cycle: Cycle, now: Moment, base: string): Warning[] {
  const { late } = advancing(cycle, now)
  if (late.length === 0) return []
  const named = late.slice(0, 3).map(({ code, title }) => [code, title].filter(Boolean).join(' '))
  return [
    {
      kind: 'actions',
      weight: late.length,
      title: fr`${count(late.length, 'action')} ${late.length === 1 ? 'est' : 'sont'} en retard`,
      text: fr`${named.join(', ')}${late.length > named.length ? fr` et ${late.length - named.length} autres` : ''}.`,
      href: `${base}?etat=late`,
    },
  ]
}

function lateEvaluations(cycle: Cycle, today: string, base: string): Warning[] {
  return cycle.campaigns.flatMap(({ year, due, designatedAt, actions }) => {
    const owed = actions.filter(({ removed, state }) => !removed && ['designated', 'draft', 'returned'].includes(state))
    if (designatedAt === null || due === null || due >= today || owed.length === 0) return []
    const delay = daysFrom(due, today)
    return {
      kind: 'evaluations' as const,
      weight: delay,
      title: fr`${count(owed.length, 'évaluation')} de la part de ${year} ${owed.length === 1 ? 'manque' : 'manquent'}`,
      text: fr`Attendues le ${day(due)} : ${delayWords(delay)}.`,
      href: `${base}/evaluation/${year}`,
    }
  })
}
