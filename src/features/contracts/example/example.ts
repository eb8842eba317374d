import { FAMILIES } from './subjects.ts'

/** The example's buyers, all invented: the Département de la Vallonne and two of its communes. SIRET keys are right, units do not exist. */
export const VALLONNE = { siret: '22990099800019', name: 'Département de la Vallonne' }
export const AUBRELIEU = { siret: '21990001600011', name: 'Commune d’Aubrelieu' }
/** A municipality that asks to come. */
export const MALVENNE = { siret: '21990003200018', name: 'Commune de Malvenne' }
export const PIERREFONTE = { siret: '21990002400015', name: 'Commune de Pierrefonte' }

/** What a buyer's contracts of one year say, in whole contracts: the totals that tests and readers can check by hand. */
export interface YearPlan {
  buyer: { siret: string; name: string }
  year: number
  social: { yes: number; none: number; notFilled: number; unreadable: number }
  environmental: { yes: number; none: number; notFilled: number; unreadable: number }
}

const plan = (buyer: YearPlan['buyer'], year: number, social: number[], environmental: number[]): YearPlan => {
  const states = ([yes = 0, none = 0, notFilled = 0, unreadable = 0]: number[]) => ({
    yes,
    none,
    notFilled,
    unreadable,
  })
  return { buyer, year, social: states(social), environmental: states(environmental) }
}

/** Yes, declared none, not filled, unreadable. 2022 is published in the former format (v1), which knows no consideration. */
export const PLANS: readonly YearPlan[] = [
  plan(VALLONNE, 2022, [0, 0, 40, 0], [0, 0, 40, 0]),
  plan(VALLONNE, 2023, [6, 41, 11, 2], [12, 35, 11, 2]),
  plan(VALLONNE, 2024, [13, 46, 9, 2], [25, 34, 9, 2]),
  plan(VALLONNE, 2025, [21, 46, 7, 1], [40, 27, 7, 1]),
  plan(VALLONNE, 2026, [20, 31, 3, 1], [41, 10, 3, 1]),
  plan(AUBRELIEU, 2023, [1, 9, 5, 0], [3, 7, 5, 0]),
  plan(AUBRELIEU, 2024, [2, 12, 4, 0], [5, 9, 4, 0]),
  plan(AUBRELIEU, 2025, [4, 13, 3, 0], [9, 8, 3, 0]),
  plan(AUBRELIEU, 2026, [4, 9, 1, 0], [10, 3, 1, 0]),
  plan(PIERREFONTE, 2023, [0, 5, 3, 0], [1, 4, 3, 0]),
  plan(PIERREFONTE, 2024, [1, 6, 2, 0], [2, 5, 2, 0]),
  plan(PIERREFONTE, 2025, [1, 7, 2, 0], [4, 4, 2, 0]),
  plan(PIERREFONTE, 2026, [1, 5, 0, 0], [4, 2, 0, 0]),
]

export const HOLDERS = [
  ['90990001100018', 'Netteté Nord'],
  ['90990002900010', 'Atelier des Tilleuls (entreprise adaptée)'],
  ['90990003700013', 'Chantiers de la Vallonne (insertion)'],
  ['90990004500016', 'Routes et Ponts du Val'],
  ['90990005200012', 'Paysages Pierrefonte'],
  ['90990006000015', 'Menuiserie Aubry'],
  ['90990007800017', 'Cuisines du Terroir'],
  ['90990008600010', 'Logiciels Clairs'],
] as const

/** A reproducible sequence (mulberry32): the example is the same everywhere, forever. */
export function sequence(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const YES = {
  social: [
    ['Clause sociale'],
    ['Clause sociale'],
    ['Critère social'],
    ['Clause sociale', 'Critère social'],
    ['Marché réservé'],
  ],
  environmental: [
    ['Clause environnementale'],
    ['Critère environnemental'],
    ['Clause environnementale', 'Critère environnemental'],
  ],
}
const NONE = { social: ['Pas de considération sociale'], environmental: ['Pas de considération environnementale'] }

function statesOf(counts: YearPlan['social']): ('yes' | 'none' | 'notFilled' | 'unreadable')[] {
  return (['yes', 'none', 'notFilled', 'unreadable'] as const).flatMap(state =>
    Array<typeof state>(counts[state]).fill(state),
  )
}

/** Puts a list in a reproducible order. */
function shuffled<T>(list: T[], next: (below: number) => number): T[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = next(i + 1)
    ;[list[i], list[j]] = [list[j] as T, list[i] as T]
  }
  return list
}

function words(
  pillar: 'social' | 'environmental',
  state: string,
  next: (below: number) => number,
): string[] | undefined {
  if (state === 'yes') return YES[pillar][next(YES[pillar].length)]
  if (state === 'none') return NONE[pillar]
  return state === 'unreadable' ? ['INX oui'] : next(2) === 0 ? ['MQ NC'] : undefined
}

/** The contracts of one buyer and year, in the nesting of DECP v2. */
export function contractsOf(planned: YearPlan, next: (below: number) => number): Record<string, unknown>[] {
  const social = shuffled(statesOf(planned.social), next)
  const environmental = shuffled(statesOf(planned.environmental), next)
  return social.map((state, i) => {
    const family = FAMILIES[next(FAMILIES.length)] ?? FAMILIES[0]
    if (!family) throw new Error('The example needs purchase families.')
    const framework = next(6) === 0
    const month = String(1 + next(planned.year === 2026 ? 10 : 12)).padStart(2, '0')
    const notified = `${planned.year}-${month}-${String(1 + next(28)).padStart(2, '0')}`
    const late = next(9) === 0
    const published = new Date(Date.parse(notified) + (late ? 95 : 12) * 86_400_000).toISOString().slice(0, 10)
    const socialWords = words('social', state, next)
    const environmentalWords = words('environmental', environmental[i] ?? 'notFilled', next)
    return {
      id: `${planned.year}-${String(i + 1).padStart(3, '0')}`,
      acheteur: { id: planned.buyer.siret },
      nature: 'Marché',
      objet: `${family.subjects[next(family.subjects.length)]}, lot ${i + 1}`,
      codeCPV: family.cpv,
      techniques: { technique: [framework ? 'Accord-cadre' : 'Sans objet'] },
      modalitesExecution: { modaliteExecution: [framework ? 'Bons de commande' : 'Sans objet'] },
      marcheInnovant: next(25) === 0,
      ccag: family.cpv.startsWith('45') ? 'Travaux' : 'Fournitures courantes et services',
      offresRecues: 1 + next(7),
      attributionAvance: next(3) === 0,
      typeGroupementOperateurs: 'Pas de groupement',
      sousTraitanceDeclaree: next(8) === 0,
      procedure:
        next(3) === 0 ? "Appel d'offres ouvert" : next(9) === 0 ? 'Procédure avec négociation' : 'Procédure adaptée',
      lieuExecution: { code: '99', typeCode: 'Code département' },
      dureeMois: [6, 12, 12, 24, 36, 48][next(6)],
      dateNotification: notified,
      datePublicationDonnees: published,
      montant: Math.round((family.from + next(family.to - family.from)) / 100) * 100,
      typesPrix: { typePrix: ['Définitif révisable'] },
      formePrix: ['Unitaire', 'Forfaitaire', 'Mixte'][next(3)],
      titulaires: [{ titulaire: { typeIdentifiant: 'SIRET', id: HOLDERS[next(HOLDERS.length)]?.[0] } }],
      ...(socialWords ? { considerationsSociales: { considerationSociale: socialWords } } : {}),
      ...(environmentalWords
        ? { considerationsEnvironnementales: { considerationEnvironnementale: environmentalWords } }
        : {}),
      ...(next(14) === 0
        ? {
            modifications: [
              {
                modification: {
                  id: 1,
                  dateNotificationModification: published,
                  datePublicationDonneesModification: published,
                  dureeMois: 60,
                },
              },
            ],
          }
        : {}),
    }
  })
}

/** Names for the list that `reference load names` reads. */
export const EXAMPLE_NAMES: readonly (readonly [string, string])[] = [
  ...[VALLONNE, AUBRELIEU, PIERREFONTE].map(buyer => [buyer.siret, buyer.name] as const),
  ...HOLDERS,
]
