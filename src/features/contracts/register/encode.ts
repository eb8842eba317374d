import { hash } from 'node:crypto'
import { termText } from '#platform/french'
import type { Contract, Dialect } from '../contracts.ts'
import { normalSubject } from '../decp/identity.ts'
import { bandOf } from './bands.ts'

/** The columns of `contract_version` that a line of {@link encodeVersion} fills, in its order. */
export const VERSION_COLUMNS = [
  'import_id', 'position', 'valid_from', 'identity', 'content', 'dialect', 'kind', 'source_id', 'buyer', 'subject', 'nature', 'cpv',
  'division', 'procedure', 'amount', 'amount_state', 'band', 'ceiling', 'months', 'notified', 'year', 'published', 'modified',
  'modifications', 'social', 'social_clause', 'social_criterion', 'social_reserved', 'environmental', 'environmental_clause',
  'environmental_criterion', 'holders', 'warnings', 'terms',
] as const // biome-ignore format: one glance

const SPECIAL = /[\\\t\n\r\0]/
const SPECIALS = /[\\\t\n\r\0]/g
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\ufffd' }

/** A text in PostgreSQL's COPY text format; a NUL, which PostgreSQL cannot hold, becomes U+FFFD. */
export function copyText(text: string): string {
  return SPECIAL.test(text) ? text.replace(SPECIALS, special => ESCAPES[special] ?? special) : text
}

function nullable(value: string | null): string {
  return value === null ? '\\N' : copyText(value)
}

function list(values: readonly string[]): string {
  if (values.length === 0) return '{}'
  return copyText(`{${values.map(value => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`)
}

/** The fingerprint of a record's exact text as it is written for COPY: the first 32 hexadecimal digits of its SHA-256, a UUID's. */
export function contentOf(raw: Uint8Array): string {
  return hash('sha256', raw).slice(0, 32)
}

/** What the ceiling of a contract is made of. */
export type CeilingParts = Pick<
  Contract,
  'framework' | 'kind' | 'amountState' | 'buyer' | 'notified' | 'cpv' | 'amount' | 'subject'
>

/** Lines that share this key repeat the ceiling of one framework agreement; null when the contract is not concerned. */
export function ceilingOf(contract: CeilingParts): string | null {
  if (!contract.framework || contract.kind !== 'contract' || contract.amountState !== 'counted') return null
  const { buyer, notified, cpv, amount, subject } = contract
  return hash(
    'md5',
    `${buyer}\u001f${notified ?? ''}\u001f${cpv ?? ''}\u001f${amount}\u001f${normalSubject(subject ?? '')}`,
  )
}

/** Holders are found by their whole identifier; one that is not letters and digits is found on its buyer's lists only. */
function holderTerms(holders: readonly string[]): string {
  let terms = ''
  for (const holder of holders) if (/^[0-9A-Za-z]+$/.test(holder)) terms += ` ${holder.toLowerCase()}`
  return terms
}

const flag = (value: boolean) => (value ? 't' : 'f')

/** One line for COPY into `contract_version`, without its end of line. */
export function encodeVersion(
  importId: number,
  position: number,
  content: string,
  dialect: Dialect,
  c: Contract,
): string {
  const { social, environmental } = c
  return `${importId}\t${position}\t${importId}\t${c.identity}\t${content}\t${dialect}\t${c.kind}\t${nullable(c.sourceId)}\t${copyText(c.buyer)}\t${nullable(c.subject)}\t${nullable(c.nature)}\t${c.cpv ?? '\\N'}\t${c.cpv?.slice(0, 2) ?? ''}\t${c.procedure ?? ''}\t${c.amount ?? '\\N'}\t${c.amountState}\t${bandOf(c.amount, c.amountState)}\t${ceilingOf(c) ?? '\\N'}\t${c.months ?? '\\N'}\t${c.notified ?? '\\N'}\t${c.notified?.slice(0, 4) ?? '0'}\t${c.published ?? '\\N'}\t${c.modified ?? '\\N'}\t${Math.min(c.modifications, 32_767)}\t${social.state}\t${flag(social.clause)}\t${flag(social.criterion)}\t${flag(social.reserved)}\t${environmental.state}\t${flag(environmental.clause)}\t${flag(environmental.criterion)}\t${list(c.holders)}\t${list(c.warnings)}\t${termText(c.subject ?? '')}${holderTerms(c.holders)}`
}

/** One line out of lines for COPY laid end to end. */
export function rowOf(bytes: Uint8Array, ends: Uint32Array, row: number): Uint8Array {
  return bytes.subarray(row === 0 ? 0 : ends[row - 1], ends[row])
}

/** Some lines out of lines for COPY, ascending, by runs of neighbours; the whole buffer when none is left out. */
export function rowsOf(bytes: Uint8Array, ends: Uint32Array, rows: readonly number[]): Uint8Array {
  if (rows.length === ends.length) return bytes
  const runs: Uint8Array[] = []
  for (let i = 0; i < rows.length; ) {
    const first = rows[i] as number
    let last = first
    while (rows[++i] === last + 1) last++
    runs.push(bytes.subarray(first === 0 ? 0 : ends[first - 1], ends[last]))
  }
  return Buffer.concat(runs)
}
