import type { Context } from 'hono'
import { sql } from 'kysely'
import {
  buyerWords,
  contractHref,
  contractWords,
  type FoundInRegister,
  findBuyers,
  findContracts,
  openRegister,
  type Register,
} from '#features/contracts'
import { forMembers, MEMBERS, scopeOf, type Visitor } from '#features/organisations'
import { formatSiret } from '#kernel'
import type { Database } from '#platform/db'
import { heavy, publicPage, type Route } from '#platform/http'
import { type Found, type Member, piecesOf, type Reading, Searching } from '#platform/search'
import { count, day, shorten } from '#ui'
import { spaceOf } from '../spaces.ts'
import { type Asking, answerOf, type Group, understood } from './answering.ts'
import { SearchPage } from './SearchPage.tsx'
import { MEMBER_SOURCES, PUBLIC_SOURCES } from './sources.ts'

const [CONTRACTS, BUYERS] = ['marches', 'acheteurs']

/** What an address asks for. A query that is too long is cut: nothing that long is found. */
function askingIn(c: Context): Asking {
  const page = Number(c.req.query('page') ?? 1)
  return {
    query: (c.req.query('q') ?? '').replaceAll('\0', ' ').trim().slice(0, 300),
    type: c.req.query('type') ?? null,
    page: Number.isSafeInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  }
}

/** Searching all that one may read: as a member of an organisation, or as everybody. */
export function searchRoutes(db: Database): Route<Visitor>[] {
  const searching = new Searching()
  return [
    forMembers('get', '/recherche', MEMBERS, async (c, actor) => {
      const { siren, id } = actor.membership.organisation
      const { roles } = actor.membership
      const asking = askingIn(c)
      const own: Member = { organisation: id, siren, person: actor.person.id }
      const sources = MEMBER_SOURCES
      const register = await openRegister(db.read)
      const reading: Reading = work =>
        db.as(scopeOf(actor), async trx => {
          // Statements over fifteen tables: compiling one takes longer than running it.
          await sql`set local jit = off`.execute(trx)
          return work(trx)
        })
      const vocabularies = [{ kind: CONTRACTS, ...contractWords(register, siren) }]
      const found = await searching.search(reading, id, { ...asking, sources, own, roles, vocabularies })
      const contracts = await contractsOf(register, siren, found)
      const answer = await reading(reader => answerOf(reader, asking, found, { sources, own }, contracts))
      const at = `/organisations/${siren}/recherche`
      const { search: _, ...space } = spaceOf(actor, at)
      return c.html(<SearchPage {...{ at, space, answer }} within={INSIDE} demo={register.example} />)
    }),
    heavy(
      publicPage('/recherche', async c => {
        const asking = askingIn(c)
        const sources = PUBLIC_SOURCES
        const register = await openRegister(db.read)
        const vocabularies = [
          { kind: CONTRACTS, ...contractWords(register, null) },
          { kind: BUYERS, ...buyerWords(register) },
        ]
        const found = await searching.search(work => work(db.read), 'public', { ...asking, sources, own: null, roles: [], vocabularies })
        const elsewhere = [...(await buyersOf(register, found)), ...(await contractsOf(register, null, found))]
        const answer = await answerOf(db.read, asking, found, { sources, own: null }, elsewhere)
        return c.html(<SearchPage at="/recherche" {...{ answer }} within={OUTSIDE} demo={register.example} />)
      }),
      c => askingIn(c).query !== '',
    ),
  ] // biome-ignore format: two routes
}

const INSIDE =
  'les schémas, leurs actions et leurs indicateurs, les marchés, les évaluations, les décisions et les réunions, les enquêtes, les publications, les commentaires et les membres que vous pouvez lire'
const OUTSIDE =
  'les acheteurs, les marchés, les schémas publiés avec leurs actions et leurs indicateurs, et les publications'

const group = <T,>(kind: string, noun: Group['noun'], found: FoundInRegister<T>, of: (line: T) => Group['results'][number]): Group[] =>
  found.total === 0 ? [] : [{ kind, noun, total: found.total, more: found.more, href: found.href, results: found.lines.slice(0, 20).map(of) }] // biome-ignore format: one line

async function contractsOf(register: Register, siren: string | null, found: Found): Promise<Group[]> {
  const contracts = await findContracts(register, siren, understood(found))
  return group(CONTRACTS, ['Marché', 'Marchés'], contracts, ({ identity, subject, buyer_name, notified }) => ({
    href: contractHref(identity),
    code: [],
    title: piecesOf(shorten(subject?.trim() || 'Marché sans objet', 300), found.stems),
    note: [siren === null && buyer_name, notified && `notifié le ${day(notified)}`].filter(Boolean).join(', ') || null,
    excerpt: null,
  }))
}

async function buyersOf(register: Register, found: Found): Promise<Group[]> {
  const buyers = await findBuyers(register, understood(found))
  return group(BUYERS, ['Acheteur', 'Acheteurs'], buyers, ({ siret, name, contracts }) => ({
    href: `/acheteurs/${siret}`,
    code: [],
    title: piecesOf(name ?? `Acheteur ${formatSiret(siret)}`, found.stems),
    note: `${formatSiret(siret)}, ${count(contracts, 'marché')}`,
    excerpt: null,
  }))
}
