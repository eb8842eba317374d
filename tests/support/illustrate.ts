import type { Page } from 'playwright-core'
import { root } from './root.ts'

/**
 * Makes the picture of a page again for the guide, only when asked: `SCREENSHOTS=1 npx vitest run --project browser tests/journeys`.
 * @param section what of the page is shown; its top without it
 */
export async function illustrate(page: Page, name: string, section?: string): Promise<void> {
  if (process.env['SCREENSHOTS'] !== '1') return
  const looks = page.viewportSize()
  await page.setViewportSize({ width: 1280, height: 640 })
  if (section) await page.locator(section).scrollIntoViewIfNeeded()
  await page.screenshot({ path: root(`docs/guide/images/${name}.png`) })
  if (looks) await page.setViewportSize(looks)
}

/** The same of another page of the site, which is opened only when its picture is asked for. */
export async function illustrateAt(page: Page, address: string, name: string, section?: string): Promise<void> {
  if (process.env['SCREENSHOTS'] !== '1') return
  await page.goto(new URL(address, page.url()).href)
  await illustrate(page, name, section)
}
