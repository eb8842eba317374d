import { raw } from 'hono/html'

// Drawn on a 20 × 20 grid, stroked in the colour of the text around
const SHAPES = {
  leaf: '<path d="M4 16c0-8 5-12 13-12 0 8-3 13-9 13-2 0-4-1-4-1zM4 17c2-4 4-6 8-8"/>',
  people:
    '<circle cx="7" cy="6.5" r="2.7"/><path d="M2 17c0-3.5 2-5.5 5-5.5s5 2 5 5.5M13 4.2a2.6 2.6 0 0 1 0 4.8M14.5 11.8c2.2.6 3.5 2.4 3.5 5.2"/>',
  coins:
    '<path d="M3 8l1.4-4.5h11.2L17 8M3 8v9h14V8M3 8c0 2.6 3.5 2.6 3.5 0 0 2.6 3.5 2.6 3.5 0 0 2.6 3.5 2.6 3.5 0 0 2.6 3.5 2.6 3.5 0M8 17v-4h4v4"/>',
  check: '<path d="M4 10.5l4 4 8-9"/>',
  cross: '<path d="M5 5l10 10M15 5L5 15"/>',
  dash: '<path d="M5 10h10"/>',
  question: '<path d="M7 7.2C7 5.4 8.2 4.3 10 4.3s3 1.1 3 2.7c0 2.2-3 2.4-3 4.7M10 15.6v.1"/>',
  alert: '<path d="M10 3l8 14H2zM10 8.5v4M10 14.8v.1"/>',
  torn: '<path d="M5 2.5h7l3.5 3.5v4l-2.5 2-2.5-2-2.5 2-2-2L5 11zM5 14.5l1.5-1 2 2 2.5-2 2.5 2 2-2v4H5z"/>',
  contract: '<path d="M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M7.5 10h5M7.5 13.5h5"/>',
  chart: '<path d="M3 3v14h14M7 13v-3M11 13V7M15 13V5"/>',
  book: '<path d="M10 5c-2-1.5-4.5-1.7-7-1.3v11.5c2.5-.4 5-.2 7 1.3 2-1.5 4.5-1.7 7-1.3V3.7C14.5 3.3 12 3.5 10 5zM10 5v11.5"/>',
  clock: '<circle cx="10" cy="10" r="7.2"/><path d="M10 5.5V10l3 2"/>',
  calendar: '<path d="M3 5h14v12H3zM3 9h14M7 3v3M13 3v3"/>',
  search: '<circle cx="9" cy="9" r="5.5"/><path d="M13 13l4 4"/>',
  filter: '<path d="M3 4h14l-5.5 7v5.5l-3-1.5v-4z"/>',
  download: '<path d="M10 3v9M6 8.5l4 4 4-4M3.5 16.5h13"/>',
  menu: '<path d="M3 5.5h14M3 10h14M3 14.5h14"/>',
  flag: '<path d="M5 17.5V3h10l-2 3.5 2 3.5H5"/>',
  person: '<circle cx="10" cy="6.5" r="3"/><path d="M4 17c0-3.8 2.3-6 6-6s6 2.2 6 6"/>',
  gauge: '<path d="M3.2 15a7.5 7.5 0 1 1 13.6 0M10 12.5l3-4"/>',
  building: '<path d="M4 17.5V3h8v14.5M12 8h4v9.500M2.500 17.5h15M6.500 6.500h3M6.500 10h3M6.500 13.500h3"/>',
  globe:
    '<circle cx="10" cy="10" r="7.2"/><path d="M2.800 10h14.400M10 2.800c-4.500 4-4.500 10.400 0 14.400M10 2.800c4.500 4 4.500 10.400 0 14.400"/>',
  gear: '<circle cx="10" cy="10" r="2.600"/><path d="M10 2.500v3M10 14.500v3M2.500 10h3M14.500 10h3M4.700 4.700l2.100 2.100M13.200 13.200l2.100 2.100M4.700 15.300l2.100-2.100M13.200 6.800l2.100-2.100"/>',
  info: '<circle cx="10" cy="10" r="7.2"/><path d="M10 9v5M10 6.2v.1"/>',
  up: '<path d="M10 16V4M5 9l5-5 5 5"/>',
  down: '<path d="M10 4v12M5 11l5 5 5-5"/>',
  left: '<path d="M16 10H4M9 5l-5 5 5 5"/>',
  right: '<path d="M4 10h12M11 5l5 5-5 5"/>',
} as const

/** The name of a drawing: it always stands beside a word that says the same. */
export type IconName = keyof typeof SHAPES

// Stripes in the colour of the surface, laid over a solid mark: they follow every colour and both themes
const PATTERNS = {
  hatch:
    '<pattern id="p-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="cut" width="3.5" height="7"/></pattern>',
  stripe:
    '<pattern id="p-stripe" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="cut" width="2" height="5"/></pattern>',
} as const

/** The name of a pattern that repeats in black and white what a colour says. */
export type PatternName = keyof typeof PATTERNS

// Written once: a list of 200 rows shows hundreds of them
const uses = Object.fromEntries(
  Object.keys(SHAPES).map(name => [name, raw(`<svg class="icon" aria-hidden="true"><use href="#i-${name}"/></svg>`)]),
)

/** A decorative icon, hidden from assistive technologies. Its shape is added once, by the page's {@link sprite}. */
export const Icon = ({ name }: { name: IconName }) => uses[name] ?? null

/** The address of a pattern, for the `fill` of an SVG shape. */
export const pattern = (name: PatternName) => `url(#p-${name})`

/** The names of the shapes and patterns that a markup uses: text comes escaped, so an attribute between real quotes can only be ours. */
function namesIn(html: string): Set<string> {
  const names = new Set<string>()
  // A list of 200 rows is half a megabyte: this is several times as fast as a regular expression.
  for (const [before, after] of [[' href="#i-', '"'], [' fill="url(#p-', ')"']] as const) // biome-ignore format: pairs
    for (let at = html.indexOf(before); at >= 0; at = html.indexOf(before, at + 1))
      names.add(html.slice(at + before.length, html.indexOf(after, at + before.length)))
  return names
}

/** The patterns that a drawing uses, to be put in the definitions of a file. */
export const patternsIn = (svg: string): string =>
  [...namesIn(svg)].map(name => (name in PATTERNS ? PATTERNS[name as PatternName] : '')).join('')

/** The shapes and patterns that a rendered page uses, to be put in that page once. */
export function sprite(html: string) {
  let shapes = ''
  for (const name of namesIn(html)) {
    if (name in SHAPES) shapes += `<symbol id="i-${name}" viewBox="0 0 20 20">${SHAPES[name as IconName]}</symbol>`
    else if (name in PATTERNS) shapes += PATTERNS[name as PatternName]
  }
  // Not `hidden`: a pattern inside an undisplayed drawing is not painted
  return raw(shapes && `<svg class="sprite" width="0" height="0" aria-hidden="true"><defs>${shapes}</defs></svg>`)
}
