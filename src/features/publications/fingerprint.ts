import { createHash } from 'node:crypto'

/** The SHA-256 of some bytes, or of a text in UTF-8, in hexadecimal digits. */
export const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

/**
 * The one way of writing a value of JSON (RFC 8785): keys in the order of their UTF-16 units, no space, numbers and texts as ECMAScript writes
 * them. The same value is always the same bytes, whoever writes it.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join()}}`
}

/** The names and SHA-256 of files as `sha256sum` writes and checks them, by name. */
export function manifestOf(files: readonly { name: string; sha256: string }[]): string {
  return [...files]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(file => `${file.sha256}  ${file.name}\n`)
    .join('')
}
