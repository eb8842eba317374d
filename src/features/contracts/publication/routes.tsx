import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, ADMINISTRATORS, allows, forMembers, MEMBERS, type Visitor } from '#features/organisations'
import { publicationsBy, withdraw } from '#features/publications'
import { Refusal } from '#kernel'
import type { Database } from '#platform/db'
import type { Route } from '#platform/http'
import type { Space } from '#ui'
import { PreviewPage } from './pages/PreviewPage.tsx'
import { PublishingPage } from './pages/PublishingPage.tsx'
import { WithdrawalPage } from './pages/WithdrawalPage.tsx'
import { previewRates, publishRates, readPublications } from './publishing.ts'

const ONE = '/publications/:number{[1-9][0-9]{0,8}}'

const year = z.string().regex(/^\d{4}$/).transform(Number).catch(0) // biome-ignore format: one line a field
const number = z.string().regex(/^[1-9]\d{0,8}$/).transform(Number) // biome-ignore format: one line a field
const text = z.string().max(2000).catch('')
const confirmation = z.object({
  annee: year,
  empreinte: z.string().max(100).catch(''),
  remplace: number.optional().catch(undefined),
  changements: text,
})
const withdrawal = z.object({ motif: text })

/** What was just done, by the word in the address. */
const DONE: Record<string, (number: string) => string> = {
  publiee: number => `La publication n° ${number} est en ligne, à une adresse qui ne changera pas.`,
  retiree: number => `La publication n° ${number} est retirée : son adresse dit depuis quand et pourquoi.`,
}

const spaceOf = ({ membership }: Actor) => `/organisations/${membership.organisation.siren}/publications`

function done(c: Context): string | undefined {
  const asked = number.safeParse(c.req.query('numero'))
  return asked.success ? DONE[c.req.query('fait') ?? '']?.(String(asked.data)) : undefined
}

/** What refuses what was asked; anything else is a fault. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  throw error
}

/** The menu of an organisation's pages, `here` being the address of the one that is shown. */
export type Menu = (actor: Actor, here: string) => Space

/**
 * Publishing the rates of one's organisation, whose SIREN is never asked: it is the actor's.
 * @param publicUrl the address under which people reach the site, without a final slash
 */
export function publishingRoutes(db: Database, publicUrl: string, menu?: Menu): Route<Visitor>[] {
  const framed = (actor: Actor) => ({ actor, space: menu?.(actor, spaceOf(actor)) })
  const listed = async (c: Context, actor: Actor, refusal?: Refusal) => {
    const publishes = allows(ADMINISTRATORS, actor.membership.roles)
    const read = await readPublications(db, actor)
    const page = (
      <PublishingPage {...{ ...read, ...framed(actor), publishes, refusal: refusal?.message, done: done(c) }} />
    )
    return c.html(page, refusal ? 422 : 200)
  }

  /** The page to come, and what was refused of its publication; the list when there is nothing to show. */
  const previewed = async (c: Context, actor: Actor, year: number, given?: { refusal: Refusal; changes: string }) => {
    try {
      const preview = await previewRates(db, actor, year)
      return c.html(<PreviewPage {...{ preview, ...framed(actor), ...given }} />, given ? 422 : 200)
    } catch (error) {
      return listed(c, actor, refusalOf(error))
    }
  }

  const publicationOf = async (c: Context, { membership }: Actor) => {
    const all = await publicationsBy(db.read, membership.organisation.siren)
    return all.find(one => one.number === Number(c.req.param('number')))
  }

  return [
    forMembers('get', '/publications', MEMBERS, (c, actor) => listed(c, actor)),
    forMembers('get', '/publications/nouvelle', ADMINISTRATORS, (c, actor) =>
      previewed(c, actor, year.parse(c.req.query('annee'))),
    ),
    forMembers('post', '/publications', ADMINISTRATORS, async (c, actor) => {
      const { annee, empreinte, remplace, changements } = confirmation.parse(await c.req.parseBody())
      const correction = remplace === undefined ? null : { number: remplace, changes: changements }
      try {
        const published = await publishRates(db, actor, { year: annee, fingerprint: empreinte, correction }, publicUrl)
        return c.redirect(`${spaceOf(actor)}?fait=publiee&numero=${published}`, 303)
      } catch (error) {
        return previewed(c, actor, annee, { refusal: refusalOf(error), changes: changements })
      }
    }),
    forMembers('get', `${ONE}/retrait`, ADMINISTRATORS, async (c, actor) => {
      const publication = await publicationOf(c, actor)
      return publication ? c.html(<WithdrawalPage {...{ publication, ...framed(actor) }} />) : c.notFound()
    }),
    forMembers('post', `${ONE}/retrait`, ADMINISTRATORS, async (c, actor) => {
      const publication = await publicationOf(c, actor)
      if (publication === undefined) return c.notFound()
      const { motif } = withdrawal.parse(await c.req.parseBody())
      try {
        await withdraw(db, actor, publication.number, motif)
        return c.redirect(`${spaceOf(actor)}?fait=retiree&numero=${publication.number}`, 303)
      } catch (error) {
        return c.html(
          <WithdrawalPage {...{ publication, ...framed(actor), refusal: refusalOf(error), reason: motif }} />,
          422,
        )
      }
    }),
  ]
}
