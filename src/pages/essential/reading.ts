import { type Ahead, awaitedOf, type Awaited as Case, casePath, meetingPath, meetingsAhead } from '#features/bodies'
import { type Actor, scopeOf } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { fr, inParis } from '#ui'
import { daysFrom } from '../dashboard/pressing.ts'
import { type KeyFigure, keyFigures, type Warning, warnings } from './choosing.ts'
import { indicatorFacts } from './indicators.ts'
import { ratesFacts } from './rates.ts'
import { schemeFacts } from './scheme.ts'

/** A body that has waited so long has not been asked yet, or has forgotten. */
const LONG = 60

/** What somebody who decides reads in one page. */
export interface Essential {
  demo: boolean
  today: string
  /** The scheme that is told; null where none was adopted. */
  scheme: { title: string; href: string } | null
  figures: readonly KeyFigure[]
  warnings: readonly Warning[]
  /** Whether what follows is the reader’s to decide; or else what bodies of the organisation have to. */
  mine: boolean
  decisions: readonly Case[]
  /** The next meeting; null where none is planned. */
  meeting: Ahead | null
}

/** Reads the essential of the actor’s organisation. */
export async function essentialOf(db: Database, actor: Actor): Promise<Essential> {
  const rates = await ratesFacts(db, actor.membership.organisation.siren, parisDay(new Date()))
  return db.as(scopeOf(actor), trx => essentialIn(trx, actor, rates))
}

/** The same, in a transaction that speaks for the actor already. @param rates what the register says */
export async function essentialIn(
  trx: Writer,
  actor: Actor,
  rates: Awaited<ReturnType<typeof ratesFacts>>,
  now = new Date(),
): Promise<Essential> {
  const today = parisDay(now)
  const life = await schemeFacts(trx, actor, today)
  const told = life && (await indicatorFacts(trx, actor, life.scheme))
  const cases = await awaitedOf(trx, actor, now)
  const ahead = (await meetingsAhead(trx, actor)).filter(({ endsAt }) => endsAt > now)
  const mine = cases.some(({ sits }) => sits) || ahead.some(({ sits }) => sits)
  return {
    demo: rates.demo,
    today,
    scheme: life && { title: life.scheme.title, href: life.base },
    figures: keyFigures([...rates.figures, ...(life?.figures ?? []), ...(told?.figures ?? [])]),
    warnings: warnings([
      ...rates.warnings,
      ...(life?.warnings ?? []),
      ...(told?.warnings ?? []),
      ...waitingLong(actor, cases, today),
    ]),
    mine,
    decisions: mine ? cases.filter(({ sits }) => sits) : cases,
    meeting: ahead.find(({ sits }) => sits || !mine) ?? null,
  }
}

const waitingLong = (actor: Actor, cases: readonly Case[], today: string): Warning[] =>
  cases.flatMap(({ id, title, body, since }) => {
    const days = daysFrom(inParis(since).date, today)
    if (days < LONG) return []
    return {
      kind: 'decisions' as const,
      weight: days,
      title: fr`Un dossier attend depuis ${Math.floor(days / 30)} mois`,
      text: fr`« ${title} » : au tour de ${body}.`,
      href: casePath(actor, { id }),
    }
  })

/** Where a decision is read and taken. */
export const hrefOf = (actor: Actor, one: Pick<Case, 'id'>) => casePath(actor, one)
export const agendaOf = (actor: Actor, { id, bodyId }: Ahead) => meetingPath(actor, { id, body: bodyId })
