import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../../tests/support/database.ts'
import { CONSIDERATION_STATES, PROCEDURES } from '../contracts.ts'
import { contract, workshop } from '../list-routes.test-support.tsx'
import { BANDS } from './bands.ts'
import type { ContractFilter } from './filter.ts'
import { summedUp } from './known.ts'
import { listContracts } from './list.ts'
import { matching } from './matching.ts'
import { openRegister } from './register.ts'

const db = await testDatabase()
const site = workshop(db)
afterAll(() => site.close())

const SOCIAL = ['Clause sociale', 'Critère social', 'Marché réservé', 'Pas de considération sociale', 'INX', 'NC']
const ENVIRONMENTAL = [
  'Clause environnementale',
  'Critère environnemental',
  'Pas de considération environnementale',
  '?',
]
const AMOUNTS = [null, 0, 39_999, 120_000, 12_311_111_111, 3_000_000_001, 6_000_000, 250_000]

beforeAll(async () => {
  const made = Array.from({ length: 240 }, (_, i) =>
    contract(`N${i}`, {
      acheteur: { id: i % 3 === 0 ? '21990001600011' : '22990099800019' },
      objet: i % 4 === 0 ? `Entretien du collège ${i}` : `Travaux ${i % 40 === 2 ? 'de voirie' : i}`,
      codeCPV: ['45000000', '71000000', '90000000'][i % 3],
      procedure: ["Appel d'offres ouvert", 'Procédure adaptée'][i % 2],
      dateNotification: i % 20 === 7 ? null : `${2023 + (i % 3)}-0${1 + (i % 9)}-${10 + (i % 17)}`,
      montant: AMOUNTS[i % AMOUNTS.length],
      considerationsSociales: { considerationSociale: [SOCIAL[i % SOCIAL.length]] },
      considerationsEnvironnementales: { considerationEnvironnementale: [ENVIRONMENTAL[i % ENVIRONMENTAL.length]] },
    }),
  )
  // Pairs of lines of one framework agreement: the second repeats the first one's ceiling.
  const frameworks = Array.from({ length: 20 }, (_, i) =>
    contract(`F${i}`, { objet: `Accord ${i >> 1}`, montant: 90_000, techniques: { technique: ['Accord-cadre'] } }),
  )
  const concession = { ...contract('C1', { dateNotification: undefined }), dateSignature: '2025-01-02' }
  await site.import('deux-cents.json', [...made, ...frameworks], [concession])
})

const scopes: ContractFilter[] = [{}, { annee: '2024' }, { annee: 'sans' }, { acheteurs: '229900998' }]
const states = [...CONSIDERATION_STATES, 'filled'] as const
const amounts = ['counted', 'usable', 'missing', 'below1', 'sentinel', 'above3e9', 'repeat'] as const
const values = ['social_clause', 'social_criterion', 'social_reserved', 'environmental_clause', 'environmental_criterion'] as const // biome-ignore format: one line
const counted: ContractFilter[] = [
  {},
  ...states.map(sociale => ({ sociale })),
  ...states.map(environnementale => ({ environnementale })),
  ...values.map(valeur => ({ valeur })),
  ...amounts.map(montant => ({ montant })),
]
const parts: ContractFilter[] = [
  {},
  { cpv: '45' },
  { cpv: '33' },
  ...PROCEDURES.map(procedure => ({ procedure })),
  ...BANDS.map(band => ({ tranche: band.key })),
]

test('the total that the sums say is how many contracts the filter finds, for every filter that they count', async () => {
  const register = await openRegister(db.read)
  const filters = scopes.flatMap(scope => parts.flatMap(part => counted.map(one => ({ ...scope, ...part, ...one }))))
  let known = 0
  for (const filter of [...filters, { nature: 'concession' as const }]) {
    const { total } = await summedUp(register, filter)
    if (total === null) continue
    known++
    const rows = await matching(register, filter).select('identity').execute()
    expect(total, JSON.stringify(filter)).toBe(rows.length)
  }
  // Of a buyer's families, procedures and bands the sums say nothing; of everybody's, everything.
  expect(known).toBe(3 * parts.length * counted.length + counted.length + 1)
})

test.each<ContractFilter>([
  { q: 'entretien', acheteurs: '22990099800019' },
  { cpv: '4500' },
  { q: 'collège', cpv: '45' },
  { defaut: 'amount-missing' as never },
])('%j is left to counting', async filter => {
  expect(await summedUp(await openRegister(db.read), filter)).toEqual({ sums: null, total: null })
})

test.each(['date', '-date', 'montant', '-montant'] as const)(
  'words are found in the order of the whole list (%s), page by page',
  async tri => {
    const register = await openRegister(db.read)
    const [found, whole] = [await pages({ q: 'colleges', tri }), await pages({ tri })]
    expect(found).toHaveLength(60)
    expect(found).toEqual(whole.filter(line => line.subject?.includes('collège')))

    async function pages(filter: ContractFilter) {
      const { lines, total, more } = await listContracts(register, filter, null)
      const all = [...lines]
      for (let page = 2; all.length < total; page++)
        all.push(...(await listContracts(register, { ...filter, page }, null)).lines)
      expect([all.length, more]).toEqual([total, false])
      return all
    }
  },
)

test.each(['montant', '-montant'] as const)(
  'amounts in their order (%s); where there is none is first, or last',
  async tri => {
    const register = await openRegister(db.read)
    const amounts = (await listContracts(register, { tri, par: 200 }, null)).lines.map(line => line.amount)
    const rising = amounts.toSorted((a, b) => (a ?? -1) - (b ?? -1))
    expect(amounts).toEqual(tri === 'montant' ? rising : rising.reverse())
  },
)

test('a page that is not full tells how many there are; one past the end counts', async () => {
  const register = await openRegister(db.read)
  for (const page of [1, 2, 3])
    expect((await listContracts(register, { q: 'colleges', page }, null)).total, `page ${page}`).toBe(60)
  expect((await listContracts(register, { q: 'introuvable' }, null)).total).toBe(0)
})
