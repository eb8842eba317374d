import { type KeptTold, keptTold } from '#features/indicators'
import { canonicalJson, sha256 } from '#features/publications'
import type { Paper } from '#platform/paper'
import { type Bilan, chartedIn, paperOf } from './composing.ts'

/** The file that the page of a published bilan is drawn from. */
export const CONTENT = 'bilan.json'

/** The file of the logo that its page shows. */
export const LOGO = 'logo.png'

/** A bilan as it is published: every word and figure of it, and what its charts are drawn from. */
export interface Content {
  format: 'mieuxdisant-bilan/1'
  scheme: string
  year: number
  paper: Paper
  charts: readonly KeptTold[]
}

/** What a bilan says, as it would be published now. */
export function contentOf(bilan: Bilan): Content {
  const { facts, plan } = bilan
  return {
    format: 'mieuxdisant-bilan/1',
    scheme: facts.scheme.code,
    year: facts.year,
    paper: paperOf(bilan),
    charts: chartedIn(facts, plan).map(told => keptTold(told, facts.buyers)),
  }
}

/** What a bilan says, in a few signs: another one where a word or a figure is another. */
export const fingerprintOf = (content: Content): string => sha256(canonicalJson(content))
