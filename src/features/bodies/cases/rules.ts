import type { Deciding } from '../bodies.ts'
import type { Case, Outcome, Voice, Voices } from './cases.ts'

/** The body whose turn it is; null once it is closed. */
export const turnOf = ({ state, bodies, level }: Pick<Case, 'state' | 'bodies' | 'level'>): string | null =>
  state === 'open' ? (bodies[level] ?? null) : null

/** What becomes of a case: the next body’s turn, accepted by all, back to who wrote it, or refused. */
export function after(
  { bodies, level }: Pick<Case, 'bodies' | 'level'>,
  outcome: Outcome,
): Pick<Case, 'state' | 'level'> {
  if (outcome === 'return') return { state: 'returned', level }
  if (outcome === 'refuse') return { state: 'refused', level }
  return { state: level + 1 === bodies.length ? 'accepted' : 'open', level: level + 1 }
}

/** Whether somebody would validate alone at two levels in a row. @param before who decided at the level before; none at the first */
export function aloneTwice(before: ReadonlySet<string>, now: ReadonlySet<string>): boolean {
  const [first] = now
  return now.size === 1 && before.size === 1 && first !== undefined && before.has(first)
}

export const countVoices = (voices: readonly Voice[]): Voices => ({
  for: voices.filter(voice => voice === 'for').length,
  against: voices.filter(voice => voice === 'against').length,
  abstentions: voices.filter(voice => voice === 'abstention').length,
})

/** Whether voices carry: nobody against where a body decides by consent, more for than against elsewhere; somebody for in both. */
export const carried = ({ for: pro, against }: Pick<Voices, 'for' | 'against'>, decides: Deciding): boolean =>
  decides === 'consent' ? pro > 0 && against === 0 : pro > against
