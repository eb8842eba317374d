import type { Address, KnownList } from './views.ts'

const LONGEST_QUERY = 2000
/** Where who keeps a view of a public list is led, whatever their organisation. */
export const KEEPING = '/mes-vues'
/** The way to keep a view of a public list, whose pages do not know who reads them. */
export const keepingAt = (address: string) => `${KEEPING}?${new URLSearchParams({ adresse: address })}`

/** What an address says for once: what was just done, the page that is shown. */
const PASSING = ['fait', 'page', 'avant']

/** Filters as they are kept: without what is empty or only for once, in one order, so that the same filters are the same words. */
export function queryOf(sent: URLSearchParams): string {
  const kept = new URLSearchParams([...sent].filter(([name, value]) => value !== '' && !PASSING.includes(name)))
  kept.sort()
  return kept.toString()
}

/** The address of a view: of this site, whatever was sent. */
export const addressOf = ({ path, query }: Address) => (query === '' ? path : `${path}?${query}`)

const patternOf = ({ path, open }: KnownList, siren: string) =>
  new RegExp(`^${open ? '' : `/organisations/${siren}`}${path.replaceAll(/:[a-z]+/g, '[a-z0-9-]{1,60}')}$`)

const tellsOf = (siren: string, query: string) =>
  (new URLSearchParams(query).get('acheteurs') ?? '').split(',').some(one => one.slice(0, 9) === siren)

/** The known list of the organisation of a SIREN that an address leads to; null for any other, and for those of other organisations. */
export const listAt = (lists: readonly KnownList[], siren: string, { path, query }: Address): KnownList | null =>
  lists.find(list => patternOf(list, siren).test(path) && (!list.open || tellsOf(siren, query))) ?? null

/**
 * What an address that somebody sent leads to: a list of their organisation, whether it was typed with the name of the site or without.
 * @param sent from the bar of a browser, or from a form
 * @returns null where no known list is there
 */
export function readAddress(sent: string, lists: readonly KnownList[], siren: string): Address | null {
  // The name of the site is not kept: whatever it is, the path is one of ours.
  const site = 'https://mieuxdisant.invalid'
  if (!URL.canParse(sent, site)) return null
  const read = new URL(sent, site)
  const address = { path: read.pathname, query: queryOf(read.searchParams) }
  return address.query.length <= LONGEST_QUERY && listAt(lists, siren, address) ? address : null
}
