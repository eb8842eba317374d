import type { Context } from 'hono'
import { type Actor, allows, forMembers, scopeOf, type Visitor } from '#features/organisations'
import { parisDay, type Refusal } from '#kernel'
import type { Writer } from '#platform/db'
import { fieldsOf, type Route, type Sent, submitted, thenGo } from '#platform/http'
import { ORGANISERS, READERS } from '../access.ts'
import type { Body } from '../bodies.ts'
import { chainsWith } from '../cases/chains.ts'
import { labelOf } from '../cases/within.ts'
import { refuse } from '../labels.ts'
import { meetingsOf, nextMeetings } from '../meetings/reading.ts'
import { orientationsOf } from '../orientations/reading.ts'
import { BodiesPage } from '../pages/BodiesPage.tsx'
import type { Framed } from '../pages/BodyFrame.tsx'
import { BodyPage } from '../pages/BodyPage.tsx'
import { BodyFormPage, SeatFormPage } from '../pages/FormPages.tsx'
import { ALL, type BodySite, bodiesPath, bodyPath, doneIn, idIn, ONE } from '../within.ts'
import { readBody, readReplacement, readSeat, readSeatChange } from './fields.ts'
import { changeBody, closeBody, openBody } from './opening.ts'
import { awaitedBy, bodiesOf, membersToday, type SeatHeld, seatsOf } from './reading.ts'
import { addSeat, changeSeat, removeSeat } from './seating.ts'

interface Found {
  body: Body
  bodies: Body[]
  seats: SeatHeld[]
}
interface Refused {
  sent?: Sent
  refusal?: Refusal
}

/** Bodies and their seats: their pages, and what changes them. */
export function seatRoutes({ db, menu, places, matters = [] }: BodySite): Route<Visitor>[] {
  const framed = (c: Context, actor: Actor, more: Refused = {}): Framed => ({
    actor,
    space: menu?.(actor, bodiesPath(actor)),
    done: doneIn(c),
    ...more,
  })
  /** What is read of the body of an address; null where there is none. */
  const reading = <T,>(c: Context, actor: Actor, work: (trx: Writer, found: Found) => Promise<T>): Promise<T | null> =>
    db.as(scopeOf(actor), async trx => {
      const bodies = await bodiesOf(trx, actor)
      const body = bodies.find(({ id }) => id === c.req.param('body'))
      return body ? work(trx, { body, bodies, seats: await seatsOf(trx, actor) }) : null
    })
  /** What a body validates, as its page says it. */
  const validating = async (trx: Writer, actor: Actor, body: string) => {
    const known = (await places?.(trx, actor)) ?? new Map()
    return (await chainsWith(trx, actor, body)).map(({ scope, matter, bodies }) => ({
      label: labelOf(matters, matter),
      place: known.get(scope) ?? null,
      rank: bodies.indexOf(body) + 1,
      of: bodies.length,
    }))
  }
  const bodyPage = (c: Context, actor: Actor, more?: Refused) =>
    reading(c, actor, async (trx, found) => (
      <BodyPage
        {...framed(c, actor, more)}
        {...found}
        meetings={await meetingsOf(trx, actor, found.body.id)}
        chains={await validating(trx, actor, found.body.id)}
        orientations={await orientationsOf(trx, actor, { body: found.body.id })}
        organises={allows(ORGANISERS, actor.membership.roles)}
      />
    ))
  const bodyForm = (c: Context, actor: Actor, more?: Refused) =>
    reading(c, actor, async (_, { body }) =>
      body.open ? <BodyFormPage {...framed(c, actor, more)} body={body} /> : null,
    )
  /** The form of the seat of an address, or of one to be added. */
  const seatForm = (c: Context, actor: Actor, more?: Refused) =>
    reading(c, actor, async (trx, { body, seats }) => {
      const id = c.req.param('seat')
      const seat = seats.find(one => one.id === id && one.body === body.id)
      if (!body.open || (id !== undefined && !seat)) return null
      const of = String(more?.sent?.['substituteOf'] ?? c.req.query('supplee') ?? '')
      const holder = seats.find(one => one.id === of && one.body === body.id && one.substituteOf === null)
      const members = await membersToday(trx, actor)
      return (
        <SeatFormPage
          {...framed(c, actor, more)}
          {...{ body, members, holder, today: parisDay(new Date()) }}
          {...(seat ? { seat } : {})}
        />
      )
    })
  const shown = (page: typeof bodyPage) => async (c: Context, actor: Actor) => {
    const found = await page(c, actor)
    return found ? c.html(found) : c.notFound()
  }
  /** What a form does, then where it leads; its page again where it was refused, or that of the body. */
  const acting =
    (act: (actor: Actor, body: string, sent: Sent, c: Context) => Promise<string>, page = bodyPage) =>
    async (c: Context, actor: Actor) => {
      const sent = await fieldsOf(c)
      return submitted(
        c,
        async () => thenGo(c, await act(actor, idIn(c, 'body'), sent, c)),
        async refusal => (await page(c, actor, { sent, refusal })) ?? (await bodyPage(c, actor, { refusal })) ?? refuse('body-unknown'), // biome-ignore format: one line
      )
    }
  const opening = (c: Context, actor: Actor, more?: Refused) => <BodyFormPage {...framed(c, actor, more)} />
  const to = (actor: Actor, id: string, done: string) => `${bodyPath(actor, { id })}?fait=${done}`
  return [
    forMembers('get', ALL, READERS, async (c, actor) => {
      const page = await db.as(scopeOf(actor), async trx => (
        <BodiesPage
          {...framed(c, actor)}
          bodies={await bodiesOf(trx, actor)}
          seats={await seatsOf(trx, actor)}
          next={await nextMeetings(trx, actor, new Date())}
          awaited={await awaitedBy(trx, actor)}
          organises={allows(ORGANISERS, actor.membership.roles)}
          today={parisDay(new Date())}
        />
      ))
      return c.html(page)
    }),
    forMembers('get', `${ALL}/nouvelle`, ORGANISERS, (c, actor) => c.html(opening(c, actor))),
    forMembers('post', `${ALL}/nouvelle`, ORGANISERS, async (c, actor) => {
      const sent = await fieldsOf(c)
      return submitted(
        c,
        async () => thenGo(c, to(actor, await openBody(db, actor, readBody(sent)), 'ouverte')),
        refusal => opening(c, actor, { sent, refusal }),
      )
    }),
    forMembers('get', ONE, READERS, shown(bodyPage)),
    forMembers('get', `${ONE}/modification`, ORGANISERS, shown(bodyForm)),
    forMembers(
      'post',
      `${ONE}/modification`,
      ORGANISERS,
      acting(async (actor, body, sent) => {
        await changeBody(db, actor, body, readBody(sent))
        return to(actor, body, 'changee')
      }, bodyForm),
    ),
    forMembers(
      'post',
      `${ONE}/fermeture`,
      ORGANISERS,
      acting(async (actor, body, sent) => {
        await closeBody(db, actor, body, readReplacement(sent), matter => labelOf(matters, matter))
        return to(actor, body, 'close')
      }),
    ),
    forMembers('get', `${ONE}/sieges/nouveau`, ORGANISERS, shown(seatForm)),
    forMembers(
      'post',
      `${ONE}/sieges/nouveau`,
      ORGANISERS,
      acting(async (actor, body, sent) => {
        await addSeat(db, actor, body, readSeat(sent))
        return to(actor, body, 'siege')
      }, seatForm),
    ),
    forMembers('get', `${ONE}/sieges/:seat`, ORGANISERS, shown(seatForm)),
    forMembers(
      'post',
      `${ONE}/sieges/:seat`,
      ORGANISERS,
      acting(async (actor, body, sent, c) => {
        await changeSeat(db, actor, body, idIn(c, 'seat'), readSeatChange(sent))
        return to(actor, body, 'siege-change')
      }, seatForm),
    ),
    forMembers(
      'post',
      `${ONE}/sieges/:seat/retrait`,
      ORGANISERS,
      acting(async (actor, body, _, c) => {
        await removeSeat(db, actor, body, idIn(c, 'seat'))
        return to(actor, body, 'siege-retire')
      }),
    ),
  ]
}
