import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, allows, forMembers, MEMBERS, scopeOf, type Visitor } from '#features/organisations'
import { savedViews } from '#features/views'
import type { Refusal } from '#kernel'
import type { Database } from '#platform/db'
import { fieldsOf, publicPage, type Route, submitted, thenGo } from '#platform/http'
import type { Menu } from '../publication/routes.tsx'
import { scopeNames } from '../rates/overview.ts'
import { readScope } from '../rates/scope.ts'
import { readIdentity } from '../register/contract.ts'
import type { ContractFilter } from '../register/filter.ts'
import { listContracts } from '../register/list.ts'
import { openRegister } from '../register/register.ts'
import { CORRECTORS } from './access.ts'
import { correct, ownContract, withdrawCorrection } from './correcting.ts'
import { baseOf, CorrectionsPage, LACKS } from './pages/CorrectionsPage.tsx'
import { CorrectionFormPage, WithdrawCorrectionPage } from './pages/FormPages.tsx'
import { FindContractPage, OwnContractPage } from './pages/OwnContractPages.tsx'
import { PublicCorrectionsPage } from './pages/PublicCorrectionsPage.tsx'
import { correctionsIn, ownHistory } from './reading.ts'
import { readValue } from './rules.ts'
import { fieldIn } from './words.ts'

const text = z.string().max(5000).catch('')
const list = z.preprocess(sent => (sent === undefined ? [] : [sent].flat()), z.array(z.string())).catch([])
const correction = z.object({
  montant: text,
  etat: text,
  nature: list,
  motif: text,
  officielle: text,
  connue: z.uuid().nullable().catch(null),
})
const pageIn = (c: Context) => z.string().regex(/^[1-9]\d{0,3}$/).transform(Number).catch(1).parse(c.req.query('page')) // biome-ignore format: one line a field

/** What was just done, by the word in the address. */
const DONE: Record<string, string> = {
  corrigee: 'La correction est enregistrée. Elle est publique, à côté de la donnée officielle.',
  retiree: 'La correction est retirée.',
}

/** The corrections that an organisation makes to its own contracts, and those that everybody may read. */
export function correctionRoutes(db: Database, menu?: Menu): Route<Visitor>[] {
  const register = () => openRegister(db.read)
  const framed = async (actor: Actor) => ({
    actor,
    space: menu?.(actor, baseOf(actor)),
    demo: (await register()).example,
  })

  async function list(c: Context, actor: Actor) {
    const { siren } = actor.membership.organisation
    const shown = c.req.query('vue') === 'terminees' ? 'terminees' : 'en-vigueur'
    const { corrections } = await correctionsIn(await register(), { buyers: [siren], year: null })
    const names = new Map((await ownHistory(db, actor, 'standing')).map(({ id, author }) => [id, author]))
    const standing = corrections.map(one => ({ ...one, author: names.get(one.id) ?? null }))
    return (
      <CorrectionsPage
        {...(await framed(actor))}
        standing={standing}
        past={shown === 'terminees' ? await ownHistory(db, actor, 'ended') : []}
        shown={shown}
        corrects={allows(CORRECTORS, actor.membership.roles)}
        done={DONE[c.req.query('fait') ?? '']}
      />
    )
  }

  /** The contract and the field of an address, with the correction in force; null where it is not one of the organisation's. */
  async function target(c: Context, actor: Actor) {
    const identity = readIdentity(c.req.param('identity') ?? '')
    const contract = identity && (await ownContract(db, actor, identity))
    if (!contract) return null
    const history = await ownHistory(db, actor, { identity: contract.current.identity })
    return { contract: contract.current, history }
  }

  async function form(c: Context, actor: Actor, sent?: z.infer<typeof correction>, refusal?: Refusal) {
    const field = fieldIn(c.req.param('field'))
    const found = field && (await target(c, actor))
    if (!found || found.contract.kind === 'concession') return null
    const former = found.history.find(one => one.field === field && one.ended === null)
    const given = sent && { amount: sent.montant, state: sent.etat, kinds: sent.nature, reason: sent.motif }
    return (
      <CorrectionFormPage
        {...(await framed(actor))}
        contract={found.contract}
        field={field}
        former={former}
        refusal={refusal}
        sent={given}
      />
    )
  }

  async function withdrawal(c: Context, actor: Actor, reason?: string, refusal?: Refusal) {
    const { siren } = actor.membership.organisation
    const { corrections } = await correctionsIn(await register(), { buyers: [siren], year: null }, { id: idIn(c) })
    const [found] = corrections
    return found ? (
      <WithdrawCorrectionPage {...(await framed(actor))} correction={found} refusal={refusal} reason={reason} />
    ) : null
  }

  const shown = async (c: Context, page: Promise<Parameters<Context['html']>[0] | null>) => {
    const html = await page
    return html === null ? c.notFound() : c.html(html)
  }

  return [
    publicPage('/corrections', async c => {
      const { scope } = readScope(Object.fromEntries(new URL(c.req.url).searchParams))
      const [now, page] = [await register(), pageIn(c)]
      const found = await correctionsIn(now, scope, { page })
      const names = await scopeNames(now, scope.buyers)
      return c.html(<PublicCorrectionsPage {...{ scope, names, page, ...found }} demo={now.example} />)
    }),
    forMembers('get', '/corrections', MEMBERS, async (c, actor) => c.html(await list(c, actor))),
    forMembers('get', '/corrections/marches', MEMBERS, async (c, actor) => {
      const query = (c.req.query('q') ?? '').trim().slice(0, 200)
      const lack = (Object.keys(LACKS) as (keyof typeof LACKS)[]).find(word => word === c.req.query('manque'))
      const page = pageIn(c)
      const year = /^\d{4}$/.exec(c.req.query('annee') ?? '')?.[0]
      const filter: ContractFilter = {
        acheteurs: actor.membership.organisation.siren,
        ...(lack ? LACKS[lack].filter : {}),
        ...(query === '' ? {} : { q: query }),
        ...(year === undefined ? {} : { annee: year }),
      }
      const found = await listContracts(await register(), { ...filter, page }, null)
      const more = found.more || found.total > page * found.size
      const views = await db.as(scopeOf(actor), trx => savedViews(c, trx, actor))
      return c.html(
        <FindContractPage
          {...(await framed(actor))}
          {...{ query, lack, year, page, more, views }}
          lines={found.lines}
          total={found.total}
        />,
      )
    }),
    forMembers('get', '/corrections/marches/:identity', MEMBERS, async (c, actor) => {
      const found = await target(c, actor)
      if (found === null) return c.notFound()
      const corrects = allows(CORRECTORS, actor.membership.roles)
      return c.html(<OwnContractPage {...(await framed(actor))} {...found} corrects={corrects} />)
    }),
    forMembers('get', '/corrections/marches/:identity/:field', CORRECTORS, (c, actor) => shown(c, form(c, actor))),
    forMembers('post', '/corrections/marches/:identity/:field', CORRECTORS, async (c, actor) => {
      const field = fieldIn(c.req.param('field'))
      const found = field && (await target(c, actor))
      if (!found) return c.notFound()
      const { identity } = found.contract
      const sent = correction.parse(await fieldsOf(c))
      return submitted(
        c,
        async () => {
          const corrected = readValue(field, { amount: sent.montant, state: sent.etat, kinds: sent.nature })
          const { motif: reason, officielle: official, connue: former } = sent
          await correct(db, actor, { identity, field, corrected, reason, official, former })
          return thenGo(c, `${baseOf(actor)}?fait=corrigee`)
        },
        async refusal => (await form(c, actor, sent, refusal)) ?? '',
      )
    }),
    forMembers('get', '/corrections/:id/retrait', CORRECTORS, (c, actor) => shown(c, withdrawal(c, actor))),
    forMembers('post', '/corrections/:id/retrait', CORRECTORS, async (c, actor) => {
      if ((await withdrawal(c, actor)) === null) return c.notFound()
      const { motif } = correction.parse(await fieldsOf(c))
      return submitted(
        c,
        async () => {
          await withdrawCorrection(db, actor, idIn(c), motif)
          return thenGo(c, `${baseOf(actor)}?fait=retiree`)
        },
        async refusal => (await withdrawal(c, actor, motif, refusal)) ?? list(c, actor),
      )
    }),
  ]
}

/** The id in an address; anything else names nothing. */
function idIn(c: Context): string {
  const id = z.uuid().safeParse(c.req.param('id'))
  return id.success ? id.data : '00000000-0000-0000-0000-000000000000'
}
