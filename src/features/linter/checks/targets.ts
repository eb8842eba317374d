import { decimalOf, exact, isNumeric } from '#features/indicators'
import type { Definition, Target } from '#features/scheme'
import { boundsOf, fold, parsePeriod } from '#kernel'
import { count, fr } from '#ui'
import type { Raised, Row } from '../finding.ts'
import type { Speaker, Subject } from '../subject.ts'
import { called, listed, shownTo } from '../words.ts'
import { isShare, on } from './definitions.ts'

type Marks = ReturnType<Subject['marksOf']>[number]
const endOf = (period: string | null) => {
  const read = parsePeriod(period ?? '')
  return read === null ? null : boundsOf(read).to
}
const of = (buyer: Speaker | null, { joint }: Subject) => (buyer && joint ? ` (${buyer.name})` : '')
const listOf = ({ targets }: Pick<Marks, 'targets'>): readonly Target[] => (Array.isArray(targets) ? targets : [])

/** What indicators aim at: against where they start, against the calendar, against the law. */
export function* targets(subject: Subject): Generator<Raised> {
  for (const one of subject.definitions.values())
    for (const marks of subject.marksOf(one)) {
      const aims = listOf(marks)
      if (aims.length === 0) continue
      const name = () => called(one) + of(marks.buyer, subject)
      if (isNumeric(one.kind)) {
        yield* fromStart(subject, one, marks, name)
        yield* doubling(subject, one, marks, name)
      }
      yield* dated(subject, one, aims, name)
      if (isNumeric(one.kind) && one.direction === 'none')
        yield {
          ...on(one),
          code: 'target-without-way',
          message: fr`L’indicateur ${name()} a une cible, et ne dit pas s’il doit monter ou descendre.`,
        }
      const above = aims.filter(({ value }) => isShare(one) && exact(value).gt(100))
      if (above.length > 0)
        yield {
          ...on(one),
          code: 'share-above-whole',
          message: fr`La cible de l’indicateur ${name()} dépasse 100 %.`,
          rows: rowsOf(one, above),
        }
      const below = aimedBelow({ ...one, targets: [...aims] })
      if (below)
        yield {
          ...on(one),
          code: 'target-below-minimum',
          message: fr`L’indicateur ${name()} vise ${shownTo(below.target, one.unit)}, et sa fiche cite un minimum de ${shownTo(below.minimum, one.unit)}.`,
        }
    }
  yield firmTargets(subject)
}

const rowsOf = ({ unit, breakdown }: Definition, aims: readonly Target[]): Row[] =>
  aims.map(({ period, row, value }) => ({
    label: [period ?? 'sans échéance', breakdown?.rows.find(({ key }) => key === row)?.label ?? '']
      .filter(word => word !== '')
      .join(', '),
    text: shownTo(value, unit),
  }))

/** Targets that ask for no more than what there is at T0; or, where it is not said, in the last period before the scheme. */
function* fromStart(
  subject: Subject,
  one: Definition,
  { buyer, baseline, ...marks }: Marks,
  name: () => string,
): Generator<Raised> {
  if (one.direction === 'none') return
  const said =
    baseline && 'period' in baseline && baseline.value !== null ? { ...baseline, value: baseline.value } : null
  const before =
    said || !buyer
      ? undefined
      : subject.seriesOf(one, buyer).findLast(({ period }) => boundsOf(period).to < subject.document.from)
  const start = said ?? (before ? { period: before.period, row: null, value: before.text } : null)
  if (start === null) return
  const gains = listOf(marks)
    .filter(({ row }) => row === start.row)
    .map(aim => ({
      aim,
      gain: exact(aim.value)
        .sub(exact(start.value))
        .mul(one.direction === 'up' ? 1 : -1),
    }))
  const origin = () =>
    said
      ? fr`T0 de ${shownTo(start.value, one.unit)} en ${start.period}`
      : fr`${shownTo(start.value, one.unit)} en ${start.period}`
  const behind = gains.filter(({ gain }) => gain.lt(0)).map(({ aim }) => aim)
  const met = gains.filter(({ gain }) => gain.equals(0)).map(({ aim }) => aim)
  if (said && behind.length > 0)
    yield {
      ...on(one),
      code: 'target-behind-baseline',
      message: fr`L’indicateur ${name()} vise moins bien que son départ : ${origin()}, cible de ${listed(behind.map(({ value }) => shownTo(value, one.unit)))}.`,
      rows: rowsOf(one, behind),
    }
  const reached = said ? met : [...behind, ...met]
  if (reached.length > 0)
    yield {
      ...on(one),
      code: 'target-reached',
      message: fr`La cible de l’indicateur ${name()} est atteinte avant que le schéma ne commence : ${origin()}, cible de ${listed(reached.map(({ value }) => shownTo(value, one.unit)))}.`,
      rows: rowsOf(one, reached),
    }
}

/** Targets without a year, past their year, or that commit to nothing. */
function* dated(
  { document, given }: Subject,
  one: Definition,
  aims: readonly Target[],
  name: () => string,
): Generator<Raised> {
  const undated = aims.filter(({ period }) => period === null)
  if (undated.length > 0)
    yield {
      ...on(one),
      code: 'target-undated',
      message: fr`La cible de l’indicateur ${name()} n’a pas d’échéance.`,
      rows: rowsOf(one, undated),
    }
  const tentative = aims.filter(one => one.tentative)
  if (tentative.length > 0)
    yield {
      ...on(one),
      code: 'target-tentative',
      message: fr`La cible de l’indicateur ${name()} est une intention.`,
      rows: rowsOf(one, tentative),
    }
  const last =
    undated.length > 0
      ? null
      : aims
          .map(({ period }) => endOf(period) ?? '')
          .sort()
          .at(-1)
  if (last && (last < document.from || (last < given.today && given.today <= document.to)))
    yield {
      ...on(one),
      code: 'target-expired',
      message: fr`La cible de l’indicateur ${name()} est échue depuis la fin de ${last.slice(0, 4)}${last < document.from ? ', avant que le schéma ne commence' : ''}.`,
      rows: rowsOf(one, aims),
    }
}

const DOUBLING = /\bdoubl(?:er|ement|ant|ons)\b/

/** Where a text says that something doubles, the last target is twice T0, as closely as it is written. */
function* doubling(
  subject: Subject,
  one: Definition,
  { baseline, ...marks }: Marks,
  name: () => string,
): Generator<Raised> {
  const aims = listOf(marks).filter(({ row }) => row === null)
  const last = aims.toSorted((a, b) => (a.period ?? '9').localeCompare(b.period ?? '9')).at(-1)
  if (!last || !baseline || !('period' in baseline) || baseline.value === null || baseline.row !== null) return
  const action = subject.actionOf(one)
  const beside = (subject.under.get(one.parent) ?? []).filter(
    ({ support, targets }) => !support && Array.isArray(targets),
  )
  const texts = [
    one.label,
    one.counted,
    ...aims.map(({ source }) => source),
    ...(action && beside.length === 1 ? [action.title, action.aim] : []),
  ]
  if (!texts.some(text => /doubl/i.test(text) && DOUBLING.test(fold(text)))) return
  const twice = exact(baseline.value).mul(2)
  const zeros = /0*$/.exec(last.value.includes('.') ? '' : last.value)?.[0].length ?? 0
  const step = exact(`1${'0'.repeat(zeros)}`)
  if (
    exact(last.value)
      .sub(twice)
      .abs()
      .mul(2)
      .lte(zeros > 0 ? step : exact('1').div(10 ** (last.value.split('.')[1]?.length ?? 0)))
  )
    return
  yield {
    ...on(one),
    code: 'false-doubling',
    message: fr`L’indicateur ${name()} annonce un doublement : du T0 de ${shownTo(baseline.value, one.unit)}, le double serait ${shownTo(decimalOf(twice), one.unit)}, et la cible est ${shownTo(last.value, one.unit)}.`,
  }
}

/** The minimum that an indicator aims below, at the last of its targets that falls when it applies; null for none, and for what should go down. */
export function aimedBelow({
  direction,
  legal,
  targets,
}: Pick<Definition, 'direction' | 'legal'> & { targets: readonly Target[] }): {
  minimum: string
  target: string
} | null {
  if (direction === 'down') return null
  const whole = targets.filter(({ row }) => row === null)
  for (const { period, value } of legal) {
    const then = whole.filter(one => period === null || one.period === null || one.period >= period)
    const last = then.toSorted((a, b) => (a.period ?? '').localeCompare(b.period ?? '')).at(-1)
    if (last && exact(last.value).lt(exact(value))) return { minimum: value, target: last.value }
  }
  return null
}

/** How many of them are told by name. */
const TOLD = 50

/** How many indicators the scheme commits to a number, out of how many. */
function firmTargets(subject: Subject): Raised {
  const all = [...subject.definitions.values()]
  const firm = all.flatMap(one => {
    const aims = isNumeric(one.kind)
      ? subject.marksOf(one).flatMap(marks => listOf(marks).filter(({ tentative }) => !tentative))
      : []
    return aims.length > 0 ? [{ one, aims }] : []
  })
  const { from } = subject.document
  const expired = firm.flatMap(({ aims }) =>
    aims.map(({ period }) => endOf(period)).filter(end => end !== null && end < from),
  )
  const indicators = all.filter(({ support }) => !support).length
  const late =
    expired.length === 0
      ? ''
      : fr`, dont ${expired.length} échue${expired.length > 1 ? 's' : ''} en ${listed(expired.map(end => end?.slice(0, 4) ?? ''))}`
  return {
    code: 'firm-targets',
    message: fr`${firm.length === 0 ? 'Aucune cible chiffrée et ferme' : count(firm.length, 'cible chiffrée et ferme', 'cibles chiffrées et fermes')} pour ${count(indicators, 'indicateur')}${late}.`,
    rows: firm
      .slice(0, TOLD)
      .flatMap(({ one, aims }) =>
        rowsOf(one, aims).map(({ label, text }) => ({ label: called(one), text: `${text} (${label})` })),
      ),
  }
}
