import { type Actor, scopeOf } from '#features/organisations'
import { Refusal } from '#kernel'
import type { Database } from '#platform/db'
import { typo } from '#ui'
import { PARTS } from '../document/document.ts'
import { refuse } from '../labels.ts'
import { markOf } from '../text/merging.ts'
import type { StoredPart } from '../text/parts.ts'
import { rewrite } from '../text/structure.ts'
import { holdDraft } from './holding.ts'
import { pinned } from './references.ts'

/** Two parts of a kind would have one code: nothing is written, and the rows are shown. */
export class CodesRepeated extends Refusal {
  /** The keys of the parts, by the code that they would share. */
  readonly repeated: ReadonlyMap<string, readonly string[]>
  constructor(repeated: ReadonlyMap<string, readonly string[]>) {
    const codes = [...repeated].map(([code, keys]) => `${code} (${keys.length} fois)`).join(', ')
    super('codes-repeated', typo(`Un code ne peut être donné qu’une fois : ${codes}. Changez les lignes signalées.`))
    this.repeated = repeated
  }
}

/** A mark of the codes that a form was opened with, so that nobody’s are written over. */
export const codesMark = (codes: ReadonlyMap<string, string>): string =>
  markOf([...codes].sort(([a], [b]) => (a < b ? -1 : 1)))

const codeOf = ({ content }: Pick<StoredPart, 'content'>) => String(content['code'] ?? '')

/** The codes that several parts of a kind share, each with their keys. */
export function repeatedIn(parts: readonly Pick<StoredPart, 'kind' | 'key' | 'content'>[]): Map<string, string[]> {
  const shared = new Map<string, { code: string; keys: string[] }>()
  for (const part of parts) {
    const code = codeOf(part)
    if (code === '' || part.kind === 'own') continue
    const place = `${part.kind} ${code}`
    const beside = shared.get(place)
    if (beside) beside.keys.push(part.key)
    else shared.set(place, { code, keys: [part.key] })
  }
  return new Map([...shared.values()].filter(({ keys }) => keys.length > 1).map(({ code, keys }) => [code, keys]))
}

/**
 * Gives parts of a draft other codes, all at once. Formulas that called an indicator by its code call it by its key from then on.
 * @param codes by key; those that are not there keep theirs
 * @param mark what {@link codesMark} said of those when the form was opened
 * @throws CodesRepeated where two parts of a kind would have one
 * @throws Refusal `codes-changed` | `part-unknown` | `part-invalid` | `others-code`, and those of {@link holdDraft}
 */
export function renumberScheme(
  db: Database,
  actor: Actor,
  code: string,
  codes: ReadonlyMap<string, string>,
  mark: string,
): Promise<void> {
  return db.as(scopeOf(actor, 'renumber-scheme'), async trx => {
    const { scheme, parts } = await holdDraft(trx, actor, code)
    const said = parts.filter(({ key, kind }) => codes.has(key) && kind !== 'own')
    if (said.length < codes.size) refuse('part-unknown')
    if (codesMark(new Map(said.map(part => [part.key, codeOf(part)]))) !== mark) refuse('codes-changed')
    const changed = said.flatMap((part): StoredPart[] => {
      const read = PARTS[part.kind as 'axis'].shape.code.safeParse(codes.get(part.key))
      if (!read.success)
        return refuse('part-invalid', {
          problem: typo(`Le code « ${codes.get(part.key)} » est trop long : raccourcissez-le.`),
        })
      return read.data === codeOf(part) ? [] : [{ ...part, content: { ...part.content, code: read.data } }]
    })
    const foreign = changed.find(({ organisation }) => organisation !== actor.membership.organisation.id)
    if (foreign) refuse('others-code', { title: String(foreign.content['title'] ?? foreign.content['label'] ?? '') })
    const then = new Map([...parts, ...changed].map(part => [part.key, part]))
    const repeated = new Map([...repeatedIn([...then.values()])].filter(([, keys]) => keys.some(key => codes.has(key))))
    if (repeated.size > 0) throw new CodesRepeated(repeated)
    const called = new Map(pinned(parts).map(part => [part.key, part]))
    for (const part of changed) {
      const { content } = called.get(part.key) ?? part
      called.set(part.key, { ...part, content: { ...content, code: codeOf(part) } })
    }
    if (changed.length > 0) await rewrite(trx, actor, scheme, [...called.values()])
  })
}
