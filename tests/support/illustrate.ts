import type { Page } from 'playwright-core'
import { root } from './root.ts'

/** Makes the picture of a page again for the guide, only when asked: `SCREENSHOTS=1 npx vitest run --project browser tests/journeys`. */
export async function illustrate(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS'] !== '1') return
  const clip = { x: 0, y: 0, width: 1280, height: 640 }
  await page.screenshot({ path: root(`docs/guide/images/${name}.png`), clip })
}
