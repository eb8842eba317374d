import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, allows, forMembers, type Visitor } from '#features/organisations'
import { baseOf, buyersOf, type CoverSent, coverSent, documentOf, LEADERS, pageReader, READERS, shown, viewOf } from '#features/scheme' // biome-ignore format: one line
import type { Refusal } from '#kernel'
import { fieldsOf, heavy, type Route, type Sent, submitted, thenGo } from '#platform/http'
import { writeText } from '../bilan/writing.ts'
import { refuse } from '../labels.ts'
import { readSheets } from '../sheets/facts.ts'
import { fileAnswer, sheetAnswer, sheetFormat, WITH_TABLES } from '../sheets/files.ts'
import type { ReportSite } from '../site.ts'
import { yearOfEdition } from './choosing.ts'
import { NextEditionPage } from './NextEditionPage.tsx'
import { suggested } from './next-text.ts'
import { prepareNext, readPreparing } from './preparing.ts'
import { RenewalPage, RenewalPartPage, type Renewed, type SentText } from './RenewalPage.tsx'
import { isPart, PARTS, readRenewal } from './renewal.ts'
import { joinedTo, renewalPackage } from './renewal-package.ts'
import { renewalPaper } from './renewal-paper.ts'
import { codeIn, doneIn, RENEWED, renewedPath } from './site.ts'

const text = z.object({ texte: z.string().catch(''), vu: z.coerce.number().int().min(0).catch(0) })
const ticked = z.preprocess(sent => (sent === undefined ? [] : [sent].flat()), z.array(z.string().max(60)).max(2000)).catch([]) // biome-ignore format: one line
const wanted = z.object({ sans: ticked, reprendre: ticked })

/** Renewing an edition: its file, the package of the assembly, the next edition. */
export function renewalRoutes(site: ReportSite): Route<Visitor>[] {
  const { db } = site
  const reading = pageReader(site)
  const leads = (actor: Actor) => allows(LEADERS, actor.membership.roles)

  const read = (c: Context, actor: Actor) =>
    reading(c, actor, async (trx, framed): Promise<Renewed> => {
      const renewal = await readRenewal(trx, actor, framed.scheme)
      return {
        ...framed,
        done: doneIn(c),
        renewal,
        paper: renewalPaper(renewal, joinedTo(renewal)),
        leads: leads(actor),
        prepares: leads(actor) && framed.scheme.organisation === actor.membership.organisation.id,
      }
    })
  const page = async (c: Context, actor: Actor, sent?: SentText) => {
    const props = await read(c, actor)
    return props && <RenewalPage {...props} sent={sent} />
  }
  const nextPage = (c: Context, actor: Actor, again?: { sent: Sent; refusal: Refusal }) =>
    reading(c, actor, async (trx, framed) => {
      const preparing = await readPreparing(trx, actor, framed.scheme)
      const proposed = [...preparing.advised].flatMap(([key, { recommendation }]) => (recommendation === 'leave' ? [key] : [])) // biome-ignore format: one line
      const asked = again && wanted.parse(again.sent)
      const sent: CoverSent = again ? coverSent.parse(again.sent) : suggested(preparing.document)
      return (
        <NextEditionPage
          {...framed}
          {...{ preparing, sent }}
          refused={again?.refusal.message}
          without={asked?.sans ?? proposed}
          fromValues={asked ? asked.reprendre.includes('valeurs') : true}
        />
      )
    })

  return [
    heavy(forMembers('get', RENEWED, READERS, (c, actor) => shown(c, page(c, actor)))),
    heavy(
      forMembers('get', `${RENEWED}/parties/:chapter{[a-z0-9][a-z0-9.-]*}`, READERS, async (c, actor) => {
        const props = await read(c, actor)
        const drawn = props && RenewalPartPage({ ...props, name: c.req.param('chapter') ?? '' })
        return drawn ? c.html(drawn) : c.notFound()
      }),
    ),
    heavy(
      forMembers('get', `${RENEWED}/fichiers/:format`, READERS, async (c, actor) => {
        const format = sheetFormat(c, WITH_TABLES)
        const props = format && (await read(c, actor))
        if (!format || !props) return c.notFound()
        return sheetAnswer(c, format, `${codeIn(c)}-renouvellement`, props.paper)
      }),
    ),
    heavy(
      forMembers('get', `${RENEWED}/dossier.zip`, LEADERS, async (c, actor) => {
        const found = await reading(c, actor, async (trx, { scheme }) => {
          const renewal = await readRenewal(trx, actor, scheme)
          const next = renewal.next?.scheme
          if (!next) return { renewal, following: null }
          const buyers = await buyersOf(trx, next.id)
          const view = viewOf(actor, buyers, null)
          return { renewal, following: await readSheets(trx, actor, next, await documentOf(trx, next), view) }
        })
        if (found === null) return c.notFound()
        const { renewal, following } = found
        return fileAnswer(c, `${codeIn(c)}-renouvellement.zip`, 'application/zip', await renewalPackage(renewal, following)) // biome-ignore format: one line
      }),
    ),
    forMembers('post', `${RENEWED}/textes/:part`, LEADERS, async (c, actor) => {
      const part = c.req.param('part')
      if (!isPart(part)) return c.notFound()
      const { texte, vu } = text.parse(await fieldsOf(c))
      return submitted(
        c,
        async () => {
          const scheme = (await reading(c, actor, async (_, framed) => framed.scheme)) ?? refuse('scheme-unknown')
          const said = { part: PARTS[part].kept, words: texte, seen: vu }
          await writeText(db, actor, scheme.code, yearOfEdition(scheme), said)
          return thenGo(c, `${renewedPath(actor, scheme)}?fait=texte#${part}`)
        },
        async refusal => {
          const again = await page(c, actor, { part, words: texte, refusal })
          if (again === null) throw refusal
          return again
        },
      )
    }),
    forMembers('get', `${RENEWED}/suivante`, LEADERS, (c, actor) => shown(c, nextPage(c, actor))),
    forMembers('post', `${RENEWED}/suivante`, LEADERS, async (c, actor) => {
      const sent = await fieldsOf(c)
      return submitted(
        c,
        async () => {
          const { sans, reprendre } = wanted.parse(sent)
          const asked = { without: new Set(sans), fromValues: reprendre.includes('valeurs') }
          const code = await prepareNext(db, actor, codeIn(c), coverSent.parse(sent), asked)
          return thenGo(c, `${baseOf(actor, { code })}?fait=copie`)
        },
        async refusal => {
          const again = await nextPage(c, actor, { sent, refusal })
          if (again === null) throw refusal
          return again
        },
      )
    }),
  ]
}
