import { KIND_WORDS, readLineage } from '#features/indicators'
import type { Block } from '#platform/paper'
import { day, fr } from '#ui'
import { type BilanFacts, isStart } from '../facts.ts'
import { coverage } from './key-figures.ts'
import { heading, list, ofYear, text, words } from './pieces.ts'

const ROUNDING = fr`Les chiffres sont arrondis à l’affichage, au plus à deux décimales ; le classeur et les données ouvertes gardent la valeur exacte. Une évolution entre deux pourcentages est donnée en points.`

/** What is true of the figures of any report, a sentence each. @param apart where those of each buyer are */
export function figuresMethod(facts: BilanFacts, apart: string): string[] {
  const { scheme, version, buyers } = facts
  const led = version
    ? fr`Le texte suivi est la version ${version.number}, adoptée le ${day(version.on)}${version.deliberation ? fr` (délibération ${version.deliberation})` : ''}.`
    : 'Le texte suivi n’a pas encore été adopté.'
  const whose =
    buyers.length > 1
      ? fr`Les chiffres sont ceux de ${buyers.map(({ name }) => name).join(', ')}, additionnés : un rapport est la somme des numérateurs sur celle des dénominateurs. ${apart} donnent ceux de chaque acheteur.`
      : ''
  return [
    led,
    whose,
    fr`Seules comptent les valeurs validées. ${coverage(facts)} Une valeur qui manque est dite par un mot, jamais par zéro.`,
    ROUNDING,
    fr`« Bonne voie » et « loin de la cible » comparent la dernière valeur à la droite qui va du T0 à la cible.`,
    scheme.notice,
  ].filter(one => one !== '')
}

/** What each of some indicators is, and where it comes from; nothing where there is none. */
export function definitions(indicators: readonly Defined[]): Block[] {
  if (indicators.length === 0) return []
  return [
    heading(2, 'definitions', 'Ce que mesure chaque indicateur'),
    {
      as: 'table',
      id: 'definitions-des-indicateurs',
      caption: 'Définition et origine des indicateurs',
      columns: [
        { head: 'Indicateur', weight: 3 },
        { head: 'Nature', weight: 1 },
        { head: 'Unité', weight: 1 },
        { head: 'Calcul', weight: 3 },
        { head: 'Origine', weight: 3 },
      ],
      rows: indicators.map(({ definition, values }) => [
        words(definition.label),
        words(KIND_WORDS[definition.kind]),
        words(definition.unit),
        words(calculation(definition)),
        words(origin(definition, values)),
      ]),
    },
  ]
}

/** How the figures were obtained: what counts, what each indicator is, where it comes from. */
export function method(facts: BilanFacts): Block[] {
  const { year } = facts
  return [
    text(
      isStart(facts)
        ? fr`Cet état de départ réunit ce que disaient les indicateurs en ${year}, avant le schéma.`
        : fr`Ce bilan dit où en étaient les actions le ${day(facts.day)}, et ce que valaient les indicateurs en ${year}.`,
    ),
    list(figuresMethod(facts, 'Les annexes')),
    ...definitions(facts.indicators.filter(one => ofYear(one, year) !== undefined)),
  ]
}

type Defined = BilanFacts['indicators'][number]

function calculation({ source, numerator, denominator }: Defined['definition']): string {
  if (source.kind === 'formula') return source.formula
  if (numerator && denominator) return `${numerator} ÷ ${denominator}`
  return numerator
}

function origin({ source, counted, excluded, collected }: Defined['definition'], values: Defined['values']): string {
  const left = values.flatMap(({ lineage }) => {
    const read = readLineage(lineage)
    return read?.by === 'measure' ? read.excluded.map(({ reason }) => reason) : []
  })
  const by = { entered: 'Saisie', measured: 'Mesurée sur les marchés', formula: 'Calculée' }[source.kind]
  const notes = [
    collected,
    counted && fr`Compté : ${counted}`,
    excluded && fr`Non compté : ${excluded}`,
    left.length > 0 && fr`Laissé de côté : ${[...new Set(left)].join(', ')}`,
  ]
  return [by, ...notes].filter(Boolean).join('. ')
}
