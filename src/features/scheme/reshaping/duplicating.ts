import { type Actor, scopeOf } from '#features/organisations'
import type { Database } from '#platform/db'
import { newKey } from '../text/keys.ts'
import { addParts, type StoredPart } from '../text/parts.ts'
import { arrange } from '../text/structure.ts'
import { holdDraft } from './holding.ts'
import { calling, codesOf } from './references.ts'

const TITLE_LENGTH = 300
const SAID = ' (copie)'

/**
 * A part and all that is under it, under other keys: without codes, which would be those of two parts, nor the days it entered and left. Formulas
 * that call what is copied call the copy. @param known the parts of the scheme, among which those to copy
 */
export function copyOf(part: StoredPart, known: readonly StoredPart[]): [StoredPart, ...StoredPart[]] {
  const under = (parent: string): StoredPart[] =>
    known
      .filter(one => one.parent === parent && one.kind !== 'own' && one.organisation === part.organisation)
      .flatMap(one => [one, ...under(one.key)])
  const copied = under(part.key)
  const taken = new Set(known.map(({ key }) => key))
  const keys = new Map<string, string>()
  for (const { key, content } of [part, ...copied]) {
    keys.set(key, newKey(String(content['title'] ?? content['label'] ?? ''), taken))
    taken.add(keys.get(key) ?? '')
  }
  const names = new Map([
    ...keys,
    ...[...codesOf(known)].flatMap(([code, key]) => (keys.has(key) ? [[code, keys.get(key) ?? ''] as const] : [])),
  ])
  const copy = (one: StoredPart): StoredPart => {
    const { content, ...kept } = calling(one, names) ?? one
    const fresh = one.kind === 'action' ? { code: '', entered: null, left: null } : { code: '' }
    return { ...kept, key: keys.get(one.key) ?? '', content: { ...content, ...fresh } }
  }
  const name = part.kind === 'indicator' ? 'label' : 'title'
  const title = String(part.content[name] ?? '').slice(0, TITLE_LENGTH - SAID.length) + SAID
  const top = copy(part)
  return [
    { ...top, position: part.position + 1, content: { ...top.content, [name]: title } },
    ...copied.map(one => ({ ...copy(one), parent: keys.get(one.parent ?? '') ?? one.parent })),
  ]
}

/**
 * Copies a part right after itself, with all that is under it: its text, its calendar and its indicators, never who pilots it, what happened to
 * it, nor values. @returns the key of the copy
 * @throws Refusal `part-unknown` | `not-leading`, and those of {@link holdDraft}
 */
export function duplicatePart(db: Database, actor: Actor, code: string, key: string): Promise<string> {
  return db.as(scopeOf(actor, 'duplicate-part'), async trx => {
    const { scheme, parts, mine, under } = await holdDraft(trx, actor, code)
    const part = mine(key)
    const copies = copyOf(part, parts)
    await addParts(trx, scheme.id, copies)
    const beside = under(part.parent, part.kind)
    await arrange(trx, scheme, part.parent, beside.toSpliced(beside.indexOf(part) + 1, 0, copies[0]))
    return copies[0].key
  })
}
