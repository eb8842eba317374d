import { parseRaw } from '../decp/text.ts'

/** What decides between two publications of one contract. Dates are `YYYY-MM-DD`; null is earlier than any. */
export interface Publication {
  published: string | null
  modified: string | null
}

/**
 * Whether a publication read later takes the place of one read before: the later `datePublicationDonnees`, then the later
 * `datePublicationDonneesModification`, then the later file, then the later row.
 */
export function replaces(later: Publication, earlier: Publication): boolean {
  const [published, before] = [later.published ?? '', earlier.published ?? '']
  if (published !== before) return published > before
  return (later.modified ?? '') >= (earlier.modified ?? '')
}

/**
 * Whether two texts of a JSON record say the same: the same fields and values in another order, spacing or escaping.
 * Records in other formats, and those nested too deep to compare, are the same only when their texts are.
 */
export function sameRecord(one: string, other: string): boolean {
  if (one === other) return true
  if (!one.startsWith('{') || !other.startsWith('{')) return false
  try {
    return canonical(parseRaw(one)) === canonical(parseRaw(other))
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
