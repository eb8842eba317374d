import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AxeResults, RunOptions } from 'axe-core'
import type { CDPSession, Page, Response } from 'playwright-core'

const KB = 1000

/** The ceilings of a page, in bytes transferred (compressed, headers included) and in statements sent to the database. */
export const BUDGET = {
  firstVisit: 60 * KB,
  laterVisit: 25 * KB,
  /** A row of a list gives this much more, up to 200 rows. */
  perRow: 100,
  rows: 200,
  /** Style, uncompressed. */
  style: 40 * KB,
  queries: 30,
}

/** What the guards of every page found, in words; empty when the page is right. */
export type Faults = string[]

/** The minified one, since every page is sent it. */
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** Only what is wrong is told in full: describing every element that is right takes longer than judging it. */
const JUDGED: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  resultTypes: ['violations'],
}

/** What a table shows after so many rows is like what it shows before: judging the contrast of each takes longer than all the rest. */
const JUDGED_ROWS = 12
const cut = `for (const body of document.querySelectorAll('tbody')) for (const row of [...body.rows].slice(${JUDGED_ROWS})) row.remove()`

/** WCAG 2.2 A and AA as axe can judge them, in the colour scheme that the page is in; of its tables, the first rows. Ask for it last. */
export async function accessibility(page: Page): Promise<Faults> {
  await page.evaluate(cut)
  await Promise.all(page.frames().map(frame => frame.evaluate(axe)))
  const run = `axe.run(document, ${JSON.stringify(JUDGED)}).then(({ violations }) => violations)`
  const violations = await page.evaluate<AxeResults['violations']>(run)
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map(node => node.target.join(' '))
    return `axe ${id}: ${help} (${nodes.length} × ${places.join(' · ')})`
  })
}

const inPageSource = readFileSync(new URL('./in-page.js', import.meta.url), 'utf8').replace(/^\/\/.*\n;/, '')

/** Asks one of the questions of in-page.js inside a page. */
export function inPage(
  page: Page,
  question: 'structure' | 'inlineCode' | 'links' | 'styles',
  about?: string,
): Promise<string[]> {
  const argument = about === undefined ? '' : JSON.stringify(about)
  return page.evaluate<string[]>(`${inPageSource.trim()}.${question}(${argument})`)
}

/** The statements that a page cost, as its `Server-Timing: db;desc="12"` says, against the ceiling. */
export function queries(response: Response): Faults {
  const timing = response.headers()['server-timing'] ?? ''
  const count = /(?:^|,)\s*db;[^,]*desc="?(\d+)/.exec(timing)?.[1]
  if (count === undefined) return ['no count of queries in Server-Timing']
  return Number(count) > BUDGET.queries ? [`${count} queries, ${BUDGET.queries} at most`] : []
}

/** Counts the bytes that a page transfers: `transferred` says how many since it was last asked. */
export async function weigh(page: Page): Promise<{ session: CDPSession; transferred(): number }> {
  const session = await page.context().newCDPSession(page)
  let bytes = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await session.send('Network.enable')
  const transferred = () => {
    const counted = bytes
    bytes = 0
    return counted
  }
  return { session, transferred }
}

/** A weight against its ceiling, given more for the rows of the page's lists. */
export async function weight(page: Page, what: 'firstVisit' | 'laterVisit', bytes: number): Promise<Faults> {
  const rows = await page.locator('main tbody tr').count()
  const ceiling = BUDGET[what] + Math.min(rows, BUDGET.rows) * BUDGET.perRow
  return bytes > ceiling ? [`${what}: ${bytes} bytes, ${ceiling} at most (${rows} rows)`] : []
}
