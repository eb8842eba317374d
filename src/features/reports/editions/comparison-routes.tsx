import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, allows, forMembers, type Visitor } from '#features/organisations'
import { LEADERS, pageReader, READERS, shown } from '#features/scheme'
import { fieldsOf, heavy, type Route, submitted, thenGo } from '#platform/http'
import { refuse } from '../labels.ts'
import { sheetAnswer, sheetFormat, WITH_TABLES } from '../sheets/files.ts'
import type { ReportSite } from '../site.ts'
import { type Compared, ComparisonPage, ComparisonPartPage } from './ComparisonPage.tsx'
import { matchActions, type Said } from './choosing.ts'
import { comparisonPaper } from './comparison-paper.ts'
import { formerOf, inOrder, nextOf, othersOf, textOf } from './editions.ts'
import { readComparison } from './reading.ts'
import { COMPARED, codeIn, comparedPath, doneIn, OWN_VERSIONS } from './site.ts'

const key = z.string().regex(/^[a-z0-9-]{1,60}$/)
const match = z.object({ avec: z.string().max(40).catch(''), action: key, suite: z.string().max(80).catch('') })

/** What a form says of the sequel of an action. */
function saidIn({ action, suite }: z.infer<typeof match>): Said {
  if (suite === 'regles') return { action, forget: true }
  if (suite === 'aucune') return { action, sequel: null }
  const [, sequel] = /^action:(.+)$/.exec(suite) ?? []
  return sequel ? { action, sequel } : refuse('action-unknown')
}

/** Comparing editions of a scheme: its pages, its files, which actions are the same. */
export function comparisonRoutes(site: ReportSite): Route<Visitor>[] {
  const { db } = site
  const reading = pageReader(site)
  /** What the address asks to be compared: another scheme, its own versions, or the edition that it goes on with, or that goes on with it. */
  const read = (c: Context, actor: Actor, again?: { asked: string; refused: string }) =>
    reading(c, actor, async (trx, framed): Promise<Compared | null> => {
      const { scheme } = framed
      const others = await othersOf(trx, actor, scheme)
      const asked = again?.asked ?? c.req.query('avec') ?? ''
      const text = asked === '' ? await textOf(trx, scheme) : null
      const other =
        text === null
          ? others.find(({ code }) => code === asked)
          : ((await formerOf(trx, actor, scheme, text)) ?? (await nextOf(trx, actor, scheme, text)))
      if (!other && asked !== '' && asked !== OWN_VERSIONS) return null
      const found = await readComparison(trx, actor, other ? inOrder(scheme, other) : { former: scheme, later: scheme })
      return {
        ...framed,
        ...(again ? { refused: again.refused } : { done: doneIn(c) }),
        others,
        asked: other?.code ?? OWN_VERSIONS,
        found: found && { paper: comparisonPaper(found), compared: found.compared },
        says: allows(LEADERS, actor.membership.roles),
      }
    })
  const page = async (c: Context, actor: Actor, again?: Parameters<typeof read>[2]) => {
    const props = await read(c, actor, again)
    return props && <ComparisonPage {...props} />
  }

  return [
    heavy(forMembers('get', COMPARED, READERS, (c, actor) => shown(c, page(c, actor)))),
    heavy(
      forMembers('get', `${COMPARED}/parties/:chapter{[a-z0-9][a-z0-9.-]*}`, READERS, async (c, actor) => {
        const props = await read(c, actor)
        const drawn = props && ComparisonPartPage({ ...props, name: c.req.param('chapter') ?? '' })
        return drawn ? c.html(drawn) : c.notFound()
      }),
    ),
    heavy(
      forMembers('get', `${COMPARED}/fichiers/:format`, READERS, async (c, actor) => {
        const format = sheetFormat(c, WITH_TABLES)
        const props = format && (await read(c, actor))
        if (!format || !props?.found) return c.notFound()
        return sheetAnswer(c, format, `${codeIn(c)}-comparaison-${props.asked}`, props.found.paper)
      }),
    ),
    forMembers('post', `${COMPARED}/correspondances`, LEADERS, async (c, actor) => {
      const fields = await fieldsOf(c)
      const sent = match.safeParse(fields)
      return submitted(
        c,
        async () => {
          if (!sent.success) return refuse('action-unknown')
          await matchActions(db, actor, codeIn(c), sent.data.avec, saidIn(sent.data))
          return thenGo(c, `${comparedPath(actor, { code: codeIn(c) })}?avec=${sent.data.avec}&fait=correspondance`)
        },
        async refusal => {
          const asked = sent.success ? sent.data.avec : ''
          const again = await page(c, actor, { asked, refused: refusal.message })
          if (again === null) throw refusal
          return again
        },
      )
    }),
  ]
}
