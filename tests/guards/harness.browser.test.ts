import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, testBrowser } from '../support/browser.ts'
import { crawl, traitsOf } from '../support/crawl.ts'
import { freePort } from '../support/ports.ts'

// The guards of pages, tried on pages that are wrong on purpose: a guard that finds nothing there guards nothing.

const browser = await testBrowser()
const port = await freePort()
const origin = `http://127.0.0.1:${port}`

const page = (body: string, head = '') =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Essai</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css">${head}</head>
  <body><main>${body}</main></body></html>`

const right = '<h1>Titre</h1><p>Du texte qui se lit.</p>'
const pages: Record<string, string> = {
  '/right': page(right),
  '/two-titles': page(`${right}<h1>Encore</h1>`),
  '/wide': page(`${right}<p class="wide">Large</p>`),
  '/wide-in-scroller': page(
    `${right}<div class="scroller" tabindex="0" role="region" aria-label="Tableau"><p class="wide">Large</p></div>`,
  ),
  '/pale': page(`${right}<p class="pale">Du texte trop pâle pour être lu.</p>`),
  '/pale-in-the-dark': page(`${right}<p class="dark">Du texte qui se perd dans le noir.</p>`),
  '/no-label': page(`${right}<input name="q">`),
  '/style-attribute': page(`${right}<p style="width:3px">x</p>`),
  '/script-inside': page(`${right}<script>document.title = 'x'</script>`),
  '/style-element': page(right, '<style>p { margin: 0 }</style>'),
  '/third-party': page(`${right}<img src="https://third-party.example/pixel.png" alt="">`),
  '/missing-file': page(`${right}<img src="/absent.png" alt="">`),
  '/throws': page(right, '<script src="/throws.js"></script>'),
  '/heavy': page(`${right}<img src="/heavy.svg" alt="">`),
  '/greedy': page(right),
  '/uncounted': page(right),
  '/empty.csv': '',
}

const app = new Hono()
app.use(async (c, next) => {
  await next()
  c.header('Content-Security-Policy', "default-src 'self'; img-src 'self' data: https://third-party.example")
  if (c.req.path !== '/uncounted') c.header('Server-Timing', `db;desc="${c.req.path === '/greedy' ? 31 : 3}"`)
})
app.get('/style.css', c => {
  c.header('Cache-Control', 'max-age=3600')
  const rules =
    'body { color: #111; background: #fff } .wide { width: 50rem } .scroller { overflow-x: auto } .pale { color: #bbb }'
  return c.body(
    `${rules} @media (prefers-color-scheme: dark) { body, a { color: #fff; background: #111 } .dark { color: #222 } }`,
    200,
    {
      'Content-Type': 'text/css',
    },
  )
})
app.get('/throws.js', c => c.body('throw new Error("on purpose")', 200, { 'Content-Type': 'text/javascript' }))
app.get('/heavy.svg', c =>
  c.body(`<svg xmlns="http://www.w3.org/2000/svg"><!--${'x'.repeat(61_000)}--></svg>`, 200, {
    'Content-Type': 'image/svg+xml',
  }),
)
app.get('/lists/:id', c => c.html(page(right)))
app.get('/form', c =>
  c.html(
    page(`${right}<form action="/found"><label>Nom <input name="q" value="a"></label><button>Chercher</button></form>`),
  ),
)
app.get('/start', c =>
  c.html(page(`${right}<p><a href="/lists/1">Un</a> <a href="/lists/2">Deux</a> <a href="/form#top">Trois</a></p>`)),
)
app.get('/present-by-mistake', c => c.html(page(right)))
app.notFound(c => c.html(page(right), 404))
app.get('/found', c => c.html(page(right)))
for (const [path, body] of Object.entries(pages)) {
  app.get(path, c => (path.endsWith('.csv') ? c.body(body, 200, { 'Content-Type': 'text/csv' }) : c.html(body)))
}
const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' })
afterAll(() => {
  server.close()
})

let found: string[] = []

/** What the crawl of all the pages said of one of them. */
const faultsOf = (path: string) => found.filter(fault => fault.startsWith(`${origin}${path}: `)).join('\n')

beforeAll(async () => {
  found = (
    await crawl(browser, `${origin}/right`, { seeds: Object.keys(pages), missing: ['/absent', '/present-by-mistake'] })
  ).faults
})

test.each(['/right', '/wide-in-scroller', '/absent'])('%s has no fault', path => {
  expect(faultsOf(path)).toBe('')
})

test.each([
  ['/two-titles', /: \[phone, dark\] 2 h1/],
  ['/wide', /\[phone, dark\] scrolls sideways: 8\d\d px wide in 320 \(p\.wide\)/],
  ['/pale', /: axe color-contrast/],
  ['/pale-in-the-dark', /\[phone, dark\] axe color-contrast/],
  ['/no-label', /axe label/],
  ['/style-attribute', /: inline: style="width:3px" on p/],
  ['/script-inside', /: inline: script element without src/],
  ['/script-inside', /console: .*Content Security Policy/i],
  ['/style-element', /: inline: style element without nonce/],
  ['/third-party', /third party: https:\/\/third-party\.example/],
  ['/missing-file', /status 404: .*absent\.png/],
  ['/throws', /uncaught: on purpose/],
  ['/heavy', /firstVisit: 6\d{4} bytes, 60000 at most/],
  ['/heavy', /laterVisit: 6\d{4} bytes, 25000 at most/],
  ['/greedy', /31 queries, 30 at most/],
  ['/uncounted', /no count of queries/],
  ['/empty.csv', /nothing in it/],
  ['/present-by-mistake', /status 200 instead of 404/],
])('%s is found wrong: %s', (path, fault) => {
  expect(faultsOf(path)).toMatch(fault)
})

test('links and forms are followed, an identifier standing for all', async () => {
  const { pages, faults } = await crawl(browser, `${origin}/start`)
  expect(pages.map(url => url.slice(origin.length))).toEqual(['/start', '/lists/1', '/form', '/found?q=a'])
  expect(faults).toEqual([])
})

test.each([
  ['/acheteurs/22620012900012/taux?annee=2024', ['/acheteurs/:id/taux', '/acheteurs/:id/taux?annee']],
  ['/marches/0f3a9c?tri=montant&page=2&page=3', ['/marches/:id', '/marches/:id?page', '/marches/:id?tri']],
  ['/exports/2024.csv', ['/exports/:id.csv']],
  ['/methode', ['/methode']],
])('%s has the traits %s', (url, traits) => {
  expect(traitsOf(`http://127.0.0.1${url}`)).toEqual(traits)
})

test('a fault of a page fails the test that opened it', { fails: true }, async () => {
  await openPage(browser, `${origin}/throws`)
})

test('without JavaScript the page is the same', async () => {
  const opened = await openPage(browser, `${origin}/throws`, { javaScript: false })
  expect(await opened.textContent('h1')).toBe('Titre')
})
