import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, forMembers, scopeOf, type Visitor } from '#features/organisations'
import { baseOf, LEADERS, within } from '#features/scheme'
import { fieldsOf, type Route, submitted, thenGo } from '#platform/http'
import { changeContracts, chooseContract, readChoice, type Sought, WITH } from './bilan/choosing.ts'
import { onlyNothing } from './bilan/publishing.ts'
import { shifted } from './bilan/sections.ts'
import { ChoicePage } from './pages/ChoicePage.tsx'
import { type ReportSite, YEAR } from './site.ts'

const word = z.string().trim().max(200).catch('')
const search = z.object({
  q: word.default(''),
  avec: z.enum(['', ...(Object.keys(WITH) as (keyof typeof WITH)[])]).catch(''),
  acheteur: word.default(''),
  page: z.coerce.number().int().min(1).max(500).catch(1),
})
const gesture = z.object({
  retenir: z.string().max(60).optional(),
  retirer: z.string().max(60).optional(),
  monter: z.string().max(60).optional(),
  descendre: z.string().max(60).optional(),
})

/** What was just done, by the word in the address. */
const DONE: Record<string, string> = {
  retenu: 'Le marché est retenu.',
  retire: 'Le marché n’est plus retenu.',
  ordre: 'L’ordre est changé.',
}

/** Which contracts the bilan of a year tells, for who prepares it. */
export function choiceRoutes({ db, menu }: ReportSite): Route<Visitor>[] {
  const yearIn = (c: Context) => Number(c.req.param('year'))
  const codeIn = (c: Context) => c.req.param('code') ?? ''

  const drawn = async (c: Context, actor: Actor, sought: Sought, refused?: string) => {
    const frame = await db.as(scopeOf(actor), trx => within(c, trx, actor, menu))
    const choice = frame && (await readChoice(db, actor, frame.scheme, yearIn(c), sought).catch(onlyNothing))
    if (!frame || !choice) return null
    const done = DONE[c.req.query('fait') ?? '']
    return String(await (<ChoicePage {...{ ...frame, choice, done, refused }} />))
  }
  /** Does what a button says: the word for what was done, and where to look after it. */
  const act = async (c: Context, actor: Actor, asked: z.infer<typeof gesture>): Promise<[string, string]> => {
    const { retenir, retirer, monter, descendre } = asked
    const of = [db, actor, codeIn(c), yearIn(c)] as const
    if (retenir) {
      await chooseContract(...of, retenir)
      return ['retenu', '']
    }
    if (retirer) {
      await changeContracts(...of, all => all.filter(one => one !== retirer))
      return ['retire', '']
    }
    const moved = monter ?? descendre
    if (!moved) return ['', '']
    await changeContracts(...of, all => shifted(all, moved, monter ? -1 : 1))
    return ['ordre', `#${monter ? 'monter' : 'descendre'}-${moved}`]
  }

  return [
    forMembers('get', `${YEAR}/marches`, LEADERS, async (c, actor) => {
      const page = await drawn(c, actor, search.parse(c.req.query()))
      return page === null ? c.notFound() : c.html(page)
    }),
    forMembers('post', `${YEAR}/marches`, LEADERS, async (c, actor) => {
      const fields = await fieldsOf(c)
      const sought = search.parse(fields)
      return submitted(
        c,
        async () => {
          const [fait, at] = await act(c, actor, gesture.parse(fields))
          const { page, ...asked } = sought
          const kept = Object.entries({ fait, ...asked, page: page > 1 ? String(page) : '' }).filter(
            ([, value]) => value,
          )
          return thenGo(
            c,
            `${baseOf(actor, { code: codeIn(c) })}/bilans/${yearIn(c)}/marches?${new URLSearchParams(kept)}${at}`,
          )
        },
        async refusal => (await drawn(c, actor, sought, refusal.message)) ?? refusal.message,
      )
    }),
  ]
}
