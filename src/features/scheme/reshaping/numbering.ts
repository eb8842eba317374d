import type { Branch } from '../text/outline.ts'

/** The ways of numbering a scheme from its order. */
export const WAYS = ['points', 'printed', 'continuing'] as const
export type Way = (typeof WAYS)[number]

const of = (branch: { under: readonly Branch[] }, kind: Branch['kind']) => branch.under.filter(one => one.kind === kind)

/**
 * The codes that an order gives, by key: `points` counts in each part what is under it (1, 1.1, 1.1.1), `printed` as most printed schemes do (1, 1-1,
 * 1-1.1), `continuing` counts actions through the whole scheme (1, 1.1, then actions 1, 2, 3…). Indicators follow their part; data that only support
 * others have no code.
 */
export function codesIn(outline: readonly Branch[], way: Way): Map<string, string> {
  const codes = new Map<string, string>()
  let actions = 0
  const indicators = (holder: { under: readonly Branch[] }, code: string) => {
    for (const [rank, one] of of(holder, 'indicator')
      .filter(({ support }) => !support)
      .entries())
      codes.set(one.key, `${code}${code === '' ? '' : '-'}i${rank + 1}`)
    for (const one of of(holder, 'indicator')) if (one.support) codes.set(one.key, '')
  }
  const put = (part: Branch, code: string, its = code) => {
    codes.set(part.key, code)
    indicators(part, its)
  }
  const act = (action: Branch, code: string) => put(action, way === 'continuing' ? String(++actions) : code)
  indicators({ under: outline }, '')
  for (const [rank, axis] of outline.filter(({ kind }) => kind === 'axis').entries()) {
    const code = String(rank + 1)
    const mark = way === 'printed' ? '-' : '.'
    // Where actions count through the scheme, one of them has the number of the axis.
    put(axis, code, way === 'continuing' ? `A${code}` : code)
    const direct = of(axis, 'action')
    for (const [at, action] of direct.entries()) act(action, `${code}${mark}${at + 1}`)
    // Where an axis holds both, its objectives come after its own actions: codes are then of one thing.
    const before = way === 'continuing' ? 0 : direct.length
    for (const [at, objective] of of(axis, 'objective').entries()) {
      const its = `${code}${mark}${before + at + 1}`
      put(objective, its)
      for (const [within, action] of of(objective, 'action').entries()) act(action, `${its}.${within + 1}`)
    }
  }
  return codes
}
