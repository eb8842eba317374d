/** Nothing is said of fewer people than this. */
export const FLOOR = 5

/**
 * Why nothing is said of a question: too few answered it; too few were not asked it while others were. Of a survey that is open: too few
 * answered it yet; it is told at the end, since of those who answer between two looks too few may be asked it.
 */
export type Hidden = 'few' | 'complement' | 'early' | 'later'

/** Whom a question was asked, and who answered. */
export interface Group {
  asked: number
  answered: number
}

const tooFew = (size: number, floor: number) => size > 0 && size < floor

/**
 * Whether the results of a question say something of fewer than `floor` people: those who answered it, or, by difference, those of a group that is
 * shown who were not asked it.
 * @param within the smallest group that is shown and holds those who were asked: how many
 */
export function hiddenFor({ asked, answered }: Group, within: number, floor: number): Hidden | null {
  if (answered < floor) return 'few'
  return tooFew(within - asked, floor) ? 'complement' : null
}

/**
 * Which classes of a partition may be shown: those of `floor` people at least. What is left is none, or as many: otherwise the smallest class that is
 * shown is hidden too, so that the difference with the whole tells of nobody.
 * @param whole what the classes are a part of
 */
export function shownClasses(sizes: readonly number[], whole: number, floor: number): boolean[] {
  const shown = sizes.map(size => size >= floor)
  const left = () => whole - sizes.reduce((sum, size, at) => (shown[at] ? sum + size : sum), 0)
  while (tooFew(left(), floor)) {
    const kept = sizes.flatMap((size, at) => (shown[at] ? [[size, at] as const] : []))
    const [smallest] = kept.sort(([a], [b]) => a - b)
    if (smallest === undefined) break
    shown[smallest[1]] = false
  }
  return shown
}

/**
 * How many of the answers that wait are counted now, while a survey is open. They are drawn among twice as many, and as many stay behind: whenever two
 * moments are compared, the last one included, at least `floor` people stand between them.
 */
export const countedNow = (waiting: number, floor: number): number => (waiting >= 2 * floor ? floor : 0)

/** What is shown of a question while answers come, and what is to be shown next. */
export interface Steps<T extends { answered: number }> {
  shown: T | null
  next: T | null
}

/**
 * Moves on what is shown of a question: by `floor` answers to it at least, and never to within as many of the last one, so that neither two looks at an
 * open survey, nor the last look and its end, differ by fewer.
 */
export function advanced<T extends { answered: number }>({ shown, next }: Steps<T>, now: T, floor: number): Steps<T> {
  const ripe = next !== null && now.answered - next.answered >= floor
  const seen = ripe ? next : shown
  const waiting = ripe ? null : next
  return { shown: seen, next: waiting ?? (now.answered - (seen?.answered ?? 0) >= floor ? now : null) }
}
