/** The SIREN of the three buyers of the joint scheme of the example. */
export const VALLONNE = '229900998'
export const AUBRELIEU = '219900016'
export const PIERREFONTE = '219900024'

/** The figures of the scheme of the example, known by heart: by indicator, buyer and year, all rows and periods of the year added up. */
export const FIGURES: readonly [indicator: string, buyer: string, byYear: Record<string, number>][] = [
  ['papier', VALLONNE, { 2021: 46_000, 2022: 42_000, 2023: 37_000, 2024: 33_000, 2025: 30_000 }],
  ['km-flotte', VALLONNE, { 2021: 6_000_000, 2022: 5_900_000, 2023: 5_800_000, 2024: 5_700_000, 2025: 5_600_000 }],
  ['energie', VALLONNE, { 2021: 15_000_000, 2022: 14_900_000, 2023: 14_400_000, 2024: 14_350_000, 2025: 14_100_000 }],
  ['energie', AUBRELIEU, { 2021: 2_400_000, 2022: 2_360_000, 2023: 2_240_000, 2024: 2_120_000, 2025: 2_000_000 }],
  ['energie', PIERREFONTE, { 2021: 900_000, 2022: 880_000, 2023: 860_000, 2024: 835_000, 2025: 805_000 }],
  ['heures-insertion', VALLONNE, { 2022: 22_800, 2023: 26_700, 2024: 30_900, 2025: 34_300 }],
  ['heures-insertion', AUBRELIEU, { 2022: 1470, 2023: 1750, 2024: 2020, 2025: 2270 }],
  ['heures-insertion', PIERREFONTE, { 2022: 0, 2023: 240, 2024: 300, 2025: 380 }],
  ['achats-evites', VALLONNE, { 2022: 24_000, 2023: 41_500, 2024: 66_250, 2025: 98_250 }],
  ['achats-adaptes', VALLONNE, { 2021: 310_000, 2022: 352_000, 2023: 401_000, 2024: 476_000, 2025: 558_000 }],
  ['points-eteints', AUBRELIEU, { 2021: 0, 2022: 120, 2023: 310, 2024: 480, 2025: 620 }],
  ['personnes', VALLONNE, { 2021: 118, 2022: 130, 2023: 149, 2024: 165, 2025: 178 }],
]

/** The shares of 2025, in per cent. */
export const SHARES_2025: readonly [indicator: string, buyer: string, share: number][] = [
  ['part-durable', VALLONNE, 52],
  ['part-durable', AUBRELIEU, 45],
  ['part-durable', PIERREFONTE, 40],
  ['part-bio', VALLONNE, 21],
  ['part-bio', AUBRELIEU, 17],
  ['part-bio', PIERREFONTE, 12],
  ['part-sourcee', VALLONNE, 60],
  ['part-sourcee', AUBRELIEU, 40],
  ['part-sourcee', PIERREFONTE, 30],
  ['meubles-repares', PIERREFONTE, 75],
  ['part-reconditionnes', VALLONNE, 30],
  ['demandes-servies', VALLONNE, 45],
  ['dechets-valorises', VALLONNE, 80],
  ['enrobes-tiedes', VALLONNE, 55],
  ['renouvellement-propre', VALLONNE, 60],
  ['sorties-dynamiques', VALLONNE, 55],
  ['part-heures-femmes', VALLONNE, 35],
  ['part-heures-jour', VALLONNE, 60],
]

/** Shares of the three buyers together in 2025: numerator, denominator. */
export const TOGETHER_2025: readonly [indicator: string, numerator: number, denominator: number][] = [
  ['part-durable', 1_424_700, 2_798_000],
  ['part-bio', 569_260, 2_798_000],
  ['part-sourcee', 56, 105],
]
