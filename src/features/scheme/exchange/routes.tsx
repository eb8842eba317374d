import type { Context } from 'hono'
import { z } from 'zod'
import { type Actor, forMembers, scopeOf, type Visitor } from '#features/organisations'
import { parisDay, type Refusal } from '#kernel'
import { fieldsOf, formWithFile, heavy, type Route, submitted, thenGo } from '#platform/http'
import { holdAsLeader, LEADERS, READERS } from '../access.ts'
import { FORMAT } from '../document/document.ts'
import { refuse } from '../labels.ts'
import { baseOf } from '../pages/SchemeFrame.tsx'
import { newKey } from '../text/keys.ts'
import { ONE, type SchemeSite, within } from '../within.ts'
import { bringIn, exportScheme } from './exchanging.ts'
import { chosen, leftOut, toRemember } from './foreign/choosing.ts'
import { understand } from './foreign/understanding.ts'
import { FORMATS, formatIn } from './formats.ts'
import { ExportPage } from './pages/ExportPage.tsx'
import { fileOf, ImportPage } from './pages/ImportPage.tsx'
import { PreviewPage } from './pages/PreviewPage.tsx'
import { forgetFile, keepFile, LARGEST_FILE, pendingFile, rememberedHeads, rememberHeads } from './pending.ts'

const uuid = z.uuid()
const text = z.string().trim().max(300).catch('')
const coverSent = z.object({ title: text, code: text, from: text, to: text })

/** Bytes of a file as they come, up to what is read of one. */
async function received(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > LARGEST_FILE) refuse('file-too-large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Taking schemes out to files, and opening them from files. */
export function exchangeRoutes({ db, menu, keeper }: Pick<SchemeSite, 'db' | 'menu' | 'keeper'>): Route<Visitor>[] {
  const importing = (actor: Actor, refusal?: Refusal) => (
    <ImportPage actor={actor} space={menu?.(actor, fileOf(actor))} refused={refusal?.message} />
  )

  /** What is known of a file that waits, read as a form says; null when it waits no more. */
  async function looked(c: Context, actor: Actor, sent: Record<string, unknown> = {}) {
    const id = uuid.safeParse(c.req.param('id'))
    const found = id.success ? await pendingFile(db, actor, id.data) : null
    if (!id.success || found === null) return null
    const { name, pending } = found
    const given = coverSent.parse(sent)
    const common = { id: id.data, name, assumed: [], remarks: [], sheets: [], problems: [] }
    if (pending.is === 'broken')
      return {
        ...common,
        problems: pending.problems,
        document: null,
        cover: given,
        remember: new Map<string, string>(),
      }
    if (pending.is === 'document') {
      const cover = { ...pending.document, ...filled(given) }
      const document = { ...pending.document, title: cover.title, code: cover.code }
      return { ...common, document, cover, remember: new Map<string, string>() }
    }
    const { tables, remarks } = pending
    const remembered = await rememberedHeads(db, actor)
    const mappings = chosen(tables, remembered, sent)
    const cover = { ...guessedCover(name), ...filled(given) }
    const { siren, name: buyer } = actor.membership.organisation
    // Whatever address was typed, what is understood is shown; opening refuses it.
    const read = understand(tables, mappings, {
      format: FORMAT,
      ...cover,
      code: 'schema',
      buyers: [{ siren, name: buyer }],
    })
    const document = read.document && { ...read.document, code: cover.code }
    const sheets = tables.flatMap((sheet, rank) => {
      const mapping = mappings[rank]
      return mapping ? [{ sheet, mapping }] : []
    })
    return {
      ...common,
      ...read,
      document,
      remarks: [...leftOut(tables, mappings), ...remarks],
      cover,
      sheets,
      remember: toRemember(tables, mappings, remembered),
    }
  }
  type Looked = NonNullable<Awaited<ReturnType<typeof looked>>>

  const preview = (actor: Actor, { remember, ...found }: Looked, refusal?: Refusal) => (
    <PreviewPage
      {...found}
      actor={actor}
      space={menu?.(actor, fileOf(actor))}
      keepsValues={keeper !== undefined}
      refused={refusal?.message}
    />
  )

  const opened = (actor: Actor, { id, document, remember, problems }: Looked) =>
    db.as(scopeOf(actor, 'import-scheme'), async trx => {
      await holdAsLeader(trx, actor)
      const wrong = problems.find(({ at }) => at === 'title' || at === 'from' || at === 'to')
      if (wrong) return refuse('cover-invalid', { field: wrong.at })
      if (document === null || document.axes.length === 0) return refuse('nothing-understood')
      // Two who confirm at once: one finds it gone.
      const [gone] = await forgetFile(trx, actor, id)
      if (Number(gone?.numDeletedRows ?? 0) === 0) refuse('file-gone')
      await bringIn(trx, actor, document, keeper)
      await rememberHeads(trx, actor, remember)
      return document
    })

  return [
    forMembers('get', '/schemas/nouveau/fichier', LEADERS, (c, actor) => c.html(importing(actor))),
    heavy(
      forMembers(
        'post',
        '/schemas/nouveau/fichier',
        LEADERS,
        (c, actor) =>
          submitted(
            c,
            async () => {
              const id = await formWithFile(c, async ({ name, bytes }) => {
                const all = await received(bytes)
                return name === '' ? refuse('file-missing') : keepFile(db, actor, name, all)
              })
              return thenGo(c, `${fileOf(actor)}/${id ?? refuse('file-missing')}`)
            },
            refusal => importing(actor, refusal),
          ),
        'stream',
      ),
    ),
    heavy(
      forMembers('get', '/schemas/nouveau/fichier/:id', LEADERS, async (c, actor) => {
        const found = await looked(c, actor)
        return found ? c.html(preview(actor, found)) : c.notFound()
      }),
    ),
    heavy(
      forMembers('post', '/schemas/nouveau/fichier/:id', LEADERS, async (c, actor) => {
        const sent = await fieldsOf(c)
        const found = await looked(c, actor, sent)
        if (found === null) return c.notFound()
        if (sent['faire'] !== 'ouvrir') return c.html(preview(actor, found))
        return submitted(
          c,
          async () => thenGo(c, `${baseOf(actor, await opened(actor, found))}?fait=importe`),
          refusal => preview(actor, found, refusal),
        )
      }),
    ),
    forMembers('get', `${ONE}/export`, READERS, async (c, actor) => {
      const framed = await db.as(scopeOf(actor), trx => within(c, trx, actor, menu))
      return framed ? c.html(<ExportPage {...framed} />) : c.notFound()
    }),
    heavy(
      forMembers('get', `${ONE}/export/:format`, READERS, async (c, actor) => {
        const name = formatIn(c.req.param('format'))
        const document = name && (await exportScheme(db, actor, c.req.param('code') ?? '', keeper))
        if (!name || !document) return c.notFound()
        const { type, extension, write } = FORMATS[name]
        return new Response((await write(document)) as Uint8Array<ArrayBuffer>, {
          headers: {
            'content-type': type,
            'content-disposition': `attachment; filename="${document.code}.${extension}"`,
            'cache-control': 'no-store',
          },
        })
      }),
    ),
  ]
}

/** The fields of a form that somebody filled. */
const filled = <T extends Record<string, string>>(sent: T): Partial<T> =>
  Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== '')) as Partial<T>

/** What a file that says nothing of its scheme is called, from its name: « SPASER 2026-2029.xlsx ». */
function guessedCover(file: string) {
  const title = file.replace(/\.\w{1,5}$/, '').replace(/[_\s]+/g, ' ').trim().slice(0, 300) || 'Schéma' // biome-ignore format: a chain
  const years = [...title.matchAll(/(?:19|20)\d\d/g)].map(([year]) => Number(year)).sort((a, b) => a - b)
  const from = years[0] ?? Number(parisDay(new Date()).slice(0, 4))
  const to = years.at(-1) ?? from
  const code = newKey(title, new Set()).slice(0, 40)
  return {
    title,
    code: code.length < 3 ? `schema-${code}` : code,
    from: `${from}-01-01`,
    to: `${to > from ? to : from + 3}-12-31`,
  }
}
