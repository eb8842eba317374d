import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { Attachments, attachingRoutes, attachmentsOf, type Host, type Subject, type View } from '#features/discussion'
import { type Actor, scopeOf, type Visitor } from '#features/organisations'
import type { Route } from '#platform/http'
import { fr, moment } from '#ui'
import { ORGANISERS, READERS } from '../access.ts'
import type { Body } from '../bodies.ts'
import { bodiesOf } from '../seats/reading.ts'
import { type BodySite, bodiesPath, idIn, MEETING, meetingPath } from '../within.ts'
import type { Meeting } from './meetings.ts'
import { meetingOf } from './reading.ts'

/** A meeting, for the files that are attached to it. */
const aboutMeeting = (actor: Actor, body: Pick<Body, 'name'>, meeting: Meeting): Subject => ({
  subject: `body/${meeting.body}/meeting/${meeting.id}`,
  title: fr`${body.name}, ${moment(meeting.startsAt)}`,
  path: meetingPath(actor, meeting),
  readers: READERS,
  writers: ORGANISERS,
})

/** The files of a meeting, for its page. */
export async function documentsOf(
  { means }: BodySite,
  actor: Actor,
  { body, meeting }: { body: Pick<Body, 'name'>; meeting: Meeting },
  view: View,
): Promise<Child> {
  if (means === undefined) return ''
  const about = aboutMeeting(actor, body, meeting)
  return <Attachments {...{ about, actor, view }} found={await attachmentsOf(means, actor, about)} />
}

/** The addresses of the files of meetings. @param page the page of the meeting of an address */
export function documentRoutes(
  { db, menu, means }: BodySite,
  page: (c: Context, actor: Actor, view: View) => Promise<Child | null>,
): Route<Visitor>[] {
  const host: Host = {
    path: MEETING,
    readers: READERS,
    writers: ORGANISERS,
    subject: (c, actor) =>
      db.as(scopeOf(actor), async trx => {
        const meeting = await meetingOf(trx, actor, idIn(c, 'body'), idIn(c, 'meeting'))
        const body = (await bodiesOf(trx, actor)).find(({ id }) => id === meeting?.body)
        return meeting && body ? aboutMeeting(actor, body, meeting) : null
      }),
    page: async (c, actor, _, view) => (await page(c, actor, view)) ?? '',
    frame: async actor => ({ space: menu?.(actor, bodiesPath(actor)) }),
  }
  return means === undefined ? [] : attachingRoutes(means, host)
}
