import { fold } from '#kernel'
import type { StoredPart } from '../text/parts.ts'

const nameOf = (written: string) => fold(written).replace(/[\u2010-\u2014\u2212]/g, '-')
const codeOf = ({ content }: StoredPart) => nameOf(String(content['code'] ?? ''))

/** The keys of indicators by the codes that formulas may call them: their own, and that of an action that has only one. A code of several is of none. */
export function codesOf(parts: readonly StoredPart[]): ReadonlyMap<string, string> {
  const found = new Map<string, string | null>()
  const say = (code: string, key: string) => {
    if (code !== '') found.set(code, found.has(code) && found.get(code) !== key ? null : key)
  }
  const codes = new Map(parts.filter(({ kind }) => kind === 'action').map(part => [part.key, codeOf(part)]))
  for (const part of parts)
    if (part.kind === 'indicator') {
      say(codeOf(part), part.key)
      say(codes.get(part.parent ?? '') ?? '', part.key)
    }
  // A key comes before a code.
  for (const { key } of parts) found.delete(nameOf(key))
  return new Map([...found].flatMap(([code, key]) => (key === null ? [] : [[code, key] as const])))
}

/** A part whose formula calls indicators by their new names; null where nothing changes. @param names the new name of an old one */
export function calling(part: StoredPart, names: ReadonlyMap<string, string>): StoredPart | null {
  const source = part.content['source'] as { kind: string; formula?: string } | undefined
  if (source?.formula === undefined) return null
  const formula = source.formula.replace(/\[\s*([^[\]:,]+?)\s*(?=[\]:,])/g, (all, name: string) => {
    const to = names.get(nameOf(name))
    return to === undefined ? all : `[${to}`
  })
  return formula === source.formula ? null : { ...part, content: { ...part.content, source: { ...source, formula } } }
}

/** The parts whose formulas call an indicator by a code, calling it by its key instead: codes may then change. */
export function pinned(parts: readonly StoredPart[]): StoredPart[] {
  const names = codesOf(parts)
  return parts.flatMap(part => calling(part, names) ?? [])
}
