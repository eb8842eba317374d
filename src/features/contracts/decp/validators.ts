import { Ajv, type ValidateFunction } from 'ajv'
import { concessionSchema, containerSchema, marketSchema } from './schema.ts'
import type { ListKind } from './split.ts'

const ajv = new Ajv({ allErrors: true, strict: false, verbose: true })

/** What is around the records of a file. */
export const container = ajv.compile(containerSchema)

/** A record, by the list that it is in, and how the format names it. */
export const validators: Record<Exclude<ListKind, 'flat'>, { validate: ValidateFunction; name: string }> = {
  contracts: { validate: ajv.compile(marketSchema), name: 'marche' },
  concessions: { validate: ajv.compile(concessionSchema), name: 'contrat-concession' },
}
