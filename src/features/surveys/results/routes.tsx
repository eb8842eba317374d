import type { Context } from 'hono'
import { type Actor, forMembers, scopeOf, type Visitor } from '#features/organisations'
import { parisDay } from '#kernel'
import type { Database } from '#platform/db'
import { heavy, type Route } from '#platform/http'
import { xlsxOf } from '#platform/xlsx'
import { READERS, SURVEYORS } from '../access.ts'
import type { Framing } from '../framing.ts'
import { refuse } from '../labels.ts'
import { ResultsPage } from '../pages/ResultsPage.tsx'
import { idIn, pageIn } from '../sent.ts'
import { FLOOR } from './confidentiality.ts'
import { csvOf, jsonOf, paperOf, type Sheet, sheetOfCounts, sheetOfSingles } from './exporting.ts'
import { type Results, readResults, singlesOf } from './reading.ts'

const ONE = '/enquetes/:id'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const placeIn = (c: Context, actor: Actor) => ({ organisation: actor.membership.organisation.id, id: idIn(c) })
function file(c: Context, name: string, type: string, body: string | Uint8Array): Response {
  c.header('content-type', type)
  c.header('content-disposition', `attachment; filename="${name}"`)
  return c.body(typeof body === 'string' ? body : new Uint8Array(body))
}

/** What a survey says, and its files. */
export function resultRoutes(db: Database, framing: Framing): Route<Visitor>[] {
  const read = (c: Context, actor: Actor) => db.as(scopeOf(actor), trx => readResults(trx, placeIn(c, actor)))

  async function singles(c: Context, actor: Actor, found: Results): Promise<Sheet> {
    const { anonymous, state } = found.survey
    if (anonymous && (state !== 'closed' || found.counted < FLOOR)) return refuse('rows-hidden')
    return sheetOfSingles(found, await db.as(scopeOf(actor), trx => singlesOf(trx, placeIn(c, actor))))
  }
  const counts = async (_: Context, __: Actor, found: Results) => sheetOfCounts(found)
  const files = (name: string, rule: typeof READERS, sheetOf: typeof counts): Route<Visitor>[] => [
    forMembers('get', `${ONE}/${name}.csv`, rule, async (c, actor) => {
      const found = await read(c, actor)
      if (found === null) return c.notFound()
      return file(
        c,
        `${found.survey.series}-${name}.csv`,
        'text/csv; charset=utf-8',
        csvOf(await sheetOf(c, actor, found)),
      )
    }),
    heavy(
      forMembers('get', `${ONE}/${name}.xlsx`, rule, async (c, actor) => {
        const found = await read(c, actor)
        if (found === null) return c.notFound()
        const paper = paperOf(
          await sheetOf(c, actor, found),
          found.survey,
          actor.membership.organisation.name,
          parisDay(new Date()),
        )
        return file(c, `${found.survey.series}-${name}.xlsx`, XLSX, await xlsxOf(paper))
      }),
    ),
  ]

  return [
    forMembers('get', `${ONE}/resultats`, READERS, async (c, actor) => {
      const found = await read(c, actor)
      if (found === null) return c.notFound()
      const page = pageIn(c) ?? 1
      return c.html(<ResultsPage {...(await framing.framed(actor))} {...found} page={page} />)
    }),
    ...files('resultats', READERS, counts),
    ...files('reponses', SURVEYORS, singles),
    forMembers('get', `${ONE}/enquete.json`, READERS, async (c, actor) => {
      const found = await read(c, actor)
      if (found === null) return c.notFound()
      return file(
        c,
        `${found.survey.series}.json`,
        'application/json; charset=utf-8',
        JSON.stringify(jsonOf(found), null, 1),
      )
    }),
  ]
}
