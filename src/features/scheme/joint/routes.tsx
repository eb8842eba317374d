import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, allows, forMembers, scopeOf, type Visitor } from '#features/organisations'
import type { Refusal } from '#kernel'
import type { Writer } from '#platform/db'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import { LEADERS, PILOTS, READERS } from '../access.ts'
import { marksOf, readEdit } from '../pages/reading.ts'
import { baseOf, type Framed, schemesOf } from '../pages/SchemeFrame.tsx'
import { type Edit, EditedMeanwhile } from '../text/merging.ts'
import { leads } from '../text/parts.ts'
import { KEY, ONE, type SchemeSite, within } from '../within.ts'
import { offersTo, organisationsNamed, sharersOf, sharingOf } from './buyers.tsx'
import { answerOffer, dropBuyer, endBuyer, inviteBuyer, leaveScheme } from './joining.ts'
import { ownMarksOf, sayOwnMarks } from './marks.ts'
import { BuyersPage } from './pages/BuyersPage.tsx'
import { EndPage } from './pages/EndPage.tsx'
import { MARKS, MarksPage } from './pages/MarksPage.tsx'
import { OfferPage } from './pages/OfferPage.tsx'

const text = z.string().max(300).catch('')

/** Sharing a scheme with other buyers: who they are, inviting them, answering, leaving; and the marks of each. */
export function jointRoutes({ db, menu }: SchemeSite): Route<Visitor>[] {
  const codeIn = (c: Context) => c.req.param('code') ?? ''
  const reading = <T,>(c: Context, actor: Actor, work: (framed: Framed, trx: Writer) => Promise<T>) =>
    db.as(scopeOf(actor), async trx => {
      const framed = await within(c, trx, actor, menu)
      return framed && work(framed, trx)
    })

  const buyers = (c: Context, actor: Actor, refusal?: Refusal) =>
    reading(c, actor, async (framed, trx) => {
      const { scheme } = framed
      const sharers = await sharersOf(trx, scheme.id)
      const live = new Set(sharers.flatMap(one => (['left', 'unanswered'].includes(sharingOf(one)) ? [] : [one.siren])))
      const may = allows(LEADERS, actor.membership.roles)
      const asked = text.parse(c.req.query('q')).trim()
      const conducts = may && leads(actor, scheme)
      return (
        <BuyersPage
          {...framed}
          sharers={sharers}
          unshared={scheme.buyers.filter(({ siren }) => !live.has(siren))}
          leads={conducts}
          leaves={may && !leads(actor, scheme)}
          asked={asked}
          found={conducts && asked !== '' ? await organisationsNamed(trx, asked) : []}
          refused={refusal?.message}
        />
      )
    })
  const offer = (c: Context, actor: Actor, refusal?: Refusal) =>
    db.as(scopeOf(actor), async trx => {
      const [found] = await offersTo(trx, actor, codeIn(c))
      if (!found && !refusal) return null
      const space = menu?.(actor, schemesOf(actor))
      return <OfferPage {...{ actor, space }} offer={found ?? null} refused={found && refusal?.message} />
    })
  const ending = (c: Context, actor: Actor) =>
    reading(c, actor, async (framed, trx) => {
      const sharers = await sharersOf(trx, framed.scheme.id)
      const id = c.req.param('id')
      const found = sharers.find(one =>
        id === undefined
          ? one.organisation === actor.membership.organisation.id && one.endedAt === null
          : one.id === id,
      )
      if (!found || found.leads || sharingOf(found) !== 'in' || (id !== undefined && !leads(actor, framed.scheme)))
        return null
      const base = baseOf(actor, framed.scheme)
      return id === undefined ? (
        <EndPage {...framed} buyer={null} action={`${base}/depart`} />
      ) : (
        <EndPage {...framed} buyer={found.name} action={`${base}/acheteurs/${id}/fin`} />
      )
    })
  const marks = (c: Context, actor: Actor, sent?: Edit, refusal?: Refusal) =>
    reading(c, actor, async (framed, trx) => {
      const found = await ownMarksOf(trx, actor, framed.scheme, c.req.param('key') ?? '')
      if (found === null) return null
      const { key, content } = found.indicator
      const conflicts = refusal instanceof EditedMeanwhile ? refusal.conflicts : []
      return (
        <MarksPage
          {...framed}
          indicator={{ key, code: String(content['code'] ?? ''), label: String(content['label'] ?? '') }}
          content={{ ...found.said, ...sent?.fields }}
          marks={sent && conflicts.length === 0 ? sent.marks : marksOf(MARKS, found.said)}
          conflicts={conflicts}
          refused={refusal?.message}
        />
      )
    })

  const shown = async (c: Context, page: ReturnType<typeof buyers | typeof offer>) => {
    const html = await page
    return html === null ? c.notFound() : c.html(html)
  }
  /** The page again with what was refused; nothing is told of a scheme that is not the actor’s. */
  const again = (page: (refusal: Refusal) => Promise<unknown>) => async (refusal: Refusal) => {
    const html = await page(refusal)
    if (html === null) throw refusal
    return html as never
  }
  const acting = (
    path: string,
    done: (actor: Actor, code: string) => string,
    act: (actor: Actor, c: Context, code: string) => Promise<void>,
    page: (c: Context, actor: Actor, refusal: Refusal) => Promise<unknown> = buyers,
  ) =>
    forMembers('post', ONE + path, LEADERS, (c, actor) =>
      submitted(
        c,
        async () => {
          await act(actor, c, codeIn(c))
          return thenGo(c, done(actor, codeIn(c)))
        },
        again(refusal => page(c, actor, refusal)),
      ),
    )
  const listed = (word: string) => (actor: Actor, code: string) => `${baseOf(actor, { code })}/acheteurs?fait=${word}`
  const gone = (word: string) => (actor: Actor) => `${schemesOf(actor)}?fait=${word}`
  const sirenIn = async (c: Context) => text.parse((await fieldsOf(c))['siren'])

  return [
    forMembers('get', `${ONE}/acheteurs`, READERS, (c, actor) => shown(c, buyers(c, actor))),
    acting('/acheteurs', listed('invite'), async (actor, c, code) => inviteBuyer(db, actor, code, await sirenIn(c))),
    acting('/acheteurs/retrait', listed('retire'), async (actor, c, code) =>
      dropBuyer(db, actor, code, await sirenIn(c)),
    ),
    forMembers('get', `${ONE}/acheteurs/:id/fin`, LEADERS, (c, actor) => shown(c, ending(c, actor))),
    acting('/acheteurs/:id/fin', listed('fin'), (actor, c, code) => endBuyer(db, actor, code, c.req.param('id') ?? '')),
    forMembers('get', `${ONE}/depart`, LEADERS, (c, actor) => shown(c, ending(c, actor))),
    acting('/depart', gone('quitte'), (actor, _, code) => leaveScheme(db, actor, code)),
    forMembers('get', `${ONE}/invitation`, LEADERS, (c, actor) => shown(c, offer(c, actor))),
    acting(
      '/invitation/acceptation',
      (actor, code) => `${baseOf(actor, { code })}?fait=rejoint`,
      (actor, _, code) => answerOffer(db, actor, code, true),
      offer,
    ),
    acting('/invitation/refus', gone('decline'), (actor, _, code) => answerOffer(db, actor, code, false), offer),
    forMembers('get', `${ONE}/parties/${KEY}/reperes`, PILOTS, (c, actor) => shown(c, marks(c, actor))),
    forMembers('post', `${ONE}/parties/${KEY}/reperes`, PILOTS, async (c, actor) => {
      const edit = readEdit(MARKS, await fieldsOf(c))
      const [code, key] = [codeIn(c), c.req.param('key') ?? '']
      return submitted(
        c,
        async () => {
          await sayOwnMarks(db, actor, code, key, edit)
          return thenGo(c, `${baseOf(actor, { code })}/indicateurs/${key}?fait=reperes`)
        },
        again(refusal => marks(c, actor, edit, refusal)),
      )
    }),
  ]
}
