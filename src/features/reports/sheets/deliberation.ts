import { type SchemeLaw, schemeLawOn } from '#features/obligations'
import type { Block, Paper, Run } from '#platform/paper'
import { count, day, fr } from '#ui'
import { coverage } from '../bilan/composing/key-figures.ts'
import { figureCell, heading, list, ofYear, targetCell, targetOf, text } from '../bilan/composing/pieces.ts'
import { progressWords } from '../bilan/composing/progress.ts'
import { type Bilan, coverOf } from '../bilan/composition.ts'
import { actionsIn, type BilanFacts, isStart, titleOf } from '../bilan/facts.ts'
import { type VersionFacts, versionsBlocks } from './versions.ts'

/** What only the assembly, or who writes for it, knows. */
export const BLANK = '[à compléter]'

/**
 * A draft of the decision by which an assembly takes note of a bilan: what is known is said, what it alone knows is left to it.
 * @param versions the adopted ones, oldest first
 */
export function deliberationPaper(bilan: Bilan, versions: readonly VersionFacts[]): Paper {
  const { facts, address } = bilan
  const { scheme, organisation } = facts
  const title = titleOf(facts)
  const law = schemeLawOn(facts.day)
  // « bilan 2024 », « état de départ 2015 » in a sentence.
  const name = title.replace(/^./u, letter => letter.toLowerCase())
  const the = isStart(facts) ? fr`de l’${name}` : fr`du ${name}`
  return {
    ...coverOf(bilan),
    short: true,
    address: '',
    title: fr`Projet de délibération : ${name}`,
    description: fr`Projet par lequel l’assemblée prend acte ${the} du schéma.`,
    notice: [scheme.notice, 'Projet à faire vérifier par le service juridique avant toute délibération.'].filter(Boolean).join(' '), // biome-ignore format: short
    blocks: [
      {
        as: 'aside',
        title: 'Ce qu’il reste à faire',
        blocks: [
          text(
            fr`Ce projet reprend les chiffres du bilan. Le service juridique de l’acheteur le vérifie, le complète et l’adapte ; ce que seule l’assemblée sait est marqué ${BLANK}.`,
          ),
        ],
      },
      {
        as: 'facts',
        items: [
          fact('Assemblée', fr`${organisation.name}, ${BLANK}`),
          fact('Séance du', BLANK),
          fact('Rapporteur', BLANK),
          fact('Objet', fr`${title} : ${scheme.title}`),
        ],
      },
      heading(1, 'visas', 'L’assemblée délibérante'),
      list([
        ...(law ? ['Vu le code de la commande publique, notamment son article L. 2111-3 ;'] : []),
        ...visasOf(versions, facts),
        fr`Vu ${isStart(facts) ? fr`l’${name}` : fr`le ${name}`} annexé à la présente délibération ;`,
        fr`Vu les autres textes, avis et rapports : ${BLANK} ;`,
      ]),
      heading(1, 'considerants', 'Considérant'),
      list(groundsOf(facts).map(one => fr`que ${one} ;`)),
      heading(1, 'decision', 'Après en avoir délibéré'),
      ...articles([
        fr`L’assemblée prend acte ${the} du schéma « ${scheme.title} », annexé à la présente délibération.`,
        address === ''
          ? fr`${isStart(facts) ? 'Cet état de départ' : 'Ce bilan'} est rendu public sur le site internet de l’acheteur, avec les données qui permettent de le recalculer : ${BLANK}.`
          : fr`${isStart(facts) ? 'Cet état de départ' : 'Ce bilan'} est rendu public à l’adresse permanente ${address}, avec les données qui permettent de le recalculer.`,
        fr`Qui exécute la présente délibération, et à qui elle est transmise : ${BLANK}.`,
      ]),
      text({ text: 'Vote : ', strong: true }, BLANK),
      heading(1, 'versions', 'Annexe : les versions adoptées du schéma'),
      ...versionsBlocks(versions),
      ...(law ? [heading(1, 'droit', 'Annexe : le droit cité'), list([lawRuns(law)])] : []),
    ],
  }
}

export const fact = (label: string, words: string) => ({ label, runs: [{ text: words }] })

/** The decisions that adopted the text, up to what the bilan tells. */
export function visasOf(versions: readonly VersionFacts[], { day: last }: Pick<BilanFacts, 'day'>): string[] {
  const known = versions.filter(({ adoption }) => adoption.on <= last)
  if (known.length === 0) return [fr`Vu la délibération qui adopte le schéma : ${BLANK} ;`]
  return known.map(
    ({ number, adoption: { on, deliberation } }) =>
      fr`Vu la délibération n° ${deliberation || BLANK} du ${day(on)}, qui adopte ${number === 1 ? 'le schéma' : fr`la version ${number} du schéma`} ;`,
  )
}

/** What the year shows, each as what follows « que ». */
function groundsOf(facts: BilanFacts): string[] {
  const { scheme, year } = facts
  const small = (sentence: string) => sentence.replace(/^./u, letter => letter.toLowerCase()).replace(/\.$/, '')
  return [
    fr`le schéma « ${scheme.title} » couvre la période du ${day(scheme.from)} au ${day(scheme.to)}`,
    ...(isStart(facts) || actionsIn(facts).length === 0 ? [] : [small(progressWords(facts))]),
    small(coverage(facts)),
    ...(isStart(facts) ? [] : [targetsWords(facts, year)]),
  ]
}

/** How many of the firm targets that have a value are reached, and which. */
function targetsWords(facts: BilanFacts, year: number): string {
  const aimed = facts.indicators.filter(
    one => !one.definition.support && targetOf(one, year)?.tentative === false && ofYear(one, year) !== undefined,
  )
  if (aimed.length === 0) return fr`aucun indicateur qui a une valeur de ${year} n’a de cible ferme`
  const reached = aimed.filter(({ standing }) => standing.standing === 'reached')
  const named = reached.map(
    one => fr`${one.definition.label}, ${figureCell(one, ofYear(one, year)).text} pour ${targetCell(one, year).text}`,
  )
  return [
    fr`sur ${count(aimed.length, 'indicateur')} qui ${aimed.length < 2 ? 'a' : 'ont'} une cible ferme et une valeur de ${year}, ${reached.length} ${reached.length < 2 ? 'atteint' : 'atteignent'} la ${reached.length < 2 ? 'sienne' : 'leur'}`,
    ...(named.length === 0 ? [] : [named.join(' ; ')]),
  ].join('\u00a0: ')
}

export const articles = (said: readonly string[]): Block[] =>
  said.map((words, rank) => text({ text: fr`Article ${rank + 1}. `, strong: true }, words))

export function lawRuns({ source, from, certainty }: SchemeLaw): Run[] {
  const doubt = certainty === 'read' ? '' : ', à vérifier sur Légifrance'
  return [
    { text: 'Code de la commande publique, article L. 2111-3', strong: true },
    {
      text: fr` : un schéma public, suivi chaque année, dont les indicateurs sont publiés tous les deux ans. Rédaction en vigueur depuis le ${day(from)} (${source})${doubt}.`,
    },
  ]
}
