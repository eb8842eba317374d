import type { Child } from 'hono/jsx'
import type { Pillar } from '../marks.tsx'
import { Disclosure } from '../surfaces.tsx'
import { type Column, Table } from '../Table.tsx'

/** A file of the same chart, or of its values. */
export interface ChartLink {
  label: string
  href: string
}

/** What every chart has around its drawing. */
export interface FigureProps {
  /** Names the chart in the page's addresses; unique in the page. */
  id: string
  /** The message, as a sentence with its figure in it. */
  title: Child
  /** What is measured, in which unit. */
  note?: Child
  pillar?: Pillar | undefined
  /** Address of the same values as CSV. */
  csv?: string | undefined
  /** The chart itself, as files: `SVG`, `PNG`. */
  files?: readonly ChartLink[] | undefined
}

/** What a mark of a drawing stands for: a small drawing of it, and its words. */
export interface LegendItem {
  mark: Child
  label: string
  /** Said beside the drawing where that is wide enough. */
  beside?: boolean
}

/** A chart without what surrounds it: x in %, y in px, so that it takes any width while its text keeps its size. */
export interface Drawing {
  height: number
  body: Child
  /** What the drawing says, for those who do not see it. */
  label: string
  /** What stands at its right where there is room: the names of its lines. */
  beside?: Child
  legend: readonly LegendItem[]
}

/** A figure: its message, its drawing, then the same values as a table, and as files. */
export const Figure = (props: FigureProps & { twin?: Child; children: Child }) => {
  const links = [...(props.csv ? [{ label: 'CSV', href: props.csv }] : []), ...(props.files ?? [])]
  return (
    <figure class="chart" data-pillar={props.pillar}>
      <figcaption>
        <b>{props.title}</b>
        {props.note && <span class="small muted">{props.note}</span>}
      </figcaption>
      {props.children}
      {props.twin && <Disclosure summary="Voir les valeurs en tableau">{props.twin}</Disclosure>}
      {links.length > 0 && (
        <p class="small actions">
          <span class="muted">Télécharger{'\u00a0'}:</span>
          {links.map(({ label, href }) => (
            <a href={href} download>
              <span class="sr-only">{label === 'CSV' ? 'Ces valeurs en ' : 'Ce graphique en '}</span>
              {label}
            </a>
          ))}
        </p>
      )}
    </figure>
  )
}

/** The values of a chart, as a table. */
export function Twin<R>({ of, columns, rows }: { of: FigureProps; columns: readonly Column<R>[]; rows: readonly R[] }) {
  return <Table id={`${of.id}-valeurs`} caption={of.note ?? of.title} bare columns={columns} rows={rows} />
}

/** A drawing in a page, with the names of its lines beside it or under it. */
export const Plot = ({ drawing }: { drawing: Drawing }) => (
  <>
    <div class="plot">
      <svg height={drawing.height} role="img" aria-label={drawing.label}>
        {drawing.body}
      </svg>
      {drawing.beside && (
        <svg class="plot__side" height={drawing.height} aria-hidden="true">
          {drawing.beside}
        </svg>
      )}
    </div>
    {drawing.legend.length > 0 && (
      <ul class="legend">
        {drawing.legend.map(({ mark, label, beside }) => (
          <li class={beside ? 'narrow' : undefined}>
            <svg aria-hidden="true">{mark}</svg>
            {label}
          </li>
        ))}
      </ul>
    )}
  </>
)

/** A position or a length along the width of a drawing: its unit keeps text at its size whatever the width. */
export const across = (hundredths: number) => `${Math.round(hundredths * 100) / 100}%`

/** A position or a length along the height of a drawing, in pixels. */
export const down = (pixels: number) => Math.round(pixels * 10) / 10

/** A value that can be drawn; anything else is a missing one. */
export const drawable = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null
