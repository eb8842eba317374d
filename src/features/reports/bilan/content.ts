import { type KeptTold, keptTold } from '#features/indicators'
import { canonicalJson, sha256 } from '#features/publications'
import type { Paper } from '#platform/paper'
import { type Bilan, type Composition, paperOf } from './composition.ts'

/** The file that the page of a published report is drawn from: `bilan.json`. */
export const contentFile = ({ file }: Pick<Composition, 'file'>) => `${file}.json` as const

/** The file of the logo that its page shows. */
export const LOGO = 'logo.png'

/** A report as it is published: every word and figure of it, and what its charts are drawn from. */
export interface Content {
  format: `mieuxdisant-${Composition['file']}/1`
  scheme: string
  /** The last that its figures are of. */
  year: number
  paper: Paper
  charts: readonly KeptTold[]
}

/** What a report says, as it would be published now. */
export function contentOf(bilan: Bilan): Content {
  const { facts, plan, composition } = bilan
  return {
    format: `mieuxdisant-${composition.file}/1`,
    scheme: facts.scheme.code,
    year: facts.year,
    paper: paperOf(bilan),
    charts: composition.charted(facts, plan).map(told => keptTold(told, facts.buyers)),
  }
}

/** What a report says, in a few signs: another one where a word or a figure is another. */
export const fingerprintOf = (content: Content): string => sha256(canonicalJson(content))
