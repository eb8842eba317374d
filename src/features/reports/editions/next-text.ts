import { isNumeric } from '#features/indicators'
import type { Figure, Indicator, Own, SchemeDocument } from '#features/scheme'

/** The figure that an indicator starts from: of all its buyers together, or of one. @param buyer its SIREN; null for all */
export type Starts = (indicator: string, buyer: string | null) => Figure | null

/** What the next edition begins with. */
export type NextText = Pick<SchemeDocument, 'buyers' | 'axes' | 'objectives' | 'actions' | 'indicators' | 'own'>

/** Whether an action goes on in the next edition: one that left does not. */
const goesOn =
  (without: ReadonlySet<string>) =>
  ({ key, left }: SchemeDocument['actions'][number]) =>
    left === null && !without.has(key)

/**
 * The text that the next edition of a scheme begins with: the same parts under the same keys, so that they are followed from one to the other. Dates
 * of steps, days of entry, targets and means of peers are the former’s alone; legal minima are the law’s.
 * @param without actions that are not taken over, by their keys; those that left never are
 */
export function nextText(
  { buyers, axes, objectives, actions, indicators, own }: SchemeDocument,
  without: ReadonlySet<string>,
  starts: Starts,
): NextText {
  const kept = actions.filter(goesOn(without))
  const gone = new Set(actions.filter(one => !kept.includes(one)).map(({ key }) => key))
  const followed = indicators.filter(({ parent }) => !gone.has(parent ?? ''))
  const known = new Map(followed.map(one => [one.key, one]))
  return {
    buyers,
    axes,
    objectives,
    actions: kept.map(one => ({
      ...one,
      entered: null,
      calendar: one.calendar.map(step => ({ ...step, from: null, to: null })),
    })),
    indicators: followed.map(one => ({ ...one, baseline: startOf(one, null, starts), targets: null, peers: [] })),
    own: own.flatMap((one): Own[] => {
      const indicator = known.get(one.parent)
      const baseline = indicator ? startOf(indicator, one.buyer, starts) : null
      return baseline === null ? [] : [{ ...one, baseline, targets: null }]
    }),
  }
}

/** What is qualitative starts from nothing. */
const startOf = ({ key, kind }: Indicator, buyer: string | null, starts: Starts) =>
  isNumeric(kind) ? starts(key, buyer) : null

/** What a form that opens the next edition begins with: the days after this one’s, as long as it; its address and its name with those years. */
export function suggested({ code, title, edition, from, to, summary, notice }: SchemeDocument) {
  const day = (date: string, change: (at: Date) => void) => {
    const at = new Date(`${date}T00:00:00Z`)
    change(at)
    return at.toISOString().slice(0, 10)
  }
  const first = day(to, at => at.setUTCDate(at.getUTCDate() + 1))
  const years = Math.max(1, Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1)
  const last = day(day(first, at => at.setUTCFullYear(at.getUTCFullYear() + years)), at => at.setUTCDate(at.getUTCDate() - 1)) // biome-ignore format: one line
  const span = `${first.slice(0, 4)}-${last.slice(0, 4)}`
  const named = /\d{4}/.test(code) ? code.replace(/\d{4}(?!.*\d{4})/, first.slice(0, 4)) : `${code.slice(0, 35)}-${first.slice(0, 4)}` // biome-ignore format: one line
  const known = `${from.slice(0, 4)}-${to.slice(0, 4)}`
  return {
    ...{ code: named, from: first, to: last, summary, notice },
    title: title.replace(known, span),
    edition: edition === '' || edition === known ? span : '',
  }
}
