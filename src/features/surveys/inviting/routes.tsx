import type { Context } from 'hono'
import { type Actor, forMembers, scopeOf, type Visitor } from '#features/organisations'
import type { Refusal } from '#kernel'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import { count, fr } from '#ui'
import { SURVEYORS } from '../access.ts'
import type { Framing } from '../framing.ts'
import type { Means } from '../life.ts'
import { pathOf } from '../pages/frame.ts'
import { InvitationsPage } from '../pages/InvitationsPage.tsx'
import { followedOf, surveyById } from '../reading.ts'
import { idIn } from '../sent.ts'
import { invite, readAddresses, remind } from './inviting.ts'

const AT = '/enquetes/:id/invitations'
const nIn = (c: Context, name: string) => /^\d{1,6}$/.exec(c.req.query(name) ?? '')?.[0]

function doneIn(c: Context): string | undefined {
  const [invited, reminded] = [nIn(c, 'invitees'), nIn(c, 'relancees')]
  if (invited !== undefined) return fr`${count(Number(invited), 'personne invitée', 'personnes invitées')} de plus.`
  return reminded === undefined ? undefined : fr`La relance part vers ${count(Number(reminded), 'personne')}.`
}

/** Who is invited to a survey, and what reminds them. */
export function invitingRoutes(means: Means, framing: Framing): Route<Visitor>[] {
  const { db } = means
  async function page(c: Context, actor: Actor, more: { refusal?: Refusal; sent?: string } = {}) {
    const organisation = actor.membership.organisation.id
    const found = await db.as(scopeOf(actor), async trx => {
      const told = await surveyById(trx, organisation, idIn(c))
      return told && { survey: told.survey, followed: await followedOf(trx, organisation, idIn(c)) }
    })
    return found && <InvitationsPage {...(await framing.framed(actor))} {...found} {...more} done={doneIn(c)} />
  }
  const does = (path: string, act: (actor: Actor, id: string, sent: string) => Promise<string>) =>
    forMembers('post', AT + path, SURVEYORS, async (c, actor) => {
      const { adresses } = await fieldsOf(c)
      const sent = typeof adresses === 'string' ? adresses : ''
      return submitted(
        c,
        async () => thenGo(c, `${pathOf(actor, { id: idIn(c) })}/invitations?${await act(actor, idIn(c), sent)}`),
        async refusal => (await page(c, actor, { refusal, sent })) ?? '',
      )
    })
  return [
    forMembers('get', AT, SURVEYORS, async (c, actor) => {
      const shown = await page(c, actor)
      return shown === null ? c.notFound() : c.html(shown)
    }),
    does('', async (actor, id, sent) => `invitees=${await invite(means, actor, id, readAddresses(sent))}`),
    does('/relance', async (actor, id) => `relancees=${await remind(means, actor, id)}`),
  ]
}
