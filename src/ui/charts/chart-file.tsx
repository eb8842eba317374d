import { raw } from 'hono/html'
import { styles } from '../assets.ts'
import { patternsIn } from '../icons.tsx'
import type { Pillar } from '../marks.tsx'
import type { Drawing } from './Figure.tsx'

/** What a chart says once it has left its page. */
export interface ChartFile {
  /** Empty where it is said beside the file. */
  title: string
  note: string
  /** Who says it, of when, at which address: a line each. */
  source: readonly string[]
  drawing: Drawing
  pillar?: Pillar | undefined
}

const WIDTH = 960
const MARGIN = 32
const SIDE = 200

/** Characters that no XML document holds, wherever they come from. */
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** The light value of a colour of the style sheet: a file knows no variables, and is read on white. */
function light(css: string, name: string): string {
  const value = new RegExp(`${name}:\\s*(?:light-dark\\(([^,]+),[^)]*\\)|([^;]+));`).exec(css)
  const colour = value?.[1] ?? value?.[2]
  if (colour === undefined) throw new Error(`no colour ${name}`)
  return colour
}

const RULES = (mark: string) => `
text { font-family: "Public Sans", "Segoe UI", system-ui, "Noto Sans", sans-serif; font-size: 13px; fill: var(--ink); }
.title { font-size: 20px; font-weight: 700; }
.note { font-size: 14px; }
.soft { fill: var(--ink-soft); }
.strong { font-weight: 700; font-size: 15px; }
.halo { paint-order: stroke; stroke: var(--surface); stroke-width: 5px; stroke-linejoin: round; }
.paper { fill: var(--surface); }
.axis { stroke: var(--line-strong); }
.target { stroke: var(--ink); stroke-width: 2; stroke-dasharray: 6 4; }
.target-halo { stroke: var(--surface); stroke-width: 5; }
.legal { stroke: var(--ink); stroke-width: 2; }
.path { stroke: var(--ink-soft); stroke-width: 1.5; stroke-dasharray: 2 3; }
.peers { stroke: var(--ink-soft); stroke-width: 2.5; stroke-dasharray: 1 5; stroke-linecap: round; }
.fill { fill: var(${mark}); }
.fill-soft { fill: var(${mark}-tint); stroke: var(${mark}); stroke-width: 1.5; }
.fill-mid { fill: var(${mark}); fill-opacity: 0.45; }
.on-fill { fill: var(--surface); }
.edge { stroke: var(${mark}); stroke-width: 1.5; }
.track { fill: var(--line); }
.hollow { fill: none; stroke: var(--line-strong); }
.cut { fill: var(--surface); }
.gap { stroke: var(--surface); stroke-width: 2; }
.dot { fill: var(--surface); stroke: var(--ink); stroke-width: 2; }
.mark { stroke: var(--ink); stroke-width: 3; }
.draft { fill: none; stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 4 3; }`

const sheets = new Map<string, string>()

function styleOf(pillar: Pillar | undefined): string {
  const mark = pillar ? `--${pillar}` : '--brand'
  const css = styles.body.toString()
  const sheet = sheets.get(mark) ?? RULES(mark).replace(/var\((--[\w-]+)\)/g, (_, name: string) => light(css, name))
  sheets.set(mark, sheet)
  return sheet
}

/** A text in lines of so many characters at most, broken between words. */
export function linesOf(text: string, most: number): string[] {
  if (text === '') return []
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`
    else for (let at = 0; at === 0 || at < word.length; at += most) lines.push(word.slice(at, at + most))
  }
  return lines
}

/**
 * A chart as an SVG document that stands by itself: its message, its source, its colours written out, at a fixed size.
 * @returns XML
 */
export const chartFile = (chart: ChartFile): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${drawnChart(chart).svg}\n`

/** The same as an element, with its size: what documents show as an image. */
export function drawnChart({ title, note, source, drawing, pillar }: ChartFile) {
  const titles = linesOf(title, 80)
  const notes = linesOf(note, 120)
  const sources = source.flatMap(line => linesOf(line, 130))
  const top = MARGIN + titles.length * 26 + notes.length * 20 + 14
  const inner = WIDTH - 2 * MARGIN
  const plot = inner - (drawing.beside ? SIDE : 0)
  const legend = drawing.legend.filter(({ beside }) => !beside)
  const under = top + drawing.height + 24
  const end = under + legend.length * 22 + (legend.length > 0 ? 10 : 0)
  const height = end + sources.length * 18 + MARGIN - 8
  const body = String(
    <>
      <rect width="100%" height="100%" class="paper" />
      {titles.map((line, i) => (
        <text x={MARGIN} y={MARGIN + 16 + i * 26} class="title">
          {line}
        </text>
      ))}
      {notes.map((line, i) => (
        <text x={MARGIN} y={MARGIN + titles.length * 26 + 14 + i * 20} class="note soft">
          {line}
        </text>
      ))}
      <svg aria-hidden="true" x={MARGIN} y={top} width={plot} height={drawing.height} overflow="visible">
        {drawing.body}
      </svg>
      {drawing.beside && (
        <svg aria-hidden="true" x={MARGIN + plot} y={top} width={SIDE} height={drawing.height} overflow="visible">
          {drawing.beside}
        </svg>
      )}
      {legend.map(({ mark, label }, i) => (
        <>
          <svg aria-hidden="true" x={MARGIN} y={under + i * 22} width="20" height="12">
            {mark}
          </svg>
          <text x={MARGIN + 28} y={under + 11 + i * 22}>
            {label}
          </text>
        </>
      ))}
      {sources.map((line, i) => (
        <text x={MARGIN} y={end + 12 + i * 18} class="soft">
          {line}
        </text>
      ))}
    </>,
  )
  const svg = String(
    <svg xmlns="http://www.w3.org/2000/svg" width={WIDTH} height={height} viewBox={`0 0 ${WIDTH} ${height}`} role="img">
      <title>{title === '' ? drawing.label : title}</title>
      <desc>{drawing.label}</desc>
      <style>{raw(styleOf(pillar))}</style>
      <defs>{raw(patternsIn(body))}</defs>
      {raw(body)}
    </svg>,
  )
  return { svg: svg.replace(FORBIDDEN, ''), width: WIDTH, height }
}
