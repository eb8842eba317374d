import { isFinal, type Told } from '#features/indicators'
import type { Cover } from '#platform/paper'
import type { Sheets } from './facts.ts'

/** What the covers of sheets have in common. @param told the indicators that the sheet shows */
export function coverOf(
  { document, author, logo, buyers, day, draft, address }: Sheets,
  told: readonly Told[],
): Omit<Cover, 'title' | 'description' | 'facts'> {
  const open = told.some(({ figures }) => figures.some(one => !isFinal(one)))
  return {
    subtitle: document.title,
    author: buyers.length > 1 ? buyers.join(', ') : author,
    day,
    notice: [
      document.notice,
      draft && 'Texte de travail, qui n’est pas encore adopté.',
      open && 'Des valeurs ne sont pas encore validées : ce document le dit à chaque fois.',
    ]
      .filter(Boolean)
      .join(' '),
    address,
    ...(logo ? { logo } : {}),
  }
}
