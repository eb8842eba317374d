import { fold } from '#kernel'
import type { Dialect } from '../contracts.ts'
import { idOf, isFields } from './shape.ts'

/** Fields that exist in v2 only (among them the singular names of 2.0.0): one of them dates a flat record. */
const V2_FIELDS = [
  'considerationsSociales',
  'considerationsEnvironnementales',
  'techniques',
  'technique',
  'modalitesExecution',
  'ccag',
  'offresRecues',
  'marcheInnovant',
  'typesPrix',
  'typePrix',
]

/** The dialect of a record found in a flat list. */
export function dialectOf(value: unknown): Dialect {
  return isFields(value) && V2_FIELDS.some(field => field in value) ? 'v2' : 'v1'
}

const known = new Map<unknown, boolean>()

function saysConcession(word: unknown): boolean {
  if (typeof word !== 'string') return false
  let says = known.get(word)
  if (says === undefined) {
    const folded = fold(word)
    says = folded.includes('concession') || folded.startsWith('delegation de service public')
    if (known.size < 10_000) known.set(word, says)
  }
  return says
}

/** Whether a record says itself that it is a concession, by its type, its nature or its authority, wherever it was found. */
export function isConcession(value: unknown): boolean {
  if (!isFields(value)) return false
  if (saysConcession(value['_type']) || saysConcession(value['nature'])) return true
  return (
    value['autoriteConcedante'] !== undefined &&
    idOf(value['autoriteConcedante']) !== '' &&
    idOf(value['acheteur']) === ''
  )
}
