import { count, fr } from '#ui'
import type { Presence } from '../bodies.ts'
import type { Quorum } from '../rules.ts'
import type { MeetingFacts } from './facts.ts'
import { whoWas } from './facts.ts'

/** How those who are listed are said to have been. */
export const CAME_WORDS: Readonly<Record<Presence, string>> = {
  present: 'Étaient là',
  represented: 'Étaient représenté·es',
  excused: 'S’étaient excusé·es',
  away: 'Étaient absent·es',
}

/** How many took part, and whether that was enough. */
export function quorumWords({ of, needed, there, reached }: Quorum): string {
  const part = fr`${there} sur ${count(of, 'siège')}`
  if (needed === 0) return fr`${part} ; aucun quorum n’est demandé`
  return fr`${part}, pour un quorum de ${needed} : ${reached ? 'atteint' : 'pas atteint'}`
}

/** Who was there, a line each: « Hélène Vasseur, vice-présidente ». */
export function namesWords(facts: MeetingFacts, presence: Presence): string[] {
  return whoWas(facts, presence).map(({ seat, by, holder }) =>
    [`${seat.name}, ${seat.title}`, holder && fr`supplée ${holder}`, by && fr`représenté·e par ${by}`]
      .filter(Boolean)
      .join(', '),
  )
}
