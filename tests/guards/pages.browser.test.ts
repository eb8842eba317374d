import { expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { crawl } from '../support/crawl.ts'
import { demoServer } from '../support/demo.ts'

const browser = await testBrowser()
const server = await demoServer()

/** Home, buyers, buyer, rates, explanation, contracts, one contract, data quality, imports, method. */
const KINDS_OF_PAGES = 10
/** The contracts behind a figure, as CSV, XLSX and JSON. */
const KINDS_OF_FILES = 3

test('every page, on a phone in the dark and on a wide screen, keeps every promise of the house', async () => {
  const { pages, files, faults } = await crawl(browser, server.url, { missing: ['/not-there'] })
  expect(faults).toEqual([])
  expect(pages.length).toBeGreaterThanOrEqual(KINDS_OF_PAGES)
  expect(files.length).toBeGreaterThanOrEqual(KINDS_OF_FILES)
}, 600_000)
