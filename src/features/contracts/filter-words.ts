import { divisionOf } from '#features/families'
import { fold, formatSiret } from '#kernel'
import { day, typo } from '#ui'
import type { ContractFilter } from './register/filter.ts'
import { WARNINGS } from './warnings.ts'
import { AMOUNT_WORDS, BAND_WORDS, KIND_WORDS, PROCEDURE_WORDS, SAID_WORDS, STATE_WORDS, VALUE_WORDS } from './words.ts'

type Words = {
  [K in keyof ContractFilter]-?:
    | ((value: NonNullable<ContractFilter[K]>, names: ReadonlyMap<string, string>) => string)
    | null
}

/** How each filter of a list reads; null for what only presents it. */
const WORDS: Words = {
  acheteurs: (value, names) => {
    const buyers = value.split(',')
    return buyers.length > 3
      ? `${buyers.length}\u00a0acheteurs`
      : buyers.map(buyer => names.get(buyer) ?? `Acheteur ${formatSiret(buyer)}`).join(', ')
  },
  annee: value => (value === 'sans' ? 'Sans date de notification' : `Année ${value}`),
  du: value => `Depuis le ${day(value)}`,
  au: value => `Jusqu’au ${day(value)}`,
  achat: value => KIND_WORDS[value],
  famille: value => `Famille ${value} ${divisionOf(value)?.label ?? ''}`,
  cpv: value => {
    const division = divisionOf(value)
    return value.length === 2 && division ? `${value} ${division.label}` : `CPV ${value}${value.length < 8 ? '…' : ''}`
  },
  procedure: value => PROCEDURE_WORDS[value],
  tranche: value => BAND_WORDS[value],
  sociale: value => `Sociale\u00a0: ${STATE_WORDS[value].toLowerCase()}`,
  environnementale: value => `Environnementale\u00a0: ${STATE_WORDS[value].toLowerCase()}`,
  valeur: value => VALUE_WORDS[value],
  montant: value =>
    `Montant dans les taux\u00a0: ${AMOUNT_WORDS[value].charAt(0).toLowerCase()}${AMOUNT_WORDS[value].slice(1)}`,
  accord: value => typo(`Accord-cadre : ${SAID_WORDS[value]}`),
  offres: value => (value === 'one' ? 'Une seule offre reçue' : 'Nombre d’offres renseigné'),
  innovation: value => typo(`Marché innovant : ${SAID_WORDS[value]}`),
  pme: value => typo(`Titulaire PME : ${SAID_WORDS[value]}`),
  defaut: value => typo(`Défaut : ${WARNINGS[value].label}`),
  nature: value => (value === 'concession' ? 'Concessions' : 'Marchés'),
  q: value => `«\u00a0${value}\u00a0»`,
  tri: null,
  page: null,
  par: null,
}

/** The filters in force, each in words, in the order of the address. */
export function filtersInWords(
  filter: ContractFilter,
  names: ReadonlyMap<string, string>,
): { name: keyof ContractFilter; words: string }[] {
  return (Object.keys(WORDS) as (keyof ContractFilter)[]).flatMap(name => {
    const say = WORDS[name] as ((value: unknown, names: ReadonlyMap<string, string>) => string) | null
    return say === null || filter[name] === undefined ? [] : [{ name, words: say(filter[name], names) }]
  })
}

const LONGEST_NAME = 120

/** The name of a file that holds a selection: letters, digits and hyphens, `marches-2024-appel-d-offres-ouvert.csv`. */
export function fileNameOf(filter: ContractFilter, extension: string): string {
  const { nature, acheteurs, ...rest } = filter
  const words = filtersInWords(rest, new Map()).map(({ words }) => words)
  const buyers =
    acheteurs === undefined ? [] : acheteurs.includes(',') ? [`${acheteurs.split(',').length} acheteurs`] : [acheteurs]
  const text = [nature === 'concession' ? 'concessions' : 'marches', ...buyers, ...words].join(' ')
  const name = fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME)
    .replace(/^-|-$/g, '')
  return `${name}.${extension}`
}

/** Names of the filters as the forms call them, to say which one of an address was not understood. */
export const FILTER_NAMES: Record<string, string> = {
  acheteurs: 'acheteur',
  annee: 'année',
  du: 'premier jour',
  au: 'dernier jour',
  achat: 'nature d’achat',
  famille: 'famille d’achat',
  cpv: 'famille d’achat',
  procedure: 'procédure',
  tranche: 'tranche de montant',
  sociale: 'considération sociale',
  environnementale: 'considération environnementale',
  valeur: 'valeur de considération',
  montant: 'montant dans les taux',
  accord: 'accord-cadre',
  offres: 'offres reçues',
  innovation: 'marché innovant',
  pme: 'titulaire PME',
  defaut: 'défaut',
  nature: 'type',
  q: 'mots cherchés',
  tri: 'tri',
  page: 'page',
  par: 'nombre par page',
}
