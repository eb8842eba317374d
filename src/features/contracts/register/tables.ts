import type { Generated } from 'kysely'
import type { AmountState, ConsiderationState, ContractKind, Dialect, WarningCode } from '../contracts.ts'

/** Above every generation: the version is current. */
export const FOREVER = 2_147_483_647

export type ImportState = 'running' | 'finished' | 'refused' | 'interrupted' | 'undone'

export interface ImportTable {
  id: Generated<number>
  file: string
  sha256: string | null
  bytes: number | null
  format: string | null
  author: string
  state: Generated<ImportState>
  refusal: string | null
  started_at: Generated<Date>
  finished_at: Date | null
  undone_at: Date | null
  read: Generated<number>
  created: Generated<number>
  updated: Generated<number>
  unchanged: Generated<number>
  rejected: Generated<number>
  concessions: Generated<number>
  left_out: Generated<number>
  warnings: Generated<Partial<Record<WarningCode, number>>>
  rejects_file: string | null
}

export interface RegisterTable {
  one: Generated<boolean>
  generation: number
  example: boolean
}

export interface ContractVersionTable {
  import_id: number
  position: number
  valid_from: number
  valid_to: number
  identity: string
  content: string
  dialect: Dialect
  kind: ContractKind
  source_id: string | null
  buyer: string
  subject: string | null
  nature: string | null
  cpv: string | null
  division: string
  procedure: string
  amount: number | null
  amount_state: AmountState
  band: string
  ceiling: string | null
  months: number | null
  notified: string | null
  year: number
  published: string | null
  modified: string | null
  modifications: number
  social: ConsiderationState
  social_clause: boolean
  social_criterion: boolean
  social_reserved: boolean
  environmental: ConsiderationState
  environmental_clause: boolean
  environmental_criterion: boolean
  holders: string[]
  warnings: WarningCode[]
  terms: string
}

export interface ContractRawTable {
  import_id: number
  position: number
  raw: string
}

export interface SightingTable {
  import_id: number
  of_import: number
  of_position: number
}

export type RollupPart = 'all' | 'division' | 'procedure' | 'band' | 'concession' | 'warning'

export interface RollupTable {
  buyer: string
  year: number
  part: RollupPart
  key: string
  valid_from: number
  valid_to: number
  contracts: number
  missing: number
  below1: number
  sentinel: number
  above3e9: number
  repeats: number
  amount: number
  social_yes: number
  social_none: number
  social_unreadable: number
  social_clause: number
  social_criterion: number
  social_reserved: number
  social_amount_filled: number
  social_amount_yes: number
  environmental_yes: number
  environmental_none: number
  environmental_unreadable: number
  environmental_clause: number
  environmental_criterion: number
  environmental_amount_filled: number
  environmental_amount_yes: number
}

export interface EntityNameTable {
  siret: string
  import_id: number
  name: string
  folded: string
}

declare module '#platform/db' {
  interface Tables {
    import: ImportTable
    register: RegisterTable
    contract_version: ContractVersionTable
    contract_raw: ContractRawTable
    sighting: SightingTable
    rollup: RollupTable
    entity_name: EntityNameTable
  }
}
