import { z } from 'zod'

/** What the operator says of the installation, which its legal pages must tell; null where nothing was said. */
export interface LegalNotice {
  /** Who publishes: name, address, who answers for it. */
  publisher: string | null
  /** Where it is hosted: name and address. */
  host: string | null
  /** How to write to whoever runs the site. */
  contact: string | null
  /** Who answers for personal data (the data protection officer). */
  dataContact: string | null
}

/** Nothing was said. */
export const NO_NOTICE: LegalNotice = { publisher: null, host: null, contact: null, dataContact: null }

const line = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^\P{Cc}+$/u)
  .optional()

const VARIABLES = {
  LEGAL_PUBLISHER: 'publisher',
  LEGAL_HOST: 'host',
  LEGAL_CONTACT: 'contact',
  LEGAL_DATA_CONTACT: 'dataContact',
} as const satisfies Record<string, keyof LegalNotice>
type Variable = keyof typeof VARIABLES
const NAMES = Object.keys(VARIABLES) as Variable[]

/** The variables of the notice, and what each must be. */
export const LEGAL = {
  schema: Object.fromEntries(NAMES.map(name => [name, line])) as Record<Variable, typeof line>,
  expected: Object.fromEntries(NAMES.map(name => [name, 'une ligne d’au plus 500 signes'])),
}

export const readLegal = (given: Partial<Record<Variable, string | undefined>>): LegalNotice => ({
  publisher: given.LEGAL_PUBLISHER ?? null,
  host: given.LEGAL_HOST ?? null,
  contact: given.LEGAL_CONTACT ?? null,
  dataContact: given.LEGAL_DATA_CONTACT ?? null,
})

/** The variables that say nothing yet. */
export const missingFrom = (notice: LegalNotice): Variable[] => NAMES.filter(name => notice[VARIABLES[name]] === null)
