import { generatedFile } from '../../../../tests/support/generated.ts'
import type { Sums } from '../rates/rates.ts'

const PROCEDURES = ['Procédure adaptée', "Appel d'offres ouvert", null, 'Dialogue compétitif']
const OFFERS = [1, '3', 'NC', null, 4, 12, '1 offre']
const INNOVATIVE = [true, 'non', false, null]
const TECHNIQUES = [['Sans objet'], ['Concours', 'Enchère électronique'], null, ['NC'], 'Sans objet']

type Generated = Record<string, unknown> & { codeCPV?: string; objet?: string }

/** Generated contracts and concessions that also say, in one writing or another, or not, what measures need; the lines of one ceiling are alike. */
export function toldContracts(): { contracts: Generated[]; concessions: Generated[] } {
  const { marches } = JSON.parse(generatedFile({ seed: 7, count: 6000 }))
  const told = (one: Generated, i: number): Generated => {
    const rank = (one.objet?.length ?? 0) + Number(one.codeCPV?.slice(3, 5) ?? 0)
    const framework = JSON.stringify(one['techniques'] ?? '').includes('Accord-cadre')
    return {
      ...one,
      procedure: PROCEDURES[rank % 4],
      ...(rank % 9 === 5
        ? { codeCPV: '' }
        : { codeCPV: one.codeCPV?.replace(/^45/, ['45', '33', '79'][rank % 3] as string) ?? '' }),
      offresRecues: OFFERS[i % 7],
      marcheInnovant: INNOVATIVE[i % 4],
      ...(framework ? {} : { techniques: { technique: TECHNIQUES[i % 5] } }),
    }
  }
  return { contracts: marches.marche.map(told), concessions: marches['contrat-concession'] }
}

/** Cents as measures write them. */
export const euros = (cents: number) => (cents / 100).toFixed(2)

/** What the page of rates says, as each measure writes it: numerator and denominator. */
export const RATES: Record<string, (sums: Sums) => [string, string | null]> = {
  number: ({ contracts }) => [String(contracts), null],
  amount: ({ amount }) => [euros(amount), null],
  'social-number': ({ social }) => [String(social.yes), null],
  'social-share': ({ social }) => [String(social.yes), String(social.yes + social.none)],
  'social-value-share': ({ social }) => [euros(social.amountYes), euros(social.amountFilled)],
  'social-filled-share': ({ social, contracts }) => [String(social.yes + social.none), String(contracts)],
  'social-clause-number': ({ social }) => [String(social.clause), null],
  'social-criterion-number': ({ social }) => [String(social.criterion), null],
  'reserved-number': ({ social }) => [String(social.reserved), null],
  'environmental-number': ({ environmental }) => [String(environmental.yes), null],
  'environmental-share': ({ environmental: { yes, none } }) => [String(yes), String(yes + none)],
  'environmental-amount': ({ environmental }) => [euros(environmental.amountYes), null],
  'environmental-value-share': ({ environmental: { amountYes, amountFilled } }) => [
    euros(amountYes),
    euros(amountFilled),
  ],
  'environmental-clause-number': ({ environmental }) => [String(environmental.clause), null],
  'environmental-criterion-number': ({ environmental }) => [String(environmental.criterion), null],
}
