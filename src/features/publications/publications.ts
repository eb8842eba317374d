import type { Child } from 'hono/jsx'
import type { Generated } from 'kysely'

/** A file to publish, as a reader gets it. */
export interface NewFile {
  /** Lower case letters, digits, dots and dashes: also the end of its address. */
  name: string
  /** Content type, with its charset. */
  type: string
  body: Uint8Array
}

/** What an organisation is about to publish. */
export interface Draft {
  /** What sort of publication: decides who draws its page ({@link PublicationKind}); after a colon, what it is about (`bilan:vallonne-2022`). */
  kind: string
  title: string
  /** What it is about in time, such as `2024`. One publication of a kind and period stands at a time. */
  period: string
  /** Made of the data of the example: its page is not to be indexed. */
  example: boolean
  /** The number that it corrects, and what changed. */
  correction: { number: number; changes: string } | null
  files: readonly NewFile[]
  /** The name of the file, in JSON, that the page is drawn from. */
  content: string
  /** The number that its files say; any where they say none. */
  number?: number
}

/** A publication, as everybody may know it. */
export interface Publication {
  number: number
  siren: string
  /** The organisation, as it was called then. */
  name: string
  kind: string
  title: string
  period: string
  example: boolean
  publishedAt: Date
  /** The number that it corrects, and what changed. */
  replaces: number | null
  changes: string | null
  /** The number that corrects it. */
  replacedBy: number | null
  withdrawn: { at: Date; reason: string } | null
  /** The SHA-256 of its manifest: of the whole. */
  sha256: string
}

/** A publication with what its page is drawn from. */
export interface Published {
  publication: Publication
  /** Everything of the same organisation, kind and period, oldest first; itself too. */
  history: readonly Publication[]
  /** The names and SHA-256 of its files, as sha256sum writes them. */
  manifest: string
  /** Its files, in the order of their names; empty when it is withdrawn. */
  files: readonly { name: string; type: string; bytes: number; sha256: string }[]
  /** What the file of its figures says; null when it is withdrawn. */
  content: unknown
}

/** A part of what one page would not hold, with a page of its own. */
export interface Chapter {
  /** The end of its address, for ever: lower case letters, digits, dashes and dots. */
  name: string
  title: string
  /** What else it is found by: the anchors that it holds. */
  holds: readonly string[]
  body(): Child
}

/** How a kind of publication is drawn. */
export interface PublicationKind {
  /** What its publications are, without what they are about. */
  kind: string
  /** A sentence under the title, for search engines too. */
  lede(published: Published): string
  /** The figures; where there are chapters, what comes before them, with their list. */
  body(published: Published): Child
  /** In order; none where its page holds everything. */
  chapters?(published: Published): readonly Chapter[]
  /** Those that other sites may show; null where a publication has none. */
  keyFigures?(published: Published): Child | null
  /** How anybody computes them again. */
  recomputing(published: Published): Child
}

/** Whether a file is data that anybody may use again: an image only bears the mark of who publishes. */
export const isData = ({ type }: Pick<NewFile, 'type'>) => !type.startsWith('image/')

/** Where the publications of an organisation are, for everybody. */
export const publicationsOf = (siren: string) => `/publications/${siren}`

/** Where a publication is, for ever. */
export const addressOf = ({ siren, number }: Pick<Publication, 'siren' | 'number'>) =>
  `${publicationsOf(siren)}/${number}`

/** Where a chapter of a publication is, for ever. */
export const chapterOf = (publication: Pick<Publication, 'siren' | 'number'>, name: string) =>
  `${addressOf(publication)}/chapitres/${name}`

declare module '#platform/db' {
  interface Tables {
    publication: {
      id: string
      organisation_id: string
      siren: string
      name: string
      number: number
      kind: string
      title: string
      period: string
      example: boolean
      published_at: Date
      author_id: string
      replaces: number | null
      changes: string | null
      content: string
      manifest: string
      sha256: string
    }
    publication_file: {
      organisation_id: string
      publication_id: string
      name: string
      type: string
      bytes: number
      sha256: string
      gzip: Uint8Array
    }
    publication_withdrawal: {
      id: string
      organisation_id: string
      publication_id: string
      withdrawn_at: Generated<Date>
      author_id: string
      reason: string
    }
  }
}
