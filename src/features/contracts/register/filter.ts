import { z } from 'zod'
import { DIVISIONS, PURCHASE_KINDS } from '#features/families'
import { CONSIDERATION_STATES, PROCEDURES, WARNING_CODES } from '../contracts.ts'
import { BANDS } from './bands.ts'

const text = (max: number) => z.string().trim().min(1).max(max)
const state = z.enum([...CONSIDERATION_STATES, 'filled'])
const day = z.string().refine(value => /^(?!0000)\d{4}-\d\d-\d\d$/.test(value) && isDay(value))
const said = z.enum(['yes', 'no', 'said'])

function isDay(value: string): boolean {
  const date = new Date(value)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}

/** Reads one filter of an address; what it does not understand is no filter, and is said to the user. */
const FIELDS = {
  acheteurs: z.string().transform(value => value.replace(/\s/g, '')).pipe(z.string().regex(/^[0-9A-Za-z]{1,20}(,[0-9A-Za-z]{1,20}){0,99}$/)), // biome-ignore format: one line a field
  annee: z.string().regex(/^((?!0000)\d{4}|sans)$/),
  du: day,
  au: day,
  achat: z.enum(PURCHASE_KINDS),
  famille: z.enum(Object.keys(DIVISIONS)),
  cpv: z.string().regex(/^\d{2,8}$/),
  procedure: z.enum(PROCEDURES),
  tranche: z.enum(BANDS.map(band => band.key)),
  sociale: state,
  environnementale: state,
  valeur: z.enum([
    'social_clause',
    'social_criterion',
    'social_reserved',
    'environmental_clause',
    'environmental_criterion',
  ]),
  montant: z.enum(['counted', 'usable', 'missing', 'below1', 'sentinel', 'above3e9', 'repeat']),
  accord: said,
  offres: z.enum(['said', 'one']),
  innovation: said,
  pme: said,
  defaut: z.enum(WARNING_CODES),
  nature: z.enum(['contract', 'concession']),
  q: text(200),
  tri: z.enum(['date', '-date', 'montant', '-montant', 'objet', '-objet']),
  page: z.string().regex(/^[1-9]\d{0,3}$/).transform(Number), // biome-ignore format: one line a field
  par: z.enum(['50', '200']).transform(Number),
} as const

/** What narrows a list of contracts, in the words of its address. */
export type ContractFilter = { [K in keyof typeof FIELDS]?: z.output<(typeof FIELDS)[K]> }

/** The filters on what only the records say. */
export const IN_RECORDS = ['accord', 'offres', 'innovation', 'pme'] as const satisfies (keyof ContractFilter)[]

/**
 * Reads a list's address. Unknown or forged parameters never fail: they are left out, and named so that the page can say so.
 * @param query the parameters as they came, the last one of each name
 */
export function readFilter(query: Record<string, string | undefined>): { filter: ContractFilter; ignored: string[] } {
  const filter: Record<string, unknown> = {}
  const ignored: string[] = []
  for (const [name, schema] of Object.entries(FIELDS)) {
    const given = query[name]
    if (given === undefined || given.trim() === '') continue
    const parsed = schema.safeParse(given)
    if (parsed.success) filter[name] = parsed.data
    else ignored.push(name)
  }
  // No index holds subjects from A to Z: only those of some buyers are few enough to be sorted.
  if (filter.acheteurs === undefined && (filter.tri === 'objet' || filter.tri === '-objet')) delete filter.tri
  // Records are read one by one, which only those of some buyers are few enough for.
  for (const name of IN_RECORDS)
    if (filter.acheteurs === undefined && filter[name] !== undefined) {
      delete filter[name]
      ignored.push(name)
    }
  return { filter, ignored }
}

/** The address of a list: the filter with some changes, defaults left out. */
export function addressOf(
  path: string,
  filter: ContractFilter,
  change: Partial<Record<keyof ContractFilter, string | number | undefined>> = {},
): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filter, ...change })) {
    if (value !== undefined && !(name === 'page' && value === 1)) parameters.set(name, String(value))
  }
  const query = parameters.toString()
  return query === '' ? path : `${path}?${query}`
}

/** The address of a contract. */
export const contractHref = (identity: string) => `/marches/${identity.replaceAll('-', '')}`
