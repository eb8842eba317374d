import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { type View, viewOf } from '#features/discussion'
import { type Actor, forMembers, scopeOf, type Visitor } from '#features/organisations'
import type { Refusal } from '#kernel'
import { fieldsOf, type Route, type Sent, submitted, thenGo } from '#platform/http'
import { ORGANISERS, READERS } from '../access.ts'
import { documentsOf } from '../documents.tsx'
import type { Framed } from '../pages/BodyFrame.tsx'
import { bodiesOf, seatsOf } from '../seats/reading.ts'
import { type BodySite, idIn } from '../within.ts'
import { bodiesOfPerson, caseRead } from './answering.ts'
import { decideAlone, decideInMeeting } from './deciding.ts'
import { aboutCase, caseDocumentRoutes } from './documents.ts'
import { closeRound } from './ending.ts'
import { refuse } from './labels.ts'
import { tellEnd, tellRound } from './letters.ts'
import { ownRoutes } from './own-routes.tsx'
import { CasePage } from './pages/CasePage.tsx'
import { CasesPage } from './pages/CasesPage.tsx'
import { casesOf } from './reading.ts'
import { giveVoice, openRound } from './rounds.ts'
import { readVoices } from './sent.ts'
import { withdrawCase } from './submitting.ts'
import { ALL, casePath, casesPath, doneIn, ONE, ROUND } from './within.ts'

const text = z.string().catch('')
const level = z.coerce.number().int().min(0).max(8).catch(-1)
const decision = z.object({ etape: level, issue: z.enum(['accept', 'return', 'refuse']).catch('accept'), motif: text })
const inMeeting = z.object({ reunion: z.uuid().catch('00000000-0000-4000-8000-000000000000') })
const round = z.object({ etape: level, jusque: text, mots: text })
const voice = z.object({
  siege: text,
  voix: z.enum(['for', 'against', 'abstention']).nullable().catch(null),
  mots: text,
})

/** What is submitted to the bodies of an organisation, and how they answer. */
export function caseRoutes(site: BodySite): Route<Visitor>[] {
  const { db, menu, places, matters = [] } = site
  const framed = (c: Context, actor: Actor, more: { sent?: Sent; refusal?: Refusal } = {}): Framed => ({
    actor,
    space: menu?.(actor, casesPath(actor)),
    done: doneIn(c),
    ...more,
  })
  const page = async (
    c: Context,
    actor: Actor,
    more?: { sent?: Sent; refusal?: Refusal },
    view: View = viewOf(c),
  ): Promise<Child | null> => {
    const read = await db.as(scopeOf(actor), async trx => {
      const found = await caseRead(trx, actor, idIn(c, 'case'))
      return found && { ...found, place: (await places?.(trx, actor))?.get(found.asked.scope) ?? null }
    })
    if (read === null) return null
    const base = framed(c, actor, more)
    const documents = await documentsOf(site, actor, aboutCase(actor, read.asked), view)
    return <CasePage {...base} {...read} {...{ matters, documents }} done={base.done ?? view.done} />
  }
  /** What a form does, then the page of its case. @param act what was done, by the word that the address says it by */
  const acting =
    (act: (c: Context, actor: Actor, sent: Sent, id: string) => Promise<string>) =>
    async (c: Context, actor: Actor) => {
      const sent = await fieldsOf(c)
      const id = idIn(c, 'case')
      return submitted(
        c,
        async () => thenGo(c, `${casePath(actor, { id })}?fait=${await act(c, actor, sent, id)}`),
        async refusal => (await page(c, actor, { sent, refusal })) ?? refuse('case-unknown'),
      )
    }
  return [
    forMembers('get', ALL, READERS, async (c, actor) => {
      const read = await db.as(scopeOf(actor), async trx => ({
        cases: await casesOf(trx, actor, {}, 300),
        bodies: await bodiesOf(trx, actor),
        mine: bodiesOfPerson(await seatsOf(trx, actor), actor.person.id),
        placed: (await places?.(trx, actor)) ?? new Map(),
      }))
      return c.html(<CasesPage {...framed(c, actor)} {...read} matters={matters} />)
    }),
    forMembers('get', ONE, READERS, async (c, actor) => {
      const found = await page(c, actor)
      return found ? c.html(String(found)) : c.notFound()
    }),
    forMembers(
      'post',
      `${ONE}/retrait`,
      READERS,
      acting(async (_, actor, __, id) => {
        await withdrawCase(db, actor, id)
        return 'retire'
      }),
    ),
    forMembers(
      'post',
      `${ONE}/decision`,
      READERS,
      acting(async (_, actor, sent, id) => {
        const { etape, issue, motif } = decision.parse(sent)
        await decideAlone(db, actor, { case: id, level: etape, outcome: issue, reason: motif }, matters)
        return 'decide'
      }),
    ),
    forMembers(
      'post',
      `${ONE}/decision-en-reunion`,
      READERS,
      acting(async (_, actor, sent, id) => {
        const { etape, issue, motif } = decision.parse(sent)
        const { reunion } = inMeeting.parse(sent)
        const asked = {
          ...{ case: id, level: etape, outcome: issue, reason: motif },
          ...{ meeting: reunion, voices: readVoices(sent) },
        }
        await decideInMeeting(db, actor, asked, matters)
        return 'decide'
      }),
    ),
    forMembers(
      'post',
      `${ONE}/consultations`,
      ORGANISERS,
      acting(async (_, actor, sent, id) => {
        const { etape, jusque, mots } = round.parse(sent)
        await openRound(db, actor, { case: id, level: etape, until: jusque, words: mots }, tellRound(site, actor))
        return 'consultation'
      }),
    ),
    forMembers(
      'post',
      `${ROUND}/voix`,
      READERS,
      acting(async (c, actor, sent) => {
        const { siege, voix, mots } = voice.parse(sent)
        await giveVoice(db, actor, { round: idIn(c, 'round'), seat: siege, voice: voix, words: mots })
        return 'voix'
      }),
    ),
    forMembers(
      'post',
      `${ROUND}/fin`,
      ORGANISERS,
      acting(async (c, actor) =>
        (await closeRound(db, actor, idIn(c, 'round'), matters, tellEnd(site, actor))) ? 'terminee' : 'sans-suite',
      ),
    ),
    ...ownRoutes(site),
    ...caseDocumentRoutes(site, (c, actor, view) => page(c, actor, {}, view)),
  ]
}
