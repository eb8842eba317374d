import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { type View, viewOf } from '#features/discussion'
import { type Actor, allows, forMembers, type Rule, scopeOf, type Visitor } from '#features/organisations'
import { parisClock, type Refusal } from '#kernel'
import { calendarFile, calendarType } from '#platform/calendar'
import type { Writer } from '#platform/db'
import { docxOf } from '#platform/docx'
import { fieldsOf, heavy, type Route, type Sent, submitted, thenGo } from '#platform/http'
import { pdfOf } from '#platform/pdf'
import { ORGANISERS, READERS } from '../access.ts'
import { documentsOf } from '../documents.tsx'
import { refuse } from '../labels.ts'
import { AttendancePage, MinutesPage } from '../pages/AfterwardsPages.tsx'
import type { Framed } from '../pages/BodyFrame.tsx'
import { ItemFormPage, MeetingFormPage } from '../pages/MeetingForms.tsx'
import { MeetingPage } from '../pages/MeetingPage.tsx'
import { bodiesOf } from '../seats/reading.ts'
import { type BodySite, bodiesPath, doneIn, idIn, MEETING, meetingPath, ONE } from '../within.ts'
import { addItem, casesFor, changeItem, removeItem } from './agenda.ts'
import { recordAttendance } from './attending.ts'
import { calledTo, convene } from './convening.ts'
import { aboutMeeting, meetingDocumentRoutes } from './documents.ts'
import { factsOf, type MeetingFacts } from './facts.ts'
import { readAgenda, readItem, readMeeting, readMinutes, readReason } from './fields.ts'
import { eventOf } from './letters.ts'
import { writeMinutes } from './minutes.ts'
import { minutesPaper } from './paper.ts'
import { cancelMeeting, changeMeeting, enterMeeting, planMeeting } from './planning.ts'

interface Refused {
  sent?: Sent
  refusal?: Refusal
}
type Page = (c: Context, actor: Actor, more?: Refused) => Promise<Child | null>

const FORMATS = {
  pdf: { type: 'application/pdf', write: pdfOf },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', write: docxOf },
} as const

/** The meetings of bodies: their pages, and what moves them. */
export function meetingRoutes(site: BodySite): Route<Visitor>[] {
  const { db, menu, url } = site
  const framed = (c: Context, actor: Actor, more: Refused = {}): Framed => ({
    actor,
    space: menu?.(actor, bodiesPath(actor)),
    done: doneIn(c),
    ...more,
  })
  /** What is read of the meeting of an address; null where there is none. */
  const reading = <T,>(c: Context, actor: Actor, work: (trx: Writer, facts: MeetingFacts) => Promise<T>) =>
    db.as(scopeOf(actor), async trx => {
      const facts = await factsOf(trx, actor, idIn(c, 'body'), idIn(c, 'meeting'))
      return facts && work(trx, facts)
    })
  const meetingPage = async (
    c: Context,
    actor: Actor,
    more?: Refused,
    view: View = viewOf(c),
  ): Promise<Child | null> => {
    const facts = await reading(c, actor, async (_, found) => found)
    if (facts === null) return null
    const day = parisClock(facts.meeting.startsAt).day
    const people = calledTo(facts.seats, day)
    const without = facts.seats.filter(({ email, gone }) => email === null && !gone).length
    const base = framed(c, actor, more)
    return (
      <MeetingPage
        {...base}
        {...{ facts, called: { people: people.length, without }, now: new Date() }}
        done={base.done ?? view.done}
        organises={allows(ORGANISERS, actor.membership.roles)}
        documents={await documentsOf(site, actor, aboutMeeting(actor, facts.body, facts.meeting), view)}
      />
    )
  }
  const planning =
    (past: boolean): Page =>
    (c, actor, more) =>
      db.as(scopeOf(actor), async trx => {
        const body = (await bodiesOf(trx, actor)).find(({ id, open }) => open && id === idIn(c, 'body'))
        return body ? <MeetingFormPage {...framed(c, actor, more)} {...{ body, past }} /> : null
      })
  /** A form under a meeting of an open body that is not cancelled. */
  const form =
    (
      draw: (frame: Framed, facts: MeetingFacts, trx: Writer, c: Context) => Child | null | Promise<Child | null>,
    ): Page =>
    (c, actor, more) =>
      reading(c, actor, async (trx, facts) =>
        facts.body.open && facts.meeting.state !== 'cancelled' ? draw(framed(c, actor, more), facts, trx, c) : null,
      )
  const moving = form((frame, facts) => <MeetingFormPage {...frame} facts={facts} body={facts.body} />)
  const attendance = form((frame, facts) => <AttendancePage {...frame} facts={facts} />)
  const minutes = form((frame, facts) => <MinutesPage {...frame} facts={facts} />)
  const item = form(async (frame, facts, trx, c) => {
    const id = c.req.param('item')
    const found = facts.items.find(one => one.id === id)
    if (id !== undefined && !found) return null
    const cases = await casesFor(trx, frame.actor, facts.body.id)
    return <ItemFormPage {...frame} {...{ facts, cases }} {...(found ? { item: found } : {})} />
  })

  const shown = (path: string, rule: Rule, page: Page) =>
    forMembers('get', path, rule, async (c, actor) => {
      const found = await page(c, actor)
      return found ? c.html(String(found)) : c.notFound()
    })
  interface Asked {
    c: Context
    actor: Actor
    body: string
    meeting: string
    sent: Sent
  }
  /** What a form does, and the word of what was done, on the page of the meeting; its page again where it was refused. */
  const acting = (path: string, act: (asked: Asked) => Promise<string>, page: Page = meetingPage) =>
    forMembers('post', path, ORGANISERS, async (c, actor) => {
      const [body, meeting, sent] = [idIn(c, 'body'), idIn(c, 'meeting'), await fieldsOf(c)]
      return submitted(
        c,
        async () => {
          const done = await act({ c, actor, body, meeting, sent })
          return thenGo(c, done.includes('/') ? done : `${meetingPath(actor, { id: meeting, body })}?fait=${done}`)
        },
        async refusal =>
          (await page(c, actor, { sent, refusal })) ??
          (await meetingPage(c, actor, { refusal })) ??
          refuse('meeting-unknown'),
      )
    })

  return [
    shown(`${ONE}/reunions/nouvelle`, ORGANISERS, planning(false)),
    shown(`${ONE}/reunions/deja-tenue`, ORGANISERS, planning(true)),
    acting(
      `${ONE}/reunions/deja-tenue`,
      async ({ actor, body, sent }) => {
        const id = await enterMeeting(db, actor, body, readMeeting(sent), readAgenda(sent))
        return `${meetingPath(actor, { id, body })}/presences?fait=inscrite`
      },
      planning(true),
    ),
    acting(
      `${ONE}/reunions/nouvelle`,
      async ({ actor, body, sent }) => {
        const id = await planMeeting(db, actor, body, readMeeting(sent))
        return `${meetingPath(actor, { id, body })}?fait=prevue`
      },
      planning(false),
    ),
    forMembers('get', `${MEETING}/reunion.ics`, READERS, async (c, actor) => {
      const facts = await reading(c, actor, async (_, found) => found)
      if (facts === null) return c.notFound()
      const { meeting, body, items } = facts
      const event = eventOf(meeting, body, items, url + meetingPath(actor, meeting))
      return c.body(calendarFile(event), 200, {
        'content-type': calendarType(event),
        'content-disposition': `attachment; filename="reunion-${parisClock(meeting.startsAt).day}.ics"`,
      })
    }),
    shown(`${MEETING}/modification`, ORGANISERS, moving),
    acting(
      `${MEETING}/modification`,
      async ({ actor, body, meeting, sent }) => {
        const called = await changeMeeting(site, actor, body, meeting, readMeeting(sent))
        return called ? 'deplacee' : 'prevue-changee'
      },
      moving,
    ),
    acting(`${MEETING}/annulation`, async ({ actor, body, meeting, sent }) => {
      await cancelMeeting(site, actor, body, meeting, readReason(sent).words)
      return 'annulee'
    }),
    acting(`${MEETING}/convocation`, async ({ actor, body, meeting }) => {
      await convene(site, actor, body, meeting)
      return 'convoquee'
    }),
    acting(`${MEETING}/rappel`, async ({ actor, body, meeting }) => {
      await convene(site, actor, body, meeting, true)
      return 'reconvoquee'
    }),
    shown(`${MEETING}/points/nouveau`, ORGANISERS, item),
    acting(
      `${MEETING}/points/nouveau`,
      async ({ actor, body, meeting, sent }) => {
        await addItem(db, actor, body, meeting, readItem(sent))
        return 'point'
      },
      item,
    ),
    shown(`${MEETING}/points/:item`, ORGANISERS, item),
    acting(
      `${MEETING}/points/:item`,
      async ({ c, actor, body, meeting, sent }) => {
        await changeItem(db, actor, { body, meeting, item: idIn(c, 'item') }, readItem(sent))
        return 'point'
      },
      item,
    ),
    acting(`${MEETING}/points/:item/retrait`, async ({ c, actor, body, meeting }) => {
      await removeItem(db, actor, { body, meeting, item: idIn(c, 'item') })
      return 'point-retire'
    }),
    shown(`${MEETING}/presences`, ORGANISERS, attendance),
    acting(
      `${MEETING}/presences`,
      async ({ actor, body, meeting, sent }) => {
        await recordAttendance(db, actor, body, meeting, sent)
        return 'presences'
      },
      attendance,
    ),
    shown(`${MEETING}/compte-rendu`, ORGANISERS, minutes),
    acting(
      `${MEETING}/compte-rendu`,
      async ({ actor, body, meeting, sent }) => {
        await writeMinutes(db, actor, body, meeting, readMinutes(sent))
        return 'compte-rendu'
      },
      minutes,
    ),
    heavy(
      forMembers('get', `${MEETING}/compte-rendu/:format`, READERS, async (c, actor) => {
        const format = (['pdf', 'docx'] as const).find(name => name === c.req.param('format'))
        const facts = format ? await reading(c, actor, async (_, found) => found) : null
        if (!format || facts?.meeting.state !== 'held') return c.notFound()
        const { type, write } = FORMATS[format]
        return c.body((await write(minutesPaper(facts, actor))) as Uint8Array<ArrayBuffer>, 200, {
          'content-type': type,
          'content-disposition': `attachment; filename="compte-rendu-${parisClock(facts.meeting.startsAt).day}.${format}"`,
        })
      }),
    ),
    shown(MEETING, READERS, meetingPage),
    ...meetingDocumentRoutes(site, (c, actor, view) => meetingPage(c, actor, {}, view)),
  ]
}
