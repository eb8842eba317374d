import { type Problem, problemsOf } from '../document/check.ts'
import { cover, FORMAT, LIST, PARTS, type Part, type PartKind, type SchemeDocument } from '../document/document.ts'
import { refuse } from '../labels.ts'
import type { Scheme } from '../scheme.ts'
import { written } from './parts.ts'
import { fieldLabel } from './specs.ts'

/** What is wrong with a part by itself: its shape, then what its own fields say of one another. @param beside what its fields speak of */
export function checkPart(
  kind: PartKind,
  key: string,
  parent: string | null,
  content: object,
  { from, to, buyers }: Scheme,
  beside: Partial<SchemeDocument> = {},
): Record<string, unknown> {
  const read = PARTS[kind].safeParse(written(kind, { key, parent, content }))
  if (!read.success) {
    const [issue] = read.error.issues
    return refuse('part-invalid', { problem: problemOf(issue?.code, String(issue?.path[0] ?? '')) })
  }
  const alone = { ...blank(from, to), buyers, ...beside, [LIST[kind]]: [read.data] } as SchemeDocument
  const [problem] = problemsOf(alone).filter(({ at }: Problem) => !at.endsWith('].parent'))
  if (problem) refuse('part-invalid', { problem: problem.message })
  const { key: _, parent: __, ...kept } = read.data as Part[PartKind] & { parent?: string }
  return kept
}

const problemOf = (code: string | undefined, field: string) =>
  code === 'too_big'
    ? `« ${fieldLabel(field)} » est trop long : raccourcissez-le.`
    : code === 'too_small'
      ? `« ${fieldLabel(field)} » est vide : remplissez-le.`
      : `« ${fieldLabel(field)} » ne se lit pas : vérifiez-le.`

/** A document that says nothing, of a scheme between two days. */
export const blank = (from: string, to: string) => ({
  format: FORMAT,
  code: 'xxx',
  ...cover.parse({ title: 'x', from, to }),
  adoption: null,
  axes: [],
  objectives: [],
  actions: [],
  indicators: [],
  own: [],
  values: [],
})
