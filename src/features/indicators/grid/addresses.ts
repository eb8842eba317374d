import { type Branch, viewQuery } from '#features/scheme'
import type { GridFilter } from './grid.ts'

/** The address of a grid, or of what is done with it (`/annulation`). */
export function gridAt(
  base: string,
  { action, only, year, page, view }: Omit<GridFilter, 'view'> & { view?: GridFilter['view'] },
  more: Readonly<Record<string, string>> = {},
  to = '',
) {
  const query = new URLSearchParams({
    ...(view ? viewQuery(view) : {}),
    ...(action === null ? {} : { fiche: action }),
    ...(only === null ? {} : { qui: 'moi' }),
    ...(year === null ? {} : { annee: String(year) }),
    ...(page === 1 ? {} : { page: String(page) }),
    ...more,
  })
  return `${base}/saisie${to}${query.size === 0 ? '' : `?${query}`}`
}

/** An action as it is called: its code, then its title. */
export const nameOfAction = ({ code, title }: Pick<Branch, 'code' | 'title'>) =>
  code === '' ? title : `${code} ${title}`
