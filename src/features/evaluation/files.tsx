import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { Attachments, attachingRoutes, attachmentsOf, type Host, type Subject, type View } from '#features/discussion'
import { type Actor, scopeOf, type Visitor } from '#features/organisations'
import { findScheme, PILOTS, READERS, type Scheme, type SchemeSite } from '#features/scheme'
import type { Route } from '#platform/http'
import { inShare } from './pages/shares.ts'
import { readCycle } from './reading.ts'
import type { ShareAction } from './shares.ts'
import { campaignRead } from './telling.ts'
import { ACTION, actionPath, codeIn, keyIn, yearIn } from './within.ts'

const VALIDATED = {
  attach: 'Cette évaluation est validée : aucune pièce ne s’y ajoute.',
  detach: 'Ses pièces y restent.',
}

/** An evaluation, for the files that prove it. */
export const aboutAction = (
  actor: Actor,
  scheme: Scheme,
  year: number,
  { key, code, title }: ShareAction,
): Subject => ({
  subject: `scheme/${scheme.code}/evaluation/${year}/${key}`,
  title: ['Évaluation', year, code || title].join(' '),
  path: actionPath(actor, scheme, year, key),
  readers: READERS,
  writers: PILOTS,
  async holds(trx, who) {
    const found = await trx
      .selectFrom('evaluation as e')
      .innerJoin('campaign as c', 'c.id', 'e.campaign_id')
      .select('e.id')
      .where('c.organisation_id', '=', who.membership.organisation.id)
      .where('c.scheme_id', '=', scheme.id)
      .where('c.year', '=', year)
      .where('e.action', '=', key)
      .where('e.validated_at', 'is not', null)
      .executeTakeFirst()
    return found ? VALIDATED : { attach: null, detach: null }
  },
})

/** The files of an evaluation, for the end of its page. */
export async function filesUnder(
  { means }: Pick<SchemeSite, 'means'>,
  actor: Actor,
  about: Subject,
  view: View,
): Promise<Child> {
  return means ? <Attachments {...{ about, actor, view }} found={await attachmentsOf(means, actor, about)} /> : null
}

/** The addresses of the files of evaluations. @param page the page of the evaluation of an address; null where there is none */
export function fileRoutes(
  { db, menu, means }: SchemeSite,
  page: (c: Context, actor: Actor, view: View) => Promise<Child | null>,
): Route<Visitor>[] {
  const host: Host = {
    path: ACTION,
    readers: READERS,
    writers: PILOTS,
    subject: (c, actor) =>
      db.as(scopeOf(actor), async trx => {
        const scheme = await findScheme(trx, actor, codeIn(c))
        const read = scheme && campaignRead(await readCycle(trx, actor, scheme), yearIn(c))
        const action = read && inShare(read.campaign).find(({ key }) => key === keyIn(c))
        return action ? aboutAction(actor, scheme, yearIn(c), action) : null
      }),
    page: async (c, actor, _, view) => (await page(c, actor, view)) ?? '',
    frame: async (actor, { path }) => ({ space: menu?.(actor, path) }),
  }
  return means === undefined ? [] : attachingRoutes(means, host)
}
