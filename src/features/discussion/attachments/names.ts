import { lineOf } from '#kernel'
import { KINDS, type Kind } from './kinds.ts'

const LONGEST = 120

/**
 * The name under which a file is kept and shown: without folders, without signs that hide or turn it around, of a bearable length, and with the
 * ending of what it is.
 */
export function cleanName(sent: string, kind: Kind): string {
  const last = sent.split(/[/\\]/).at(-1) ?? ''
  const line = lineOf(last.normalize('NFC'), 1000)
    .replace(/[<>:"|?*]/g, '-')
    .replace(/^[. ]+|[. ]+$/g, '')
  const endings: readonly string[] = KINDS[kind].endings
  const [, stem = line, ending = ''] = /^(.*)\.([^.]{1,8})$/.exec(line) ?? []
  const kept = endings.includes(ending.toLowerCase())
  const base =
    Array.from(kept ? stem : line)
      .slice(0, LONGEST)
      .join('')
      .trim() || 'piece'
  return `${base}.${kept ? ending : endings[0]}`
}

/** The header that has a file saved under its name, whatever the browser understands of it (RFC 6266). */
export function dispositionOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\w. -]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`) // biome-ignore format: one line
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
