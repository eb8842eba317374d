import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, forMembers, scopeOf, type Visitor } from '#features/organisations'
import type { Refusal } from '#kernel'
import { fieldsOf, type Route, type Sent, submitted, thenGo } from '#platform/http'
import { ORGANISERS } from '../access.ts'
import { factsOf } from '../meetings/facts.ts'
import { type BodySite, bodiesPath, idIn, MEETING } from '../within.ts'
import { refuse } from './labels.ts'
import { decideOfItself, offeredIn } from './own.ts'
import { OwnPage } from './pages/OwnPage.tsx'
import { readVoices } from './sent.ts'
import { casePath } from './within.ts'

const AT = `${MEETING}/decisions/nouvelle`
const text = z.string().catch('')
const own = z.object({
  formulaire: z.uuid().catch(() => randomUUID()),
  objet: text,
  intitule: text,
  texte: text,
  issue: z.enum(['accept', 'refuse']).catch('accept'),
  motif: text,
})

/** Recording what a body decided of itself, from the meeting where it did. */
export function ownRoutes({ db, menu, matters = [] }: BodySite): Route<Visitor>[] {
  const page = (c: Context, actor: Actor, more: { sent?: Sent; refusal?: Refusal } = {}) =>
    db.as(scopeOf(actor), async trx => {
      const facts = await factsOf(trx, actor, idIn(c, 'body'), idIn(c, 'meeting'))
      if (!facts?.body.open || facts.meeting.state !== 'held') return null
      return (
        <OwnPage
          {...{ actor, facts, space: menu?.(actor, bodiesPath(actor)), ...more }}
          offered={await offeredIn(trx, actor, matters)}
          form={more.sent ? own.parse(more.sent).formulaire : randomUUID()}
        />
      )
    })
  return [
    forMembers('get', AT, ORGANISERS, async (c, actor) => {
      const found = await page(c, actor)
      return found ? c.html(found) : c.notFound()
    }),
    forMembers('post', AT, ORGANISERS, async (c, actor) => {
      const sent = await fieldsOf(c)
      return submitted(
        c,
        async () => {
          const { formulaire, objet, intitule, texte, issue, motif } = own.parse(sent)
          const said = {
            about: objet || null,
            form: formulaire,
            title: intitule,
            words: texte,
            outcome: issue,
            reason: motif,
          }
          const where = { body: idIn(c, 'body'), meeting: idIn(c, 'meeting'), voices: readVoices(sent) }
          const id = await decideOfItself(db, actor, { ...said, ...where }, matters)
          return thenGo(c, `${casePath(actor, { id })}?fait=inscrite`)
        },
        async refusal => (await page(c, actor, { sent, refusal })) ?? refuse('meeting-unknown'),
      )
    }),
  ]
}
