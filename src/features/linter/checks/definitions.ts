import { isNumeric, isPlain, readUnit } from '#features/indicators'
import type { Definition } from '#features/scheme'
import { fold } from '#kernel'
import { fr } from '#ui'
import type { Raised } from '../finding.ts'
import type { Subject } from '../subject.ts'
import { called, periodsListed } from '../words.ts'

export const on = ({ key, action }: Definition) => ({ indicator: key, action, at: key })

/** What the definition of each indicator leaves unsaid, or says wrong. */
export function* definitions(subject: Subject): Generator<Raised> {
  for (const one of subject.definitions.values()) {
    const name = () => called(one)
    const { source } = one
    const [problem, ...others] = subject.formulas.wrong.get(one.key) ?? []
    if (problem)
      yield {
        ...on(one),
        code: 'wrong-formula',
        message: fr`La formule de l’indicateur ${name()} ne se calcule pas.`,
        rows: [problem, ...others].map(({ message }) => ({
          label: source.kind === 'formula' ? source.formula : '',
          text: message,
        })),
      }
    if (source.kind === 'measured' && subject.given.measures?.has(source.measure) === false)
      yield {
        ...on(one),
        code: 'unknown-measure',
        message: fr`La mesure de l’indicateur ${name()}, « ${source.measure} », n’existe pas.`,
      }
    const unit = unitProblem(one)
    if (unit) yield { ...on(one), code: 'wrong-unit', message: fr`Indicateur ${name()} : ${unit}` }
    if (one.support) continue
    yield* unsaid(subject, one, name)
    if (one.kind === 'ratio' && (one.numerator === '') !== (one.denominator === ''))
      yield {
        ...on(one),
        code: 'half-ratio',
        message: fr`L’indicateur ${name()} est un rapport dont le ${one.numerator === '' ? 'numérateur' : 'dénominateur'} n’est pas défini.`,
      }
  }
  yield* duplicates(subject)
}

/** T0 and target: said, or said on purpose that there is none, for all or by each buyer. */
function* unsaid(subject: Subject, one: Definition, name: () => string): Generator<Raised> {
  const { document } = subject
  const own = document.own.filter(({ parent }) => parent === one.key)
  const each = (said: 'baseline' | 'targets') =>
    document.buyers.length > 1 &&
    document.buyers.every(({ siren }) => own.some(mine => mine.buyer === siren && mine[said] !== null))
  if (isNumeric(one.kind) && one.baseline === null && !each('baseline')) {
    const before = [
      ...new Set(
        subject
          .placesOf(one.key)
          .flatMap(({ period, entered, computed }) => ((entered?.value ?? computed?.value) == null ? [] : [period])),
      ),
    ]
      .filter(period => period < document.from.slice(0, 4))
      .sort()
    const more =
      before.length > 0
        ? fr`, alors que des valeurs précèdent le schéma (${periodsListed(before)}) : désignez celle dont il part`
        : ''
    yield { ...on(one), code: 'no-baseline', message: fr`Le T0 de l’indicateur ${name()} n’est pas dit${more}.` }
  }
  if (one.targets === null && !each('targets'))
    yield { ...on(one), code: 'no-target', message: fr`La cible de l’indicateur ${name()} n’est pas dite.` }
}

const SHARE = /^(part|taux|pourcentage|proportion|%)\b/
/** Whether an indicator is by its name a part of a whole, which cannot exceed it. */
export const isShare = ({ kind, unit, label }: Definition) =>
  kind === 'ratio' && unit.trim().startsWith('%') && SHARE.test(fold(label))

const POWER = /^[kmgt]?w$/
const ENERGY = /\b(consomm|energi|electri|chauff|gaz\b)/
const POWERFUL = /\b(puissance|installee?s?|souscri|crete)\b/
/** Units that measure: nothing that is counted one by one is in them. */
const MEASURING = new Set(['€', 't', 'L', 'km', 'kWh', 'm²'])

/** What is impossible in the unit of an indicator, as the end of a sentence; null where nothing is. */
export function unitProblem({ kind, unit, label, numerator }: Definition): string | null {
  if (!isNumeric(kind) || unit === '') return null
  const read = readUnit(unit)
  const words = fold(`${label} ${numerator}`)
  const bare = fold(unit.replace(/\([^)]*\)/g, ''))
  if (POWER.test(bare) && ENERGY.test(words) && !POWERFUL.test(words))
    return fr`« ${unit} » mesure une puissance, et une consommation d’énergie se compte en kWh.`
  const isPercent = /^(%|pour cent|pourcent)/.test(bare)
  if (kind === 'count' && isPercent) return fr`« ${unit} » est une part, et l’indicateur compte des choses.`
  if (kind === 'count' && [...read.dimensions].some(([, { shown }]) => MEASURING.has(shown)))
    return fr`« ${unit} » mesure une quantité, et l’indicateur compte des choses une à une.`
  if (kind === 'amount' && isPercent) return fr`« ${unit} » est une part, et l’indicateur est une quantité.`
  if (SHARE.test(words) && kind === 'ratio' && !isPlain(read) && read.dimensions.size === 1)
    return fr`une part s’exprime en %, pas en « ${unit} ».`
  if (
    /^(montant|depense|cout)\b/.test(words) &&
    kind === 'amount' &&
    ![...read.dimensions.values()].some(({ shown }) => shown.startsWith('€'))
  )
    return fr`un montant s’exprime en euros, pas en « ${unit} ».`
  return null
}

/** What two indicators would both count. */
function sameness({ source, label, unit, parent, breakdown }: Definition): string[] {
  const by = `${breakdown?.by ?? ''} ${breakdown?.rows.map(row => row.key).join() ?? ''}`
  const named = `l ${parent} ${fold(label)} ${fold(unit)}`
  if (source.kind === 'measured')
    return [named, `m ${source.measure} ${JSON.stringify(Object.entries(source.filters).sort())} ${by}`]
  if (source.kind === 'formula') return [named, `f ${fold(source.formula).replace(/\s/g, '')}`]
  return [named]
}

/** Indicators that count the same thing: of one name in one place, of one measure, of one formula. */
function* duplicates({ definitions }: Subject): Generator<Raised> {
  const first = new Map<string, Definition>()
  for (const one of definitions.values()) {
    const known = sameness(one)
      .map(name => first.get(name))
      .find(other => other !== undefined)
    for (const name of sameness(one)) if (!first.has(name)) first.set(name, one)
    if (known)
      yield {
        ...on(one),
        code: 'duplicate-indicator',
        message: fr`L’indicateur ${called(one)} compte la même chose que ${called(known)}.`,
        rows: [known, one].map(({ code, label }) => ({ label: code, text: label })),
      }
  }
}
