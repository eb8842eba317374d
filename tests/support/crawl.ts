import type { Browser, BrowserContext, Page } from 'playwright-core'
import { accessibility, BUDGET, type Faults, inPage, queries, weigh, weight } from './audit.ts'
import { contextOptions, type Looks, watch } from './browser.ts'

/** What a crawl saw. */
export interface Crawl {
  /** The addresses visited: each route, and each of its parameters, at least once. */
  pages: string[]
  /** The addresses of what is not a page (exports, feeds), fetched only. */
  files: string[]
  /** Everything wrong, each with its address. */
  faults: Faults
}

/** Where a crawl starts besides its first address. */
interface Beginnings {
  /** Paths visited in any case: states of a page that no first link leads to. */
  seeds?: readonly string[]
  /** Paths of nothing: the page there must say so, with status 404, and be as right as the others. */
  missing?: readonly string[]
  /** The session of whoever visits; a stranger's without it. */
  as?: Session
  /** Only what begins with one of these paths is visited. */
  within?: readonly string[]
}

type Session = Awaited<ReturnType<BrowserContext['storageState']>>

/** More shapes of routes than this means that shapes are not recognised. */
const LIMIT = 200

const PHONE: Looks = { width: 320, height: 640, dark: true }

/**
 * Visits every page of the site that links and forms lead to, with each of its parameters once: as a first visit on a phone
 * 320 px wide in the dark, then with a warm cache on a wide screen. Files are fetched and must not be empty.
 */
export async function crawl(
  browser: Browser,
  start: string,
  { seeds = [], missing = [], as, within = ['/'] }: Beginnings = {},
): Promise<Crawl> {
  const { origin } = new URL(start)
  const open = (looks: Looks) => browser.newContext({ ...contextOptions(looks), ...(as ? { storageState: as } : {}) })
  const nowhere = new Set(missing.map(path => new URL(path, start).href))
  const [desk, phone] = [await open({}), await open(PHONE)]
  const seen: Crawl = { pages: [], files: [], faults: [] }
  const known = new Set<string>()
  const styles = new Map<string, number>()
  const always = new Set([...seeds.map(path => new URL(path, start).href), ...nowhere])
  const queue = [start, ...always]
  try {
    const [later, first] = [await visitor(desk, origin, nowhere), await visitor(phone, origin, nowhere)]
    // Whoever comes for the first time has nothing in their cache.
    await first.session.send('Network.setCacheDisabled', { cacheDisabled: true })
    // The first page of a session pays for font and style: it is weighed as a first visit only.
    await later.visit(start)
    for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
      const traits = traitsOf(url)
      if (!always.delete(url) && traits.every(trait => known.has(trait))) continue
      for (const trait of traits) known.add(trait)
      if (known.size > LIMIT) throw new Error(`Too many shapes of routes: ${[...known].slice(-9).join(' ')}`)
      const answer = await desk.request.get(url, { maxRedirects: 5 })
      const say = (faults: Faults) => seen.faults.push(...faults.map(fault => `${url}: ${fault}`))
      const { 'content-type': type, 'content-disposition': kept } = answer.headers()
      if (!type?.startsWith('text/html') || kept?.startsWith('attachment')) {
        seen.files.push(url)
        if (!answer.ok() || (await answer.body()).length === 0) say([`status ${answer.status()} or nothing in it`])
        continue
      }
      seen.pages.push(url)
      if (nowhere.has(url) && answer.status() !== 404) say([`status ${answer.status()} instead of 404`])
      // Side by side: each is a process of its own, with its own cache.
      const links: string[] = []
      const visits = [firstVisit(first, url), laterVisit(later, url, styles, links)]
      for (const faults of await Promise.all(visits)) say(faults)
      for (const link of links)
        if (new URL(link).origin === origin && within.some(path => new URL(link).pathname.startsWith(path)))
          queue.push(link)
    }
    for (const [url, bytes] of styles) {
      if (bytes > BUDGET.style) seen.faults.push(`${url}: ${bytes} bytes of style, ${BUDGET.style} at most`)
    }
    return seen
  } finally {
    await Promise.all([desk.close(), phone.close()])
  }
}

type Visitor = Awaited<ReturnType<typeof visitor>>

/** Somebody who goes from address to address in one page: a page for each would take longer than all that is asked of it. */
async function visitor(context: BrowserContext, origin: string, nowhere: ReadonlySet<string>) {
  const page = await context.newPage()
  const [faults, { session, transferred }] = [watch(page, origin, { errorAt: [...nowhere] }), await weigh(page)]
  return {
    page,
    session,
    /** Goes there, and says what that transferred. */
    async visit(url: string) {
      transferred()
      faults.length = 0
      const response = await page.goto(url)
      await page.evaluate('document.fonts.ready')
      return { response, bytes: transferred() }
    },
    /** What went wrong since the last time it went somewhere. */
    faults,
  }
}

/** What is asked of a page whatever the looks. */
const asked = async (page: Page): Promise<Faults> => [
  ...(await inPage(page, 'structure')),
  ...(await accessibility(page)),
]

async function firstVisit({ page, visit, faults }: Visitor, url: string): Promise<Faults> {
  const { bytes } = await visit(url)
  const found = [...(await weight(page, 'firstVisit', bytes)), ...(await asked(page))]
  return [...faults, ...found].map(fault => `[phone, dark] ${fault}`)
}

/** @param links is given those of the page, before what it repeats is cut */
async function laterVisit(
  { page, visit, faults }: Visitor,
  url: string,
  styles: Map<string, number>,
  links: string[],
): Promise<Faults> {
  const { response, bytes } = await visit(url)
  if (!response) return ['no answer']
  links.push(...(await inPage(page, 'links')))
  const found = [...(await weight(page, 'laterVisit', bytes)), ...(await asked(page))]
  found.push(...queries(response), ...(await inPage(page, 'inlineCode', await response.text())))
  for (const style of await inPage(page, 'styles')) {
    if (!styles.has(style)) styles.set(style, (await (await page.request.get(style)).body()).length)
  }
  return [...faults, ...found]
}

/**
 * What an address has that another one of its route may lack: the route, then each parameter. Identifiers, years and the values of
 * parameters are left out. An address is visited when one of its traits is new: filters combine without end, pages do not.
 */
export function traitsOf(url: string): string[] {
  const { pathname, searchParams } = new URL(url)
  const path = pathname
    .replace(/(?<=\/)(?=[^/]*\d)[^/.]+/g, ':id')
    // The key of a part of a scheme, which is words.
    .replace(/(?<=\/(?:actions|indicateurs|parties)\/)[^/]+/g, ':id')
  return [path, ...[...new Set(searchParams.keys())].sort().map(name => `${path}?${name}`)]
}
