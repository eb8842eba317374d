import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, expect, inject, onTestFinished } from 'vitest'

/** How a person looks at the pages: 1280 × 900, light, with JavaScript, in French and in Paris unless told otherwise. */
export interface Looks {
  width?: number
  height?: number
  dark?: boolean
  javaScript?: boolean
}

/** What may be wrong on purpose on a page. */
export interface Allowances {
  /** Addresses (ends of them) that are expected to answer with an error status. */
  errorAt?: readonly string[]
}

/** The Chromium of the run, for this test file. Call at the top of the file: `const browser = await testBrowser()`. */
export async function testBrowser(): Promise<Browser> {
  // Without a Chromium the runner skips the whole file: nothing is asked of what is returned.
  if (inject('absent') !== null) return undefined as never
  let browser: Browser | undefined
  afterAll(() => browser?.close())
  browser = await chromium.connect(inject('chromium'))
  return browser
}

/** The options of a browser context for these looks. */
export function contextOptions(looks: Looks): BrowserContextOptions {
  return {
    viewport: { width: looks.width ?? 1280, height: looks.height ?? 900 },
    colorScheme: looks.dark ? 'dark' : 'light',
    javaScriptEnabled: looks.javaScript ?? true,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
  }
}

/**
 * Notes everything that goes wrong in a page from now on: errors and warnings in its console (Content-Security-Policy included), uncaught
 * errors, failed requests, error statuses, requests to any other origin.
 * @returns the list of faults, which grows
 */
export function watch(page: Page, origin: string, allow: Allowances = {}): string[] {
  const faults: string[] = []
  const allowed = (url: string) => allow.errorAt?.some(end => url.endsWith(end)) ?? false
  page.on('console', message => {
    const url = message.location().url
    if (['error', 'warning'].includes(message.type()) && !allowed(url))
      faults.push(`console: ${message.text()} (${url})`)
  })
  page.on('pageerror', error => faults.push(`uncaught: ${error.message}`))
  page.on('request', request => {
    const { protocol, origin: to } = new URL(request.url())
    if (/^https?:|^wss?:/.test(protocol) && to !== origin) faults.push(`third party: ${request.url()}`)
  })
  page.on('response', response => {
    if (response.status() >= 400 && !allowed(response.url()))
      faults.push(`status ${response.status()}: ${response.url()}`)
  })
  page.on('requestfailed', request => {
    const why = request.failure()?.errorText ?? ''
    // A navigation that became a download, or that another one replaced.
    if (why !== 'net::ERR_ABORTED') faults.push(`request failed: ${request.url()} (${why})`)
  })
  return faults
}

/** Opens a page of its own for one test; at the end of the test, any fault of the page fails it. */
export async function openPage(
  browser: Browser,
  url: string,
  looks: Looks = {},
  allow: Allowances = {},
): Promise<Page> {
  const context = await browser.newContext(contextOptions(looks))
  const page = await context.newPage()
  const faults = watch(page, new URL(url).origin, allow)
  onTestFinished(async () => {
    await context.close()
    expect(faults, 'faults of the page').toEqual([])
  })
  await page.goto(url)
  return page
}
