import type { Child } from 'hono/jsx'
import type { Pillar } from '../marks.tsx'
import { Disclosure } from '../surfaces.tsx'

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
}

/** A figure: its message, its drawing, then the same values as a table, and as a file. */
export const Figure = (props: FigureProps & { twin?: Child; children: Child }) => (
  <figure class="chart" data-pillar={props.pillar}>
    <figcaption>
      <b>{props.title}</b>
      {props.note && <span class="small muted">{props.note}</span>}
    </figcaption>
    {props.children}
    {props.twin ? (
      <Disclosure summary="Voir les valeurs en tableau">
        {props.twin}
        {props.csv && <CsvLink href={props.csv} />}
      </Disclosure>
    ) : (
      props.csv && <CsvLink href={props.csv} />
    )}
  </figure>
)

const CsvLink = ({ href }: { href: string }) => (
  <p class="small">
    <a href={href} download>
      Télécharger ces valeurs en CSV
    </a>
  </p>
)

/** A position or a length along the width of a drawing: its unit keeps text at its size whatever the width. */
export const across = (hundredths: number) => `${Math.round(hundredths * 100) / 100}%`

/** A position or a length along the height of a drawing, in pixels. */
export const down = (pixels: number) => Math.round(pixels * 10) / 10

/** A value that can be drawn; anything else is a missing one. */
export const drawable = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null
