import { contractHref } from '#features/contracts'
import { neutralised } from '#platform/csv'
import { buyerOf, considered, eurosIn, type Rate, rateLines, titled } from '../bilan/composing/contracts.ts'
import type { BilanFacts } from '../bilan/facts.ts'
import { csvOf, french } from './tables.ts'

const cents = (amount: number | null) => french(amount === null ? null : eurosIn(amount))

/** `marches.csv`: one line a contract that the bilan tells. @param site the address that those of their pages begin with */
export function contractsCsv({ contracts }: BilanFacts, site: string): string {
  const rows = contracts.map(one => [
    one.identity,
    neutralised(one.source_id ?? ''),
    neutralised(titled(one)),
    one.buyer,
    neutralised(buyerOf(one)),
    cents(one.amount),
    one.amount_state === 'counted' ? 'oui' : 'non',
    one.notified ?? '',
    String(one.months ?? ''),
    considered(one, 'social'),
    one.social_reserved ? 'oui' : 'non',
    considered(one, 'environmental'),
    site + contractHref(one.identity),
  ])
  return csvOf(
    [
      ...['Identifiant du registre', 'Numéro', 'Objet', 'Acheteur', 'Nom de l’acheteur', 'Montant initial HT (€)'],
      ...['Compté dans les taux', 'Notifié le', 'Durée (mois)', 'Considération sociale', 'Marché réservé'],
      ...['Considération environnementale', 'Page'],
    ],
    rows,
  )
}

const PILLARS = { social: 'social', environmental: 'environnemental' } as const

/** `taux.csv`: one line a buyer and a pillar, as the register has them and, where they change something, with corrections; what each rate is made of. */
export function ratesCsv(facts: BilanFacts): string {
  const names = new Map(facts.buyers.map(({ siren, name }) => [siren, name]))
  const rows = rateLines(facts).map(({ siren, pillar, corrected, number, value, filled, publication }) => [
    siren,
    neutralised(names.get(siren) ?? ''),
    PILLARS[pillar],
    corrected ? 'avec corrections' : 'officielle',
    String(filled.whole),
    String(number.whole),
    String(number.part),
    french(number.percent),
    cents(value.whole),
    cents(value.part),
    french(value.percent),
    french(filled.percent),
    publication === null ? `registre au ${facts.registerDay}` : `publication n° ${publication}`,
  ])
  return csvOf(
    [
      ...['Acheteur', 'Nom de l’acheteur', 'Volet', 'Lecture', 'Marchés notifiés', 'Marchés renseignés', 'Marchés oui'],
      ...['Taux en nombre (%)', 'Montant renseigné HT (€)', 'Montant oui HT (€)', 'Taux en valeur (%)'],
      ...['Part renseignée (%)', 'Source'],
    ],
    rows,
  )
}

const plainRate = ({ percent, shown }: Rate) => ({ value: percent, text: shown })

/** The same rates as plain data, each with the words of the page. */
export const plainRates = (facts: BilanFacts) =>
  rateLines(facts).map(({ siren, pillar, corrected, number, value, filled }) => ({
    ...{ buyer: siren, pillar: PILLARS[pillar], corrected },
    ...{ number: plainRate(number), amount: plainRate(value), filled: plainRate(filled) },
  }))
