import type { Context } from 'hono'
import type { Database } from '#platform/db'
import { termsOf } from '#platform/french'
import { heavy, type PublicRoute, publicPage } from '#platform/http'
import { correctionsOf } from './corrections/reading.ts'
import { EXPORT_FORMATS } from './export/formats.ts'
import { fileNameOf } from './filter-words.ts'
import { ContractListPage } from './pages/ContractListPage.tsx'
import { ContractPage } from './pages/ContractPage.tsx'
import { ImportPage } from './pages/ImportPage.tsx'
import { ImportsPage } from './pages/ImportsPage.tsx'
import { QualityPage } from './pages/QualityPage.tsx'
import { scopeNames } from './rates/overview.ts'
import { scopeIn } from './rates/scope.ts'
import { contractOf, rawRecordOf, readIdentity } from './register/contract.ts'
import { type ContractFilter, IN_RECORDS, readFilter } from './register/filter.ts'
import { importOf, importPage, rejectsOf } from './register/import-log.ts'
import { readOverview } from './register/overview.ts'
import { qualityOf } from './register/quality.ts'
import { openRegister } from './register/register.ts'

/** What an address asks for; the last of parameters that are repeated. */
function filterOf(c: Context) {
  const { filter, ignored } = readFilter(Object.fromEntries(new URL(c.req.url).searchParams))
  const { q, ...rest } = filter
  // Words that can find nothing (« le », another script) would list everything as if they had been looked for
  return q === undefined || termsOf(q).length > 0 ? { filter, ignored } : { filter: rest, ignored: [...ignored, 'q'] }
}

/** Words that are looked for in the contracts of all buyers, or records that are read. */
function searchesFar(c: Context): boolean {
  const { filter }: { filter: ContractFilter } = filterOf(c)
  return (
    (filter.q !== undefined && filter.acheteurs === undefined) || IN_RECORDS.some(name => filter[name] !== undefined)
  )
}

/** The pages of contracts one by one, their exports, the quality of their data, and the files they come from. */
export function listRoutes(db: Database, publicUrl: string): PublicRoute[] {
  const register = () => openRegister(db.read)
  const exported = EXPORT_FORMATS.map(({ extension, type, bytes }) =>
    heavy(
      publicPage(`/marches.${extension}`, async c => {
        const { tri: _sort, page: _page, par: _size, ...filter } = filterOf(c).filter
        const stream = ReadableStream.from(bytes(await register(), filter, publicUrl))
        return new Response(stream, {
          headers: {
            'content-type': type,
            'content-disposition': `attachment; filename="${fileNameOf(filter, extension)}"`,
          },
        })
      }),
    ),
  )
  return [
    heavy(
      publicPage('/marches', async c => {
        const { filter, ignored } = filterOf(c)
        const now = await register()
        const overview = await readOverview(now, filter)
        return c.html(<ContractListPage overview={overview} filter={filter} ignored={ignored} demo={now.example} />)
      }),
      searchesFar,
    ),
    ...exported,
    publicPage('/marches/:identity', async c => {
      const identity = readIdentity(c.req.param('identity') ?? '')
      const now = await register()
      const contract = identity && (await contractOf(now, identity))
      if (!contract) return c.notFound()
      const corrections = await correctionsOf(now.db, contract.current.identity)
      return c.html(<ContractPage contract={contract} corrections={corrections} demo={now.example} />)
    }),
    publicPage('/marches/:identity/brut', async c => {
      const identity = readIdentity(c.req.param('identity') ?? '')
      const raw = identity && (await rawRecordOf(await register(), identity))
      return raw === null ? c.notFound() : c.text(raw, 200, { 'content-type': 'text/plain; charset=utf-8' })
    }),
    publicPage('/qualite', async c => {
      const { filter, ignored } = filterOf(c)
      const now = await register()
      const scope = scopeIn(filter)
      const [quality, names] = [await qualityOf(now, scope), await scopeNames(now, scope.buyers)]
      return c.html(
        <QualityPage
          quality={quality}
          filter={filter}
          ignored={ignored}
          names={names}
          years={now.years}
          demo={now.example}
        />,
      )
    }),
    publicPage('/imports', async c => {
      const page = filterOf(c).filter.page ?? 1
      const now = await register()
      return c.html(<ImportsPage imports={await importPage(now, page)} page={page} demo={now.example} />)
    }),
    publicPage('/imports/:id', async c => {
      const id = c.req.param('id') ?? ''
      const now = await register()
      const entry = /^[1-9]\d{0,8}$/.test(id) ? await importOf(now.db, Number(id)) : undefined
      if (!entry) return c.notFound()
      return c.html(<ImportPage entry={entry} rejects={await rejectsOf(entry)} demo={now.example} />)
    }),
  ]
}
