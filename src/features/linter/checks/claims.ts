import type Fraction from 'fraction.js'
import { decimalOf, exact, isNumeric, readUnit, sameDimensions } from '#features/indicators'
import type { Definition } from '#features/scheme'
import { boundsOf, fold, type Period, rhythmOf, shift } from '#kernel'
import { fr } from '#ui'
import { type Claim, readClaims } from '../claims/reading.ts'
import type { Raised, Row } from '../finding.ts'
import { isRounded } from '../rounding.ts'
import type { Place, Subject } from '../subject.ts'
import { called, periodsListed, placeWords, shownTo, whenWords } from '../words.ts'
import { on } from './definitions.ts'
import type { Doubts } from './doubts.ts'

/** A figure as exactly as it is known: what its formula gives, or else what was entered. */
const exactly = ({ computed, entered }: Place): Fraction | null => {
  const value = computed?.value ?? entered?.value
  return value == null ? null : exact(value)
}

/** What the comments of values claim of their own figures. @param doubts what rests on a sum that does not hold proves nothing more */
export function* claims(subject: Subject, doubts: Doubts): Generator<Raised> {
  for (const one of subject.definitions.values()) {
    if (!isNumeric(one.kind)) continue
    for (const place of subject.placesOf(one.key)) {
      const comment = place.entered?.comment
      if (!comment || doubts.of(one.key, place.buyer.id, place.period)) continue
      for (const claim of readClaims(comment)) yield* held(subject, one, place, claim, doubts)
    }
  }
}

function* held(subject: Subject, one: Definition, place: Place, claim: Claim, doubts: Doubts): Generator<Raised> {
  const beside = new Map(
    subject.placesBy(one.key, place.buyer).flatMap(each => {
      const value = each.row === place.row && !doubts.of(one.key, each.buyer.id, each.period) ? exactly(each) : null
      return value === null ? [] : [[each.period, value] as const]
    }),
  )
  if (claim.kind === 'trend') return yield* trend(one, place, claim, beside, subject.joint)
  const period = claim.period && rhythmOf(claim.period) === rhythmOf(place.period) ? claim.period : place.period
  const value = beside.get(period)
  if (value === undefined) return
  const when = whenWords({ ...place, period }, subject.joint)
  const label = placeWords({ ...place, period }, one, subject.joint)
  const shown = shownTo(decimalOf(value), one.unit)
  const told = (code: Raised['code'], message: string, rows: Row[]): Raised => ({ ...on(one), code, message, rows })
  if (claim.kind === 'change') {
    const before = beside.get(claim.since ?? shift(period, -1))
    if (before === undefined) return
    const found = moves(one, claim.unit, value.sub(before), before)
    const amount = claim.way === 'down' ? `-${claim.amount}` : claim.amount
    if (found.length === 0 || found.some(move => isWritten(amount, move, claim.unit))) return
    yield told(
      'claim-change',
      fr`Indicateur ${called(one)} : le commentaire dit « ${claim.words} » ${when}, et les valeurs donnent ${found.map(move => signed(move, claim.unit)).join(' ou ')}.`,
      [
        {
          label: placeWords({ ...place, period: claim.since ?? shift(period, -1) }, one, subject.joint),
          text: shownTo(decimalOf(before), one.unit),
        },
        { label, text: shown },
      ],
    )
    return
  }
  const scale = scaleOf(one.unit, claim.unit)
  if (scale === null) {
    if (claim.kind === 'figure' && isPowerForEnergy(claim.unit, one.unit) && exact(claim.value).equals(value))
      yield told(
        'wrong-unit',
        fr`Indicateur ${called(one)} : le commentaire dit « ${claim.words} » ${when} ; une consommation d’énergie se compte en ${one.unit}.`,
        [{ label, text: shown }],
      )
    return
  }
  const meant = value.mul(scale)
  const isRight =
    claim.kind === 'figure'
      ? isWritten(claim.value, meant, claim.unit)
      : (meant.gte(exact(claim.low)) && meant.lte(exact(claim.high))) ||
        isWritten(claim.low, meant, '%') ||
        isWritten(claim.high, meant, '%')
  if (!isRight)
    yield told(
      'claim-figure',
      fr`Indicateur ${called(one)} : le commentaire dit « ${claim.words} » ${when}, et la valeur est ${shown}.`,
      [{ label, text: shown }],
    )
}

const isPercent = (unit: string) => /^(%|points?$)/.test(fold(unit))

/** What a figure is multiplied by to be in the unit of a claim; null where they are not of the same kind. */
function scaleOf(unit: string, claimed: string): Fraction | null {
  if (isPercent(claimed) || isPercent(unit))
    return claimed.startsWith('%') && unit.trim().startsWith('%') ? exact('1') : null
  const [a, b] = [readUnit(unit), readUnit(claimed)]
  return a.dimensions.size > 0 && sameDimensions(a, b) ? a.factor.div(b.factor) : null
}

/** What a move may be in the unit of a claim: of a share, « de 9 % » may be of the share or of its points. */
function moves({ unit }: Definition, claimed: string, gap: Fraction, before: Fraction): Fraction[] {
  const ofShare = unit.trim().startsWith('%')
  const relative = before.equals(0) ? [] : [gap.div(before).mul(100)]
  if (/^points?$/i.test(claimed)) return ofShare ? [gap] : []
  if (claimed.startsWith('%')) return ofShare ? [gap, ...relative] : relative
  const scale = scaleOf(unit, claimed)
  return scale === null ? [] : [gap.mul(scale)]
}

/** Whether a claim is a figure as it is rounded; of quantities, also to the tens, hundreds… that it shows. */
function isWritten(written: string, number: Fraction, unit: string): boolean {
  if (isRounded(written, number)) return true
  const zeros = isPercent(unit) || written.includes('.') ? 0 : (/[1-9](0*)$/.exec(written)?.[1]?.length ?? 0)
  return zeros > 0 && isRounded(written.slice(0, -zeros), number.div(10 ** zeros))
}

const signed = (move: Fraction, unit: string) => `${move.gt(0) ? '+' : ''}${shownTo(decimalOf(move), unit)}`

const isPowerForEnergy = (claimed: string, unit: string) =>
  /^[kmg]?w$/i.test(claimed) && fold(unit) === `${fold(claimed)}h`

/** A trend holds where no period goes the other way. */
function* trend(
  one: Definition,
  place: Place,
  { way, since, words }: Extract<Claim, { kind: 'trend' }>,
  beside: ReadonlyMap<Period, Fraction>,
  joint: boolean,
): Generator<Raised> {
  const series = [...beside]
    .filter(([period]) => period >= since && boundsOf(period).to <= boundsOf(place.period).to)
    .sort(([a], [b]) => a.localeCompare(b))
  if (series.length < 3) return
  const contrary = series.flatMap(([period, value], rank) => {
    const before = series[rank - 1]?.[1]
    const gap = before ? value.sub(before) : null
    return gap && (way === 'down' ? gap.gt(0) : gap.lt(0)) ? [period] : []
  })
  if (contrary.length === 0) return
  const verb = way === 'down' ? 'monte' : 'descend'
  yield {
    ...on(one),
    code: 'claim-trend',
    message: fr`Indicateur ${called(one)} : le commentaire dit « ${words} », et la valeur ${verb} en ${periodsListed(contrary)}.`,
    rows: series.map(([period, value]) => ({
      label: placeWords({ ...place, period }, one, joint),
      text: shownTo(decimalOf(value), one.unit),
    })),
  }
}
