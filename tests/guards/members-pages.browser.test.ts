import { expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { crawl } from '../support/crawl.ts'
import { demoServer } from '../support/demo.ts'

const browser = await testBrowser()
const server = await demoServer()

const SPACE = '/organisations/229900998'

/** Whoever signs in, where they see what strangers do not, states of it, and the kinds of pages and files that are there. */
const MEMBERS: [who: string, within: string, seeds: string[], pages: string[], files: string[]][] = [
  [
    'nadia.belkacem',
    SPACE,
    [`${SPACE}/membres?fait=roles`, `${SPACE}/journal?du=2001-01-01&au=2001-01-02`, `${SPACE}/vues`],
    [
      '',
      '/attendus',
      '/imports',
      '/journal',
      '/membres',
      '/membres/:id',
      '/publications',
      '/publications/nouvelle',
      '/reglages',
    ].map(path => SPACE + path),
    [`${SPACE}/journal.csv`],
  ],
  [
    'claire.fontenay',
    '/administration',
    ['/organisations', '/administration?fait=ouverte'],
    ['/administration', '/administration/journal', '/administration/organisations/:id', '/organisations'],
    ['/administration/journal.csv'],
  ],
]

/** The kinds of addresses: which member, or which organisation of the instance, does not matter. */
const kindsOf = (urls: string[]) =>
  urls.map(url => new URL(url).pathname.replace(/(?<=\/membres\/|\/administration\/organisations\/).+/, ':id'))

test.each(MEMBERS)(
  'every page of %s keeps every promise of the house',
  async (who, within, seeds, pages, files) => {
    const as = await server.as(browser, who)
    const seen = await crawl(browser, server.url + within, { as, within: [within], seeds })
    expect(seen.faults).toEqual([])
    expect(kindsOf(seen.pages)).toEqual(expect.arrayContaining(pages))
    expect(kindsOf(seen.files)).toEqual(expect.arrayContaining(files))
  },
  300_000,
)
