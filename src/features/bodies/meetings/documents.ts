import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Subject, View } from '#features/discussion'
import type { Actor } from '#features/organisations'
import { fr, moment } from '#ui'
import type { Body } from '../bodies.ts'
import { documented, documentRoutes } from '../documents.tsx'
import { bodiesOf } from '../seats/reading.ts'
import { type BodySite, bodiesPath, idIn, MEETING, meetingPath } from '../within.ts'
import type { Meeting } from './meetings.ts'
import { meetingOf } from './reading.ts'

/** A meeting, for the files that are attached to it. */
export const aboutMeeting = (actor: Actor, body: Pick<Body, 'name'>, meeting: Meeting): Subject =>
  documented({
    subject: `body/${meeting.body}/meeting/${meeting.id}`,
    title: fr`${body.name}, ${moment(meeting.startsAt)}`,
    path: meetingPath(actor, meeting),
  })

/** The addresses of the files of meetings. @param page the page of the meeting of an address */
export const meetingDocumentRoutes = (
  site: BodySite,
  page: (c: Context, actor: Actor, view: View) => Promise<Child | null>,
) =>
  documentRoutes(site, {
    ...{ path: MEETING, page, list: bodiesPath },
    async find(c, trx, actor) {
      const meeting = await meetingOf(trx, actor, idIn(c, 'body'), idIn(c, 'meeting'))
      const body = (await bodiesOf(trx, actor)).find(({ id }) => id === meeting?.body)
      return meeting && body ? aboutMeeting(actor, body, meeting) : null
    },
  })
