import { decimalOf, exact, isNumeric, says } from '#features/indicators'
import type { Definition } from '#features/scheme'
import { boundsOf, periodsBetween } from '#kernel'
import { fr } from '#ui'
import type { Raised, Row } from '../finding.ts'
import { isRounded, placesOf } from '../rounding.ts'
import type { Place, Subject } from '../subject.ts'
import { called, listed, placeWords, shownTo } from '../words.ts'
import { isShare, on } from './definitions.ts'
import { columnsOf, type Doubts } from './doubts.ts'

/** What the figures of each indicator say of one another. @param doubts what rests on a sum that does not hold proves nothing more */
export function* values(subject: Subject, doubts: Doubts): Generator<Raised> {
  for (const one of subject.definitions.values()) {
    const label = (place: Place) => placeWords(place, one, subject.joint)
    const name = () => called(one)
    const places = subject.placesOf(one.key)
    const told = function* (code: Raised['code'], message: () => string, found: readonly Row[]): Generator<Raised> {
      if (found.length > 0) yield { ...on(one), code, message: message(), rows: found }
    }
    yield* notFed(subject, one, name)
    yield* told(
      'false-share',
      () => fr`Dans l’indicateur ${name()}, la valeur n’est pas son numérateur divisé par son dénominateur.`,
      [
        ...places.flatMap(place => falseShare(one, () => label(place), place.entered)),
        ...subject
          .marksOf(one)
          .flatMap(({ baseline }) =>
            baseline && 'period' in baseline ? falseShare(one, () => `T0, ${baseline.period}`, baseline) : [],
          ),
      ],
    )
    yield* told(
      'half-value',
      () => fr`Dans l’indicateur ${name()}, une valeur n’a qu’un de ses deux termes.`,
      places.flatMap(place => {
        const { numerator = null, denominator = null } = place.entered ?? {}
        if (one.kind !== 'ratio' || (numerator === null) === (denominator === null)) return []
        return [{ label: label(place), text: numerator === null ? 'sans numérateur' : 'sans dénominateur' }]
      }),
    )
    const shown = places.flatMap(place => {
      const value = place.entered?.value ?? place.computed?.value
      return value == null ? [] : [{ value, row: () => ({ label: label(place), text: shownTo(value, one.unit) }) }]
    })
    if (isShare(one))
      yield* told(
        'share-above-whole',
        () => fr`L’indicateur ${name()} est une part, et dépasse 100 %.`,
        shown.flatMap(({ value, row }) => (exact(value).gt(100) ? [row()] : [])),
      )
    if (one.kind === 'count' && one.source.kind === 'entered')
      yield* told(
        'negative-count',
        () => fr`L’indicateur ${name()} compte des choses, et a une valeur négative.`,
        shown.flatMap(({ value, row }) => (value.startsWith('-') ? [row()] : [])),
      )
    yield* told(
      'contradicts-formula',
      () =>
        fr`La valeur saisie de l’indicateur ${name()} n’est pas celle que sa ${one.source.kind === 'measured' ? 'mesure' : 'formule'} donne.`,
      places.flatMap(place => {
        const [entered, computed] = [place.entered?.value, place.computed?.value]
        if (
          entered == null ||
          computed == null ||
          doubts.of(one.key, place.buyer.id, place.period) ||
          isRounded(entered, exact(computed))
        )
          return []
        return [
          {
            label: label(place),
            text: fr`saisi ${shownTo(entered, one.unit)}, calculé ${shownTo(computed, one.unit, Math.max(2, placesOf(entered)))}`,
          },
        ]
      }),
    )
    yield* baselineDiffers(subject, one, name, doubts)
    yield* overRows(subject, one, name)
    yield* told(
      'outlier',
      () =>
        fr`Dans l’indicateur ${name()}, une valeur est près de dix fois plus grande ou plus petite que ses voisines.`,
      outliers(subject, one),
    )
  }
}

/** Periods that are over, of which nobody who should has said anything. */
function* notFed(subject: Subject, one: Definition, name: () => string): Generator<Raised> {
  const { document, given, placesOf, joint } = subject
  if (one.support || one.source.kind !== 'entered') return
  const due = new Set(
    periodsBetween(document.from, document.to, one.rhythm).filter(period => boundsOf(period).to < given.today),
  )
  if (due.size === 0) return
  const asked = given.buyers.filter(buyer => buyer.present && subject.speaks(one, buyer))
  const said = new Set(
    placesOf(one.key).flatMap(({ buyer, period, entered }) =>
      entered && says(entered) && due.has(period) ? [buyer.id] : [],
    ),
  )
  const silent = asked.filter(({ id }) => !said.has(id))
  if (silent.length === 0) return
  const who = joint && silent.length < asked.length ? fr` de ${listed(silent.map(buyer => buyer.name))}` : ''
  yield {
    ...on(one),
    code: 'not-fed',
    message: fr`L’indicateur ${name()} n’a aucune valeur${who} pour les périodes achevées du schéma.`,
  }
}

function falseShare(
  { kind, unit }: Definition,
  label: () => string,
  said: { value: string | null; numerator: string | null; denominator: string | null } | null,
): Row[] {
  if (
    kind !== 'ratio' ||
    !said?.value ||
    said.numerator === null ||
    said.denominator === null ||
    exact(said.denominator).equals(0)
  )
    return []
  const given = exact(said.numerator)
    .div(exact(said.denominator))
    .mul(unit.trim().startsWith('%') ? 100 : 1)
  if (isRounded(said.value, given)) return []
  return [
    {
      label: label(),
      text: fr`${shownTo(said.numerator, '')} ÷ ${shownTo(said.denominator, '')} = ${shownTo(decimalOf(given), unit)}, et non ${shownTo(said.value, unit)}`,
    },
  ]
}

function* baselineDiffers(subject: Subject, one: Definition, name: () => string, doubts: Doubts): Generator<Raised> {
  for (const { buyer, baseline } of subject.marksOf(one)) {
    if (!buyer || !baseline || !('period' in baseline) || baseline.value === null) continue
    const { period, row, value } = baseline
    const found =
      row === null
        ? subject.seriesOf(one, buyer).find(figure => figure.period === period)?.text
        : subject.placesBy(one.key, buyer).find(place => place.period === period && place.row === row)?.entered?.value
    const then = subject.placesBy(one.key, buyer).find(place => place.period === period)
    if (found == null || !then || doubts.of(one.key, buyer.id, then.period)) continue
    if (isRounded(value, exact(found)) || isRounded(found, exact(value))) continue
    yield {
      ...on(one),
      code: 'baseline-differs',
      message: fr`Le T0 de l’indicateur ${name()} est de ${shownTo(value, one.unit)} en ${period}, et sa valeur de la même période ${shownTo(found, one.unit)}.`,
    }
  }
}

/** Rows and their whole: percentages of a distribution, and a share of the whole that nothing allows to compute again. */
function* overRows(subject: Subject, one: Definition, name: () => string): Generator<Raised> {
  if (one.kind !== 'ratio' || one.breakdown === null) return
  const label = (place: Place) => placeWords(place, one, subject.joint)
  const bare: Row[] = []
  const off: Row[] = []
  for (const { place, whole, rows } of columnsOf(subject, one.key)) {
    if (rows.length < 2) continue
    const valued = [...rows, ...(whole ? [whole] : [])]
    if (whole && rows.some(({ entered }) => entered?.numerator == null || entered.denominator === null))
      bare.push(
        ...valued.map(each => ({
          label: each.row === '' ? fr`${label(each)}, total` : label(each),
          text: shownTo(each.entered?.value ?? '', one.unit),
        })),
      )
    const sum = rows.reduce((total, { entered }) => total.add(exact(entered?.value ?? '0')), exact('0'))
    const gap = sum.sub(100).abs()
    const room = rows.reduce(
      (total, { entered }) => total.add(exact('0.5').div(10 ** placesOf(entered?.value ?? ''))),
      exact('0'),
    )
    const isWhole = !whole || exact(whole.entered?.value ?? '0').equals(100)
    if (
      one.unit.trim().startsWith('%') &&
      isWhole &&
      rows.length === one.breakdown.rows.length &&
      gap.lte(5) &&
      gap.gt(room)
    )
      off.push({ label: label({ ...place, row: '' }), text: fr`somme de ${shownTo(decimalOf(sum), '%')}` })
  }
  if (bare.length > 0)
    yield {
      ...on(one),
      code: 'total-not-recomputable',
      message: fr`Le total de l’indicateur ${name()} ne se recalcule pas depuis ses lignes : leurs poids ne sont pas donnés.`,
      rows: bare,
    }
  if (off.length > 0)
    yield {
      ...on(one),
      code: 'rows-not-whole',
      message: fr`Les pourcentages de l’indicateur ${name()} ne font pas 100 %.`,
      rows: off,
    }
}

/** A comma or a unit that is lost makes about ten times more, or less, than neighbours that move a little meanwhile. */
const FAR = 8

/** Values of which both neighbours, close to each other, are far smaller or larger; or the last one, after two that are close. */
function outliers(subject: Subject, one: Definition): Row[] {
  if (one.source.kind !== 'entered' || one.kind === 'change' || !isNumeric(one.kind)) return []
  return subject.given.buyers.flatMap(buyer => {
    const series = subject
      .seriesOf(one, buyer)
      .flatMap(({ period, text }) => (Number(text) > 0 ? [{ period, text, size: Number(text) }] : []))
    const ratio = (a: (typeof series)[number], b: (typeof series)[number]) => Math.max(a.size / b.size, b.size / a.size)
    return series.flatMap((point, rank) => {
      const [before, after, first] = [series[rank - 1], series[rank + 1], series[rank - 2]]
      const others = before && (after ?? first)
      if (!before || !others || ratio(before, others) > 2 || ratio(point, before) < FAR || ratio(point, others) < FAR)
        return []
      return [
        {
          label: placeWords({ period: point.period, row: '', buyer }, one, subject.joint),
          text: shownTo(point.text, one.unit),
        },
      ]
    })
  })
}
