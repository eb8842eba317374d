import { type Formulas, isPlain, parseFormula, printFormula, readUnit } from '#features/indicators'
import type { Definition } from '#features/scheme'
import { fold } from '#kernel'
import { fr } from '#ui'
import type { Raised } from '../finding.ts'
import type { Place, Subject } from '../subject.ts'
import { called, placeWords, shownTo } from '../words.ts'
import { on } from './definitions.ts'

/** What is published beside an indicator, in the place of what it defines: another ratio, all that exists instead of what is new, a level instead of a change. */
export function* twins(subject: Subject): Generator<Raised> {
  for (const [, beside] of subject.under) {
    const published = beside.filter(({ key, support }) => support && figures(subject, key).length > 0)
    for (const one of beside) {
      if (one.support) continue
      yield* asLevel(subject, one, published)
      if (figures(subject, one.key).length > 0) yield* sameAs(subject, one, beside)
      else
        for (const twin of published) {
          if (isOther(one, twin, subject.formulas)) yield otherDefinition(subject, one, twin)
          if (isDifferenceOf(one, twin)) yield stockForFlow(subject, one, twin, 'Le schéma publie ce qui existe')
        }
    }
  }
}

const figures = ({ placesOf }: Subject, key: string) => placesOf(key).filter(({ entered }) => entered?.value != null)

const parsed = ({ source }: Definition) => {
  const read = source.kind === 'formula' ? parseFormula(source.formula) : null
  return read && 'formula' in read ? read.formula : null
}

/** Whether two ratios divide the same thing, in the same unit, by another. */
function isOther(one: Definition, twin: Definition, { wrong }: Formulas): boolean {
  const [a, b] = [parsed(one), parsed(twin)]
  if (one.kind !== 'ratio' || twin.kind !== 'ratio' || fold(one.unit) !== fold(twin.unit)) return false
  if (a?.kind !== 'operation' || b?.kind !== 'operation' || a.sign !== '÷' || b.sign !== '÷') return false
  if (wrong.has(one.key) || wrong.has(twin.key)) return false
  return printFormula(a.left) === printFormula(b.left) && printFormula(a.right) !== printFormula(b.right)
}

function otherDefinition(subject: Subject, one: Definition, twin: Definition): Raised {
  const said = figures(subject, twin.key)
  const computed = new Map(
    subject.placesOf(one.key).map(place => [`${place.buyer.id} ${place.period}`, place.computed?.value]),
  )
  return {
    ...on(one),
    code: 'other-definition',
    message: fr`L’indicateur ${called(one)} divise par « ${one.denominator} » ; ce qui est publié, « ${twin.label} », divise par « ${twin.denominator} ».`,
    rows: said.map(place => {
      const defined = computed.get(`${place.buyer.id} ${place.period}`)
      const value = shownTo(place.entered?.value ?? '', twin.unit)
      return {
        label: placeWords(place, twin, subject.joint),
        text: defined == null ? fr`publié ${value}` : fr`publié ${value}, défini ${shownTo(defined, one.unit)}`,
      }
    }),
  }
}

/** Whether an indicator is what another gained since the period before. */
function isDifferenceOf(one: Definition, { key, code, label }: Definition): boolean {
  const formula = parsed(one)
  if (formula?.kind !== 'operation' || formula.sign !== '−') return false
  const names = [key, code, label].map(fold)
  const backs = [formula.left, formula.right].map(
    side => side.kind === 'reference' && names.includes(fold(side.name)) && side.back,
  )
  return backs[0] === 0 && backs[1] === 1
}

const rowsOf = (subject: Subject, definition: Definition, places: readonly Place[]) =>
  places.map(place => ({
    label: placeWords(place, definition, subject.joint),
    text: shownTo(place.entered?.value ?? '', definition.unit),
  }))

const stockForFlow = (subject: Subject, one: Definition, stock: Definition, how: string): Raised => ({
  ...on(one),
  code: 'stock-for-flow',
  message: fr`L’indicateur ${called(one)} compte ce qui est nouveau dans la période. ${how} : « ${stock.label} ».`,
  rows: rowsOf(subject, stock, figures(subject, stock.key)),
})

const NEW = /\b(nouve(?:l|ll|lle|lles|aux|au)s?|dans l'annee|par an)\b/

/** Published figures of what is new that are, period after period, those of all that exists. */
function* sameAs(subject: Subject, one: Definition, beside: readonly Definition[]): Generator<Raised> {
  if (one.kind !== 'count' || !NEW.test(fold(one.label))) return
  const mine = figures(subject, one.key)
  for (const stock of beside) {
    if (stock.key === one.key || NEW.test(fold(stock.label))) continue
    const theirs = new Map(
      figures(subject, stock.key).map(place => [
        `${place.buyer.id} ${place.period} ${place.row}`,
        place.entered?.value,
      ]),
    )
    const same = mine.filter(
      place => theirs.get(`${place.buyer.id} ${place.period} ${place.row}`) === place.entered?.value,
    )
    if (mine.length > 1 && same.length === mine.length)
      yield stockForFlow(subject, one, stock, 'Ses chiffres sont ceux de tout ce qui existe')
  }
}

const words = (text: string) => new Set(fold(text).match(/\p{L}{5,}/gu) ?? [])

/** A change that has the unit of a level, or beside which only the level of the same thing is published. */
function* asLevel(subject: Subject, one: Definition, published: readonly Definition[]): Generator<Raised> {
  if (one.kind !== 'change') return
  if (!isPlain(readUnit(one.unit)))
    yield {
      ...on(one),
      code: 'level-for-change',
      message: fr`L’indicateur ${called(one)} est un rapport d’une période à l’autre, et son unité est « ${one.unit} ».`,
    }
  if (one.source.kind !== 'entered' || figures(subject, one.key).length > 0) return
  const mine = words(`${one.label} ${one.numerator}`)
  const level = published.find(
    ({ unit, label }) => !isPlain(readUnit(unit)) && [...words(label)].some(word => mine.has(word) && word !== 'annee'),
  )
  if (level)
    yield {
      ...on(one),
      code: 'level-for-change',
      message: fr`L’indicateur ${called(one)} est un rapport d’une période à l’autre ; ce qui est publié, « ${level.label} », est en ${level.unit}.`,
      rows: rowsOf(subject, level, figures(subject, level.key)),
    }
}
