import { ONE, type within } from '#features/scheme'
import type { Database } from '#platform/db'

/** What the pages of bilans need. */
export interface ReportSite {
  db: Database
  publicUrl: string
  menu?: NonNullable<Parameters<typeof within>[3]>
}

/** Where the bilans of a scheme are, and that of a year. */
export const ALL = `${ONE}/bilans`
export const YEAR = `${ALL}/:year{[0-9]{1,4}}`
