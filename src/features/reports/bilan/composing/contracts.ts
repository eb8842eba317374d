import {
  type ChosenContract,
  type ContractLine,
  changedBy,
  contractHref,
  type Rates,
  type TellableRates,
} from '#features/contracts'
import { decimalOf, exact } from '#features/indicators'
import { type Cents, formatSiret } from '#kernel'
import type { Block, Cell, Run, TableBlock } from '#platform/paper'
import { considerationWords, count, day, euros, eurosShort, fr, MISSING, nb, percent } from '#ui'
import type { Comments } from '../composition.ts'
import type { BilanFacts } from '../facts.ts'
import { heading, words } from './pieces.ts'

type Pillar = 'social' | 'environmental'
const PILLARS: Record<Pillar, string> = {
  social: 'Considérations sociales',
  environmental: 'Considérations environnementales',
}

/** The format that says whether a contract has considerations is that of contracts notified from this year on. */
const SAID_SINCE = 2024
/** Every consultation begun from this day on must take the environment into account (articles L. 2112-2 and L. 2152-7 CCP). */
const REQUIRED_SINCE = '2026-08-21'

/** A rate of a buyer: what it is made of, and the share that this makes, in per cent, exact; null without denominator. */
export interface Rate {
  part: number
  whole: number
  percent: string | null
  /** As a page shows it. */
  shown: string
}

/** The rates of a buyer and a pillar, as the register has them or as the buyer corrects them. Values are in cents, excluding VAT. */
export interface RateLine {
  siren: string
  pillar: Pillar
  corrected: boolean
  number: Rate
  value: Rate
  /** The contracts that answer, among all those notified. */
  filled: Rate
  /** The number of the publication that says so. */
  publication: number | null
}

const rate = (part: number, whole: number, share: number | null): Rate => ({
  part,
  whole,
  percent:
    whole === 0
      ? null
      : decimalOf(
          exact(String(part))
            .mul(100)
            .div(exact(String(whole))),
        ),
  shown: percent(share),
})

/** The rates of a year, a line for each buyer and pillar, then, where its corrections change something, one more. */
export function rateLines({ rates }: Pick<BilanFacts, 'rates'>): RateLine[] {
  const lineOf = ({ siren, publication }: TellableRates, pillar: Pillar, said: Rates, corrected: boolean): RateLine => {
    const of = said[pillar]
    return {
      ...{ siren, pillar, corrected, publication },
      number: rate(of.yes, of.filled, of.rate),
      value: rate(of.amount.yes, of.amount.filled, of.amount.rate),
      filled: rate(of.filled, said.contracts, of.shareFilled),
    }
  }
  return rates.flatMap(one =>
    (Object.keys(PILLARS) as Pillar[]).flatMap(pillar => {
      const changes = (['nombre', 'valeur'] as const).some(measure =>
        changedBy(one.corrected, one.rates, pillar, measure),
      )
      return [
        lineOf(one, pillar, one.rates, false),
        ...(changes && one.corrected ? [lineOf(one, pillar, one.corrected.rates, true)] : []),
      ]
    }),
  )
}

/** What contracts say of a year: the rates of its buyers, then the contracts that were chosen, each with what is written of it. */
export function bought(facts: BilanFacts, comments: Comments): Block[] {
  return [
    ...(facts.rates.length > 0 ? [ratesTable(facts)] : []),
    ...(facts.contracts.length > 0 ? [contractsTable(facts)] : []),
    ...facts.contracts.flatMap(one => [
      heading(2, `marche-${one.identity}`, titled(one)),
      factsOf(one, facts),
      ...comments(`marche:${one.identity}`, 3),
    ]),
  ]
}

/** What a contract is called. */
export const titled = ({ subject }: Pick<ContractLine, 'subject'>) => subject ?? 'Objet non renseigné'

/** What a contract says of a pillar, in words. */
export const considered = (one: ContractLine, pillar: Pillar): string =>
  considerationWords(
    pillar === 'social'
      ? {
          state: one.social,
          clause: one.social_clause,
          criterion: one.social_criterion,
          reserved: one.social_reserved,
        }
      : { state: one.environmental, clause: one.environmental_clause, criterion: one.environmental_criterion },
  )

/** The amount of a contract, and whether it counts. */
export const amountOf = ({ amount, amount_state }: ContractLine): string =>
  euros(amount as Cents | null) + (amount !== null && amount_state !== 'counted' ? ', hors des taux' : '')

// Holders may be natural persons, and what is frozen cannot be erased: the page of the contract names them.
function factsOf(one: ChosenContract, { buyers }: BilanFacts): Block {
  const items: [string, string | Run][] = [
    ...(buyers.length > 1 ? [['Acheteur', buyerOf(one)] as [string, string]] : []),
    ['Durée', one.months === null ? MISSING.value : count(one.months, 'mois', 'mois')],
    ['Considération sociale', considered(one, 'social')],
    ['Considération environnementale', considered(one, 'environmental')],
    [
      'Dans le registre',
      {
        text: one.source_id === null ? 'Marché sans numéro' : fr`Marché n° ${one.source_id}`,
        link: contractHref(one.identity),
      },
    ],
  ]
  return {
    as: 'facts',
    items: items.map(([label, said]) => ({ label, runs: [typeof said === 'string' ? { text: said } : said] })),
  }
}

/** Who bought, by name where there is one. */
export const buyerOf = ({ buyer, buyer_name }: ContractLine) => buyer_name ?? formatSiret(buyer)

const rateCell = ({ percent: value, shown }: Rate): Cell =>
  value === null ? words(shown) : { text: shown, value, unit: '%' }

function ratesTable(facts: BilanFacts): TableBlock {
  const { buyers, year } = facts
  const several = buyers.length > 1
  const names = new Map(buyers.map(({ siren, name }) => [siren, name]))
  return {
    as: 'table',
    id: 'taux-de-l-annee',
    caption: `Achats responsables : les taux de ${year}`,
    columns: [
      { head: several ? 'Acheteur et volet' : 'Volet', weight: 4 },
      { head: 'En nombre', numeric: true, weight: 2 },
      { head: 'Marchés', numeric: true, weight: 2 },
      { head: 'En valeur', numeric: true, weight: 2 },
      { head: 'Montants HT', numeric: true, weight: 3 },
      { head: 'Renseignés', numeric: true, weight: 2 },
    ],
    rows: rateLines(facts).map(line => [
      words(
        (several ? fr`${names.get(line.siren) ?? ''} : ${PILLARS[line.pillar].toLowerCase()}` : PILLARS[line.pillar]) +
          (line.corrected ? ', avec corrections' : ''),
      ),
      rateCell(line.number),
      words(fr`${nb(line.number.part)} sur ${nb(line.number.whole)}`),
      rateCell(line.value),
      words(fr`${eurosShort(line.value.part as Cents)} sur ${eurosShort(line.value.whole as Cents)}`),
      rateCell(line.filled),
    ]),
    note: noteOf(facts, names),
  }
}

/** What is counted, since when, and who says so. */
function noteOf({ rates, year, day: end, registerDay }: BilanFacts, names: ReadonlyMap<string, string>): string {
  const published = rates.filter(({ publication }) => publication !== null)
  const nameOf = (siren: string) => (rates.length > 1 ? ` (${names.get(siren)})` : '')
  const sources = [
    ...published.map(({ siren, publication }) => fr`publication n° ${String(publication)}${nameOf(siren)}`),
    ...(published.length < rates.length ? [fr`registre des marchés au ${day(registerDay)}`] : []),
  ]
  return [
    fr`Part des marchés notifiés en ${year} qui ont une clause, un critère ou, pour le volet social, sont réservés, parmi ceux qui ont répondu par oui ou par non (« Renseignés ») ; en valeur, la même part des montants initiaux. Sans réponse, le taux n’est pas zéro : il n’existe pas.`,
    ...(year < SAID_SINCE &&
    rates.some(({ rates: { social, environmental } }) => social.filled === 0 || environmental.filled === 0)
      ? [fr`L’ancien format des données, avant ${SAID_SINCE}, n’avait pas ce champ.`]
      : []),
    ...(rates.some(({ corrected }) => corrected !== null)
      ? [
          fr`« Avec corrections » : avec ce que l’acheteur corrige de ses propres marchés, la donnée officielle restant ce qu’elle est.`,
        ]
      : []),
    ...(end >= REQUIRED_SINCE
      ? [
          fr`Depuis le ${day(REQUIRED_SINCE)}, toute nouvelle consultation doit prendre en compte l’environnement (articles L. 2112-2 et L. 2152-7 du code de la commande publique, à vérifier) : le taux environnemental monte alors par l’effet de la loi.`,
        ]
      : []),
    fr`Source : ${sources.join(', ')}.`,
  ].join(' ')
}

/** The chosen contracts. @param most how many are read */
export function contractsTable({ contracts }: BilanFacts, most = contracts.length): TableBlock {
  const left = contracts.length - most
  return {
    as: 'table',
    id: 'marches-retenus',
    caption: 'Marchés retenus',
    columns: [
      { head: 'Marché', weight: 4 },
      { head: 'Montant HT', numeric: true, weight: 2 },
      { head: 'Notifié le', weight: 2 },
      { head: 'Sociale', weight: 2 },
      { head: 'Environnementale', weight: 2 },
    ],
    rows: contracts
      .slice(0, most)
      .map(one => [
        words(titled(one)),
        amountCell(one),
        words(day(one.notified, 'short')),
        words(considered(one, 'social')),
        words(considered(one, 'environmental')),
      ]),
    ...(left > 0 ? { note: fr`Et ${left} de plus dans le bilan.` } : {}),
  }
}

const amountCell = (one: ContractLine): Cell =>
  one.amount === null ? words(amountOf(one)) : { text: amountOf(one), value: eurosIn(one.amount), unit: '€' }

/** An amount as a plain decimal, in euros. */
export const eurosIn = (cents: number) => decimalOf(exact(String(cents)).div(100))
