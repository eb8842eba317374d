import { type SchemeItem, schemeLawOn } from '#features/obligations'
import type { Definition, SchemeDocument } from '#features/scheme'
import { fold } from '#kernel'
import { day, fr } from '#ui'
import type { Raised } from '../finding.ts'
import type { Subject } from '../subject.ts'

/** What a text says somewhere where it says something of an item: without it, nothing of the scheme speaks of it. */
const MENTIONS: Partial<Record<SchemeItem, RegExp>> = {
  social: /\b(social|insertion|handicap|emploi|egalite)/,
  ecological: /\b(ecolog|environnement|energie|climat|dechet|recycl)/,
  circular: /\b(economie circulaire|reemploi|reemploy|recycl|reutilis|reconditionn|repar(?:er|ation))/,
  'follow-up': /\b(annuel|chaque annee|par an\b|tous les ans|une fois l'an|chaque (?:semestre|trimestre))/,
  esus: /\b(esus|utilite sociale|solidaire)/,
  inclusion: /\b(handicap|entreprises? adaptees?|esat\b|secteur adapte|insertion|defavoris|siae\b|iae\b)/,
  publication:
    /publi\p{L}*[^.]{0,80}(?:deux ans|biennal|bisannuel|annuel|chaque annee|tous les ans)|(?:deux ans|biennal|bisannuel|annuel|chaque annee|tous les ans)[^.]{0,80}publi/u,
}

const WORDS: Record<SchemeItem, string> = {
  social: 'Rien du schéma ne nomme de but social',
  ecological: 'Rien du schéma ne nomme de but écologique',
  circular: 'Rien du schéma ne parle d’économie circulaire',
  'follow-up': 'Rien du schéma ne parle d’un suivi annuel',
  rates: 'Aucun indicateur ne donne le taux réel, en nombre ou en valeur, des achats',
  targets: 'Aucune cible n’est donnée au taux des achats',
  esus: 'Rien du schéma ne nomme les entreprises solidaires d’utilité sociale',
  inclusion: 'Rien du schéma ne nomme les entreprises qui emploient des personnes handicapées ou défavorisées',
  publication: 'Rien du schéma ne parle d’une publication tous les deux ans',
}

/** The categories of which a rate and a target are asked, and what an indicator of it is known by. */
const CATEGORIES = [
  ['sociaux', /\bsocia|insertion|solidaire/, /^contracts\.social/],
  ['écologiques', /\b(environnement|ecolog)/, /^contracts\.environmental/],
] as const
const PURCHASES = /\b(achat|marche|contrat|commande|montant)/

/** What the law on schemes of the day asks for and the scheme says nothing of: that of its adoption where it is adopted, today’s otherwise. */
export function* law({ document, definitions, given }: Subject): Generator<Raised> {
  const on = document.adoption?.on ?? given.today
  const edition = schemeLawOn(on)
  if (edition === null || document.actions.length === 0) return
  const text = textOf(document)
  const cited = fr`(${edition.source}, en vigueur depuis le ${day(edition.from)}${edition.to ? fr` et jusqu’au ${day(edition.to)}` : ''} ; à vérifier)`
  for (const item of edition.items) {
    const said = MENTIONS[item]
    if (said) {
      if (!said.test(text)) yield { code: `law-${item}`, message: fr`${WORDS[item]} ${cited}.` }
      continue
    }
    const missing = CATEGORIES.filter(([, words, measure]) => {
      const rates = [...definitions.values()].filter(one => isRate(one, words, measure))
      return item === 'rates'
        ? rates.length === 0
        : rates.length > 0 && !rates.some(({ key, targets }) => Array.isArray(targets) || hasOwn(document, key))
    })
    for (const [name] of missing) yield { code: `law-${item}`, message: fr`${WORDS[item]} ${name} ${cited}.` }
  }
}

const hasOwn = ({ own }: SchemeDocument, key: string) =>
  own.some(({ parent, targets }) => parent === key && Array.isArray(targets))

/** Whether an indicator is a rate of purchases of a category. */
function isRate({ kind, unit, label, numerator, source }: Definition, words: RegExp, measure: RegExp): boolean {
  if (kind !== 'ratio' || !unit.startsWith('%')) return false
  if (source.kind === 'measured') return measure.test(source.measure)
  const text = fold(`${label} ${numerator}`)
  return words.test(text) && PURCHASES.test(text)
}

/** All that a scheme says, without accents. */
function textOf({ title, summary, axes, objectives, actions, indicators }: SchemeDocument): string {
  const said = [
    title,
    summary,
    ...[...axes, ...objectives].flatMap(one => [one.title, one.text]),
    ...actions.flatMap(one => [
      one.title,
      one.aim,
      one.description,
      ...one.evaluation,
      ...one.legal,
      ...one.themes,
      ...one.calendar.map(step => step.title),
    ]),
    ...indicators.flatMap(one => [one.label, one.numerator, one.denominator, one.counted, one.collected]),
  ]
  return fold(said.filter(text => text !== '').join(' '))
}
