import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, ADMINISTRATORS, allows, forMembers, MEMBERS, type Visitor } from '#features/organisations'
import { publicationsBy, withdraw } from '#features/publications'
import type { Refusal } from '#kernel'
import type { Database } from '#platform/db'
import { fieldsOf, heavy, type Route, submitted, thenGo } from '#platform/http'
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

/** What leaves nothing to show of a year. */
const NO_YEAR = ['year-empty', 'year-implausible']

/** The menu of an organisation's pages, `here` being the address of the one that is shown. */
export type Menu = (actor: Actor, here: string) => Space

/**
 * Publishing the rates of one's organisation, whose SIREN is never asked: it is the actor's.
 * @param publicUrl the address under which people reach the site, without a final slash
 */
export function publishingRoutes(db: Database, publicUrl: string, menu?: Menu): Route<Visitor>[] {
  const framed = (actor: Actor) => ({ actor, space: menu?.(actor, spaceOf(actor)) })
  const list = async (c: Context, actor: Actor, refusal?: Refusal) => {
    const publishes = allows(ADMINISTRATORS, actor.membership.roles)
    const read = await readPublications(db, actor)
    return <PublishingPage {...{ ...read, ...framed(actor), publishes, refusal: refusal?.message, done: done(c) }} />
  }

  const preview = async (actor: Actor, year: number, given?: { refusal: Refusal; changes: string }) => (
    <PreviewPage {...{ preview: await previewRates(db, actor, year), ...framed(actor), ...given }} />
  )

  const publicationOf = async (c: Context, { membership }: Actor) => {
    const all = await publicationsBy(db.read, membership.organisation.siren)
    return all.find(one => one.number === Number(c.req.param('number')))
  }

  return [
    forMembers('get', '/publications', MEMBERS, async (c, actor) => c.html(await list(c, actor))),
    heavy(
      forMembers('get', '/publications/nouvelle', ADMINISTRATORS, (c, actor) =>
        submitted(
          c,
          async () => c.html(await preview(actor, year.parse(c.req.query('annee')))),
          refusal => list(c, actor, refusal),
        ),
      ),
    ),
    heavy(
      forMembers('post', '/publications', ADMINISTRATORS, async (c, actor) => {
        const { annee, empreinte, remplace, changements } = confirmation.parse(await fieldsOf(c))
        const correction = remplace === undefined ? null : { number: remplace, changes: changements }
        return submitted(
          c,
          async () => {
            const number = await publishRates(db, actor, { year: annee, fingerprint: empreinte, correction }, publicUrl)
            return thenGo(c, `${spaceOf(actor)}?fait=publiee&numero=${number}`)
          },
          refusal =>
            NO_YEAR.includes(refusal.code)
              ? list(c, actor, refusal)
              : preview(actor, annee, { refusal, changes: changements }),
        )
      }),
    ),
    forMembers('get', `${ONE}/retrait`, ADMINISTRATORS, async (c, actor) => {
      const publication = await publicationOf(c, actor)
      return publication ? c.html(<WithdrawalPage {...{ publication, ...framed(actor) }} />) : c.notFound()
    }),
    forMembers('post', `${ONE}/retrait`, ADMINISTRATORS, async (c, actor) => {
      const publication = await publicationOf(c, actor)
      if (publication === undefined) return c.notFound()
      const { motif } = withdrawal.parse(await fieldsOf(c))
      return submitted(
        c,
        async () => {
          await withdraw(db, actor, publication.number, motif)
          return thenGo(c, `${spaceOf(actor)}?fait=retiree&numero=${publication.number}`)
        },
        refusal => <WithdrawalPage {...{ publication, ...framed(actor), refusal, reason: motif }} />,
      )
    }),
  ]
}
