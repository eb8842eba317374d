/** Words, with what is said of them; all of it plain data, that JSON keeps. */
export interface Run {
  text: string
  strong?: true
  emphasis?: true
  /** Where it leads: `https://…`, `mailto:…`, `/…` on the site that publishes it, or `#id` of a heading, a table or a chart of the same document. */
  link?: string
}

/** What stands in a cell: words, and the number that they tell where they tell one. */
export interface Cell {
  /** As it is read, in French: `38,5 %`. */
  text: string
  /** The same as a plain decimal, exact: `38.4783`. What computes reads it; as many decimals are shown as the words show. */
  value?: string
  /** `%`, `kg`, `€`; the words have it already. */
  unit?: string
  link?: string
}

export interface TableColumn {
  head: string
  /** Numbers, at the right. */
  numeric?: true
  /** Its share of the width beside the others; 1 where it is not said. */
  weight?: number
}

/** A table of data: the first cell of each row names it. */
export interface TableBlock {
  as: 'table'
  /** Names it among the tables and charts of a document: lower case letters, digits, dashes. */
  id: string
  /** What it holds, as a short title; also the name of its sheet in a workbook. */
  caption: string
  columns: readonly TableColumn[]
  rows: readonly (readonly Cell[])[]
  note?: string
}

/** A drawing that its words and its table replace for those who do not see it. */
export interface ChartBlock {
  as: 'chart'
  id: string
  /** The message, with its figure. */
  title: string
  /** What is measured, in which unit. */
  note: string
  /** What the drawing says. */
  alt: string
  /** A whole SVG document, without the title nor the note, to be shown as wide as the text. */
  svg: string
  /** In the units of the drawing: its proportions. */
  width: number
  height: number
}

/** A figure that stands out, and what it is compared with, a line each. */
export interface KeyFigure {
  label: string
  figure: Cell
  notes: readonly string[]
  /** Where it is explained, on the site that publishes it: `/…`. */
  link?: string
}

/** A piece of a document. */
export type Block =
  /** Never deeper than one level under the heading before it. */
  | { as: 'heading'; level: 1 | 2 | 3 | 4; id: string; text: string }
  | { as: 'text'; runs: readonly Run[] }
  | { as: 'list'; ordered: boolean; items: readonly (readonly Block[])[] }
  /** What is said apart: a warning, a comment of who writes. */
  | { as: 'aside'; title: string; blocks: readonly Block[] }
  /** Names and what they are. */
  | { as: 'facts'; items: readonly { label: string; runs: readonly Run[] }[] }
  | { as: 'figures'; id: string; caption: string; items: readonly KeyFigure[] }
  | TableBlock
  | ChartBlock

/** What a document says of itself, on its cover and in the properties of its files. */
export interface Cover {
  title: string
  subtitle: string
  /** Who says it. */
  author: string
  /** In one sentence: search engines, properties of files. */
  description: string
  /** Of what it says, `YYYY-MM-DD`. */
  day: string
  /** Lines under the title: « Publication », « Période »… */
  facts: readonly { label: string; text: string }[]
  /** Said on the cover of what is not simply true: fictional data, a draft; empty for none. */
  notice: string
  /** Where it is on the web, for ever; empty where it is not. */
  address: string
  /** A PNG image of the author, in base64, with its size in pixels. */
  logo?: { png: string; width: number; height: number }
}

/** A document to be read page after page: cover, table of contents, then its blocks. In French. */
export interface Paper extends Cover {
  /** Of a few pages: it begins under its title, without a table of contents. */
  short?: true
  blocks: readonly Block[]
}

/** Some slides: a cover, then each with a title and little else. */
export interface Deck extends Cover {
  slides: readonly { title: string; blocks: readonly Block[] }[]
}
