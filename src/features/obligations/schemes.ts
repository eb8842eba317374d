/** What an article asks a scheme to contain. */
export const SCHEME_ITEMS = [
  'social',
  'ecological',
  'circular',
  'follow-up',
  'rates',
  'targets',
  'esus',
  'inclusion',
  'publication',
] as const
export type SchemeItem = (typeof SCHEME_ITEMS)[number]

/** The law on schemes between two days. */
export interface SchemeLaw {
  id: string
  /** The first day that it applies, and the last one; null while it is in force. */
  from: string
  to: string | null
  /** Yearly expenditure excluding VAT above which a buyer must have a scheme, in euros. */
  threshold: number
  items: readonly SchemeItem[]
  /** The text, in French. */
  source: string
  /** `read` in the text itself; `excerpt` of a page that cites it, to be verified before it may block anybody. */
  certainty: 'read' | 'excerpt'
}

const FIRST: readonly SchemeItem[] = ['social', 'follow-up']
const ECOLOGICAL: readonly SchemeItem[] = ['social', 'ecological', 'circular', 'follow-up']

/** The editions of the law on schemes, one after the other: loi ESS, then the article that is today L2111-3 of the Code. */
export const SCHEME_LAW: readonly SchemeLaw[] = [
  {
    id: 'SP1',
    from: '2015-02-01',
    to: '2015-08-17',
    threshold: 100_000_000,
    items: FIRST,
    source: 'Loi n° 2014-856 du 31 juillet 2014, article 13, et décret n° 2015-90',
    certainty: 'excerpt',
  },
  {
    id: 'SP2',
    from: '2015-08-18',
    to: '2022-12-31',
    threshold: 100_000_000,
    items: ECOLOGICAL,
    source: 'Loi n° 2015-992 du 17 août 2015, article 76 (L2111-3 CCP depuis le 1er avril 2019)',
    certainty: 'excerpt',
  },
  {
    id: 'SP3',
    from: '2023-01-01',
    to: '2023-10-24',
    threshold: 50_000_000,
    items: SCHEME_ITEMS,
    source: 'L2111-3 CCP, loi n° 2021-1104 du 22 août 2021, article 35, et décret n° 2022-767',
    certainty: 'excerpt',
  },
  {
    id: 'SP4',
    from: '2023-10-25',
    to: null,
    threshold: 50_000_000,
    items: SCHEME_ITEMS,
    source: 'L2111-3 CCP, loi n° 2023-973 du 23 octobre 2023, article 29',
    certainty: 'excerpt',
  },
]

/** The law on schemes of a day (`YYYY-MM-DD`); null before there was one. */
export const schemeLawOn = (day: string): SchemeLaw | null =>
  SCHEME_LAW.find(({ from, to }) => from <= day && (to === null || day <= to)) ?? null
