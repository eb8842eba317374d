import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** A file that the browser asks for, served as it is. */
export interface Asset {
  /** Address on our site, with a hash of the content in the name unless the address is fixed by convention. */
  path: string
  /** Content type, with its charset. */
  type: string
  body: Buffer
  /** The address changes with the content: it may be cached for a year. */
  immutable: boolean
}

const STYLES = ['tokens', 'layout', 'components', 'data', 'print']

// Three strokes in tones that hold on a light and on a dark browser tab
const FAVICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke-width="4.4" stroke-linecap="round">' +
  '<path d="M6 5.5L26 13" stroke="#4f9a55"/><path d="M26 13L6 20.5" stroke="#d06540"/>' +
  '<path d="M6 27.5h20" stroke="#3f89c0"/></svg>\n'

// Filtered and sorted lists have endless addresses: a crawler reads the pages, not every question put to them
const ROBOTS = 'User-agent: *\nDisallow: /*?\n'

function hashed(name: string, extension: string, type: string, body: Buffer): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12)
  return { path: `/assets/${name}-${hash}.${extension}`, type, body, immutable: true }
}

/** Comments and indentation are for us: they weigh a tenth of the sheet. */
function compact(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\n\s*/g, '\n')
    .trimStart()
}

const { resolve } = createRequire(import.meta.url)

/** The only font, Latin, all weights (OFL); characters it lacks, such as U+202F, come from the reader's system. */
export const font = hashed(
  'public-sans',
  'woff2',
  'font/woff2',
  readFileSync(resolve('@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2')),
)

/**
 * The only style sheet. The sources lie in `css/` beside this module; a build copies that folder beside its bundle.
 */
export const styles = hashed(
  'style',
  'css',
  'text/css; charset=utf-8',
  Buffer.from(
    STYLES.map(name => compact(readFileSync(new URL(`./css/${name}.css`, import.meta.url), 'utf8')))
      .join('\n')
      .replace('public-sans.woff2', font.path),
  ),
)

/** A script of `client/`, without its comments and indentation. */
const script = (name: string) =>
  hashed(
    name,
    'js',
    'text/javascript; charset=utf-8',
    Buffer.from(
      readFileSync(new URL(`./client/${name}.js`, import.meta.url), 'utf8')
        .replace(/^ *\/\/.*\n/gm, '')
        .replace(/\n\s*/g, '\n'),
    ),
  )

/** The script of the pages that send files. */
export const uploadScript = script('upload')

/** The script of the page where values are entered. */
export const gridScript = script('grid')

export const favicon = hashed('favicon', 'svg', 'image/svg+xml', Buffer.from(FAVICON))

/** Everything that the site serves besides its pages. */
export const assets: readonly Asset[] = [
  styles,
  font,
  uploadScript,
  gridScript,
  favicon,
  // Asked for by browsers beside what is not a page, such as a raw record
  { ...favicon, path: '/favicon.ico', immutable: false },
  { path: '/robots.txt', type: 'text/plain; charset=utf-8', body: Buffer.from(ROBOTS), immutable: false },
]
