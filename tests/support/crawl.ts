import type { Browser, BrowserContext, Page } from 'playwright-core'
import { accessibility, BUDGET, type Faults, inPage, queries, weigh, weight } from './audit.ts'
import { type Allowances, contextOptions, type Looks, watch } from './browser.ts'

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
  const desk = await open({})
  const seen: Crawl = { pages: [], files: [], faults: [] }
  const known = new Set<string>()
  const styles = new Map<string, number>()
  const nowhere = new Set(missing.map(path => new URL(path, start).href))
  const always = new Set([...seeds.map(path => new URL(path, start).href), ...nowhere])
  const queue = [start, ...always]
  try {
    // The first page of a session pays for font and style: it is weighed as a first visit only.
    const warm = await desk.newPage()
    await warm.goto(start)
    await warm.close()
    for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
      const traits = traitsOf(url)
      if (!always.delete(url) && traits.every(trait => known.has(trait))) continue
      for (const trait of traits) known.add(trait)
      if (known.size > LIMIT) throw new Error(`Too many shapes of routes: ${[...known].slice(-9).join(' ')}`)
      const answer = await desk.request.get(url, { maxRedirects: 5 })
      const say = (faults: Faults) => seen.faults.push(...faults.map(fault => `${url}: ${fault}`))
      if (!answer.headers()['content-type']?.startsWith('text/html')) {
        seen.files.push(url)
        if (!answer.ok() || (await answer.body()).length === 0) say([`status ${answer.status()} or nothing in it`])
        continue
      }
      seen.pages.push(url)
      const allow = nowhere.has(url) ? { errorAt: [url] } : {}
      if (nowhere.has(url) && answer.status() !== 404) say([`status ${answer.status()} instead of 404`])
      const page = await desk.newPage()
      // Side by side: each is a process of its own, with its own cache.
      const visits = [open(PHONE).then(phone => firstVisit(phone, url, allow)), laterVisit(page, url, allow, styles)]
      for (const faults of await Promise.all(visits)) say(faults)
      for (const link of await inPage(page, 'links'))
        if (new URL(link).origin === origin && within.some(path => new URL(link).pathname.startsWith(path)))
          queue.push(link)
      await page.close()
    }
    for (const [url, bytes] of styles) {
      if (bytes > BUDGET.style) seen.faults.push(`${url}: ${bytes} bytes of style, ${BUDGET.style} at most`)
    }
    return seen
  } finally {
    await desk.close()
  }
}

async function firstVisit(context: BrowserContext, url: string, allow: Allowances): Promise<Faults> {
  try {
    const page = await context.newPage()
    const [faults, transferred] = [watch(page, new URL(url).origin, allow), await weigh(page)]
    await page.goto(url)
    await page.evaluate('document.fonts.ready')
    const bytes = transferred()
    faults.push(
      ...(await weight(page, 'firstVisit', bytes)),
      ...(await inPage(page, 'structure')),
      ...(await accessibility(page)),
    )
    return faults.map(fault => `[phone, dark] ${fault}`)
  } finally {
    await context.close()
  }
}

async function laterVisit(page: Page, url: string, allow: Allowances, styles: Map<string, number>): Promise<Faults> {
  const [faults, transferred] = [watch(page, new URL(url).origin, allow), await weigh(page)]
  const response = await page.goto(url)
  if (!response) return ['no answer']
  await page.evaluate('document.fonts.ready')
  const bytes = transferred()
  faults.push(
    ...(await weight(page, 'laterVisit', bytes)),
    ...(await inPage(page, 'structure')),
    ...(await accessibility(page)),
  )
  faults.push(...queries(response), ...(await inPage(page, 'inlineCode', await response.text())))
  for (const style of await inPage(page, 'styles')) {
    if (!styles.has(style)) styles.set(style, (await (await page.request.get(style)).body()).length)
  }
  return faults
}

/**
 * What an address has that another one of its route may lack: the route, then each parameter. Identifiers, years and the values of
 * parameters are left out. An address is visited when one of its traits is new: filters combine without end, pages do not.
 */
export function traitsOf(url: string): string[] {
  const { pathname, searchParams } = new URL(url)
  const path = pathname.replace(/(?<=\/)(?=[^/]*\d)[^/.]+/g, ':id')
  return [path, ...[...new Set(searchParams.keys())].sort().map(name => `${path}?${name}`)]
}
