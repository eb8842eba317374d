import { fold } from '#kernel'
import type { Procedure, WarningCode } from '../contracts.ts'
import { CONCESSION_PROCEDURES, MARKET_PROCEDURES, official } from './enumerations.ts'
import { isBlank, textOf } from './shape.ts'

/** What each value of the official list is called here, in its order (arrêté of 22 December 2022). */
const KINDS: readonly Procedure[] = ['adapted', 'open', 'restricted', 'negotiated', 'without-notice', 'dialogue']

interface Meaning {
  procedure: Procedure | null
  known: boolean
}

const meanings = new Map<unknown, Meaning>()

/** Reads the award procedure; a word of no official list is `other`, with a warning. */
export function readProcedure(value: unknown, warnings: WarningCode[]): Procedure | null {
  let meaning = meanings.get(value)
  if (meaning === undefined) {
    meaning = interpret(value)
    if (meanings.size < 10_000) meanings.set(value, meaning)
  }
  if (!meaning.known) warnings.push('procedure-unknown')
  return meaning.procedure
}

function interpret(value: unknown): Meaning {
  if (isBlank(value)) return { procedure: null, known: true }
  // Some platforms lose the apostrophe: "Appel d offres ouvert".
  const text = fold(textOf(value) ?? '').replace(/\bd offres\b/, "d'offres")
  const word = official(MARKET_PROCEDURES, text)
  if (word !== undefined) return { procedure: KINDS[MARKET_PROCEDURES.indexOf(word)] ?? 'other', known: true }
  // Concessions have a list of their own, which says nothing of the above.
  return { procedure: 'other', known: official(CONCESSION_PROCEDURES, text) !== undefined }
}
