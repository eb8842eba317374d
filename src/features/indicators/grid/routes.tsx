import { text as readText } from 'node:stream/consumers'
import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, forMembers, scopeOf, type Visitor } from '#features/organisations'
import {
  baseOf,
  findScheme,
  ONE,
  PILOTS,
  pilotedBy,
  READERS,
  type Scheme,
  type SchemeSite,
  viewIn,
  within,
} from '#features/scheme'
import { savedViews } from '#features/views'
import { Refusal } from '#kernel'
import { Unavailable, type Writer } from '#platform/db'
import { bytesOf, fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import { enterValues, undoEntry } from '../values/entering.ts'
import { judgeValues, mayTake } from '../values/judging.ts'
import { refuse } from '../values/labels.ts'
import { gridAt } from './addresses.ts'
import { entered, undone } from './answers.ts'
import { GridPage } from './GridPage.tsx'
import { type GridFilter, gridOf } from './grid.ts'
import { yearsOf } from './periods.ts'
import { cellsOf, rejectedOf } from './sent.ts'

/** More than any page or paste, in bytes. */
const LARGEST = 4 << 20
const number = z.coerce.number().int().min(0).max(1e9).catch(0)
const page = z.coerce.number().int().min(1).max(9999).catch(1)
const year = z.coerce.number().int().min(1900).max(2099)
const key = z.string().regex(/^[a-z0-9-]{1,60}$/)
const uuids = z.preprocess(sent => (sent === undefined ? [] : [sent].flat()), z.array(z.uuid())).catch([])
/** What the grid is given by who mounts it. */
export type IndicatorSite = Pick<SchemeSite, 'db' | 'menu' | 'means' | 'measures'>

/** Entering values as in a spreadsheet. */
export function gridRoutes({ db, menu }: IndicatorSite): Route<Visitor>[] {
  const filterIn = async (c: Context, trx: Writer, actor: Actor, scheme: Scheme): Promise<GridFilter> => ({
    action: key.safeParse(c.req.query('fiche')).data ?? null,
    only: c.req.query('qui') === 'moi' ? new Set(await pilotedBy(trx, actor, scheme.id)) : null,
    year: year.safeParse(c.req.query('annee') || undefined).data ?? null,
    page: page.parse(c.req.query('page')),
    view: await viewIn(c, trx, actor, scheme),
  })

  async function show(c: Context, actor: Actor, more: Partial<Parameters<typeof GridPage>[0]> = {}) {
    const shown = await db.as(scopeOf(actor), async trx => {
      const framed = await within(c, trx, actor, menu)
      if (framed === null) return null
      const filter = await filterIn(c, trx, actor, framed.scheme)
      const grid = await gridOf(trx, actor, framed.scheme, filter)
      const views = await savedViews(c, trx, actor)
      return { ...framed, filter, grid, views, years: yearsOf(framed.scheme) }
    })
    if (shown === null) return null
    const entered = shown.filter.view.own ? [...shown.grid.values.values()] : []
    const drafts = entered.filter(value => mayTake('submit', value)).map(({ id }) => id)
    return <GridPage {...shown} drafts={drafts} pilots={actor.membership.roles.includes('pilot')} {...more} />
  }

  /** The scheme of the address, and that of the grid as it was asked for, with something to say; another's is not found. */
  const forScheme =
    (
      work: (
        c: Context,
        actor: Actor,
        scheme: Scheme,
        back: (more: Record<string, string>) => Response,
      ) => Promise<Response>,
    ) =>
    async (c: Context, actor: Actor) => {
      const found = await db.as(scopeOf(actor), async trx => {
        const scheme = await findScheme(trx, actor, c.req.param('code') ?? '')
        return scheme && { scheme, filter: await filterIn(c, trx, actor, scheme) }
      })
      if (found === null) return c.notFound()
      const { scheme, filter } = found
      return work(c, actor, scheme, more => thenGo(c, gridAt(baseOf(actor, scheme), filter, more)))
    }
  const again = (c: Context, actor: Actor) => async (refusal: Refusal) =>
    (await show(c, actor, { refused: refusal.message })) ?? ''
  const wantsJson = (c: Context) => c.req.header('accept') === 'application/json'

  return [
    forMembers('get', `${ONE}/saisie`, READERS, async (c, actor) => {
      const [cells, act] = [number.parse(c.req.query('enregistrees')), number.parse(c.req.query('acte'))]
      const sent = number.parse(c.req.query('transmises'))
      const html = await show(c, actor, {
        ...(cells > 0 ? { saved: { cells, act } } : {}),
        ...(sent > 0 ? { done: sentWords(sent) } : {}),
      })
      return html === null ? c.notFound() : c.html(html)
    }),
    forMembers(
      'post',
      `${ONE}/saisie`,
      PILOTS,
      forScheme(async (c, actor, scheme, back) => {
        if (wantsJson(c)) return inJson(c, async () => entered(db, actor, scheme.id, await readBody(c)))
        return submitted(
          c,
          async () => {
            const sent = new URLSearchParams(await readBody(c))
            const cells = cellsOf(sent, number.parse(sent.get('vu')))
            const done = await enterValues(db, actor, scheme.id, cells)
            const rejected = rejectedOf(cells, done)
            const saved = done.outcomes.filter(({ is }) => is === 'saved').length
            const told = done.act === null ? {} : { enregistrees: String(saved), acte: String(done.act) }
            if (rejected.size === 0) return back(told)
            const more = done.act === null ? { rejected } : { rejected, saved: { cells: saved, act: done.act } }
            return c.html(String(await show(c, actor, more)), 422)
          },
          again(c, actor),
        )
      }),
      'stream',
    ),
    forMembers(
      'post',
      `${ONE}/saisie/annulation`,
      PILOTS,
      forScheme(async (c, actor, scheme, back) => {
        const act = number.parse((await fieldsOf(c))['acte'])
        if (wantsJson(c)) return inJson(c, () => undone(db, actor, scheme.id, act))
        return submitted(
          c,
          async () => {
            const done = await undoEntry(db, actor, scheme.id, act)
            return back({ enregistrees: String(done.back.length), acte: String(done.act) })
          },
          again(c, actor),
        )
      }),
    ),
    forMembers(
      'post',
      `${ONE}/saisie/transmission`,
      PILOTS,
      forScheme(async (c, actor, scheme, back) => {
        const ids = uuids.parse((await fieldsOf(c))['valeur'])
        return submitted(
          c,
          async () => back({ transmises: String((await judgeValues(db, actor, scheme.id, 'submit', ids)).done) }),
          again(c, actor),
        )
      }),
    ),
  ]
}

const sentWords = (n: number) =>
  `${n === 1 ? 'Une valeur est transmise' : `${n} valeurs sont transmises`} pour validation\u00a0: l’onglet Indicateurs y mène qui conduit le schéma.`

/** The body of a form or of a paste, larger than a form may be elsewhere. @throws Refusal `entry-too-large` */
async function readBody(c: Context): Promise<string> {
  if (Number(c.req.header('content-length') ?? 0) > LARGEST) refuse('entry-too-large')
  let size = 0
  const counted = bytesOf(c).map((bytes: Uint8Array) => {
    size += bytes.length
    if (size > LARGEST) refuse('entry-too-large')
    return bytes
  })
  return readText(counted)
}

/** What a script asked for, or why it may not have it. */
async function inJson(c: Context, act: () => Promise<object>): Promise<Response> {
  try {
    return c.json(await act())
  } catch (error) {
    if (!(error instanceof Refusal) || error instanceof Unavailable) throw error
    return c.json({ message: error.message }, 422)
  }
}
