import { ratesOf } from '#features/contracts'
import { type KeptTold, type Told, toldAgain } from '#features/indicators'
import { definitionsIn } from '#features/scheme'
import type { Period } from '#kernel'
import { SCHEME } from './bilan.test-support.ts'
import { BILAN as COMPOSITION } from './composing.ts'
import type { Bilan } from './composition.ts'
import type { BilanFacts } from './facts.ts'
import { DEFAULT_PLAN } from './sections.ts'

type Said = readonly [period: string, value: string, numerator?: string, denominator?: string]

/** An indicator of the small scheme, with what one buyer says of it. */
export function told(key: string, ...said: readonly Said[]): Told {
  const definition = definitionsIn(SCHEME).find(one => one.key === key)
  if (definition === undefined) throw new Error(`no indicator ${key}`)
  const { kind, unit, direction, baseline, targets } = definition
  const values: KeptTold['values'] = said.map(([period, value, numerator = null, denominator = null]) => ({
    ...{
      id: `${key} ${period}`,
      organisation: '229900998',
      indicator: key,
      period: period as Period,
      row: '',
      origin: 'entered',
    },
    ...{ numerator, denominator, value, words: '', comment: '', state: 'validated', act: 0, entered: 0, judged: null },
    lineage: null,
  }))
  return toldAgain({
    definition,
    marks: { baseline, targets },
    values,
    figures: values.map(one => ({ ...one, partial: false, of: [one] })),
    facts: {
      ...{ kind, unit, direction },
      t0:
        baseline && 'period' in baseline ? { period: baseline.period as Period, value: baseline.value ?? '' } : 'none',
      targets: Array.isArray(targets)
        ? targets.map(({ period, value }) => ({ period: period as Period, value }))
        : 'none',
      values: values.map(({ period, value }) => ({ period, value: value ?? '' })),
    },
  })
}

const action = (key: string) => {
  const found = SCHEME.actions.find(one => one.key === key)
  if (found === undefined) throw new Error(`no action ${key}`)
  const { code, title, pilots } = found
  return { key, code, title, pilots, status: null, since: null, steps: [], left: null, buyer: '' }
}

/** A contract that the bilan tells, by its rank. */
export const contract = (rank: number): BilanFacts['contracts'][number] => ({
  ...{
    identity: String(rank).padStart(32, '0'),
    source_id: `2024-${rank}`,
    subject: `Réemploi du mobilier, lot ${rank}`,
  },
  ...{ buyer: '22990099800019', buyer_name: 'Département de la Vallonne', division: '39', notified: '2024-03-04' },
  ...{ amount: 12_345_650, amount_state: 'counted' as const, months: 24, holders: ['Atelier des Tilleuls'] },
  ...{ social: 'yes' as const, social_clause: true, social_criterion: false, social_reserved: true },
  ...{ environmental: 'not-filled' as const, environmental_clause: false, environmental_criterion: false },
})

const pillar = (yes: number, none: number, amountYes: number, amountFilled: number) => ({
  ...{ yes, none, unreadable: 0, clause: yes, criterion: 0, reserved: 0 },
  ...{ amountYes, amountFilled },
})
/** What the register says of a year: 13 of the 59 contracts that answer, of 70, for 812 500 € of 3 millions; nothing of the environment. */
export const RATES = ratesOf({
  contracts: 70,
  excludedAmounts: { missing: 0, below1: 0, above3e9: 0, sentinel: 0, frameworkRepeat: 0 },
  amount: 400_000_000,
  social: pillar(13, 46, 81_250_000, 300_000_000),
  environmental: pillar(0, 0, 0, 0),
})

/** The bilan of 2024 of the small scheme: what it says of paper, of hours, of a contract, and nothing of the rest. */
export const BILAN: Bilan = {
  composition: COMPOSITION,
  facts: {
    scheme: { ...SCHEME, notice: '', isPublic: false },
    organisation: { siren: '229900998', name: 'Département de la Vallonne' },
    logo: null,
    buyers: [{ id: '229900998', siren: '229900998', name: 'Département de la Vallonne', present: true }],
    year: 2024,
    day: '2024-12-31',
    version: { number: 1, on: '2023-02-10', deliberation: '2023-12' },
    axes: [
      {
        ...{ key: 'ecologie', code: '1', title: 'Écologiquement responsable', pillar: null, actions: [] },
        objectives: [
          {
            ...{ key: 'ressources', code: '1-1', title: 'Préserver les ressources' },
            actions: [
              {
                ...action('papier'),
                ...{ status: 'late', since: '2024-03-01' },
                steps: [
                  { title: 'Former les services', from: null, to: '2024-06-30', done: null },
                  { title: 'Renouveler le marché', from: '2025-01-01', to: '2025-09-30', done: null },
                ],
              },
              { ...action('cantines'), left: { on: '2024-05-02', reason: 'Reprise par la Région' } },
            ],
          },
        ],
      },
      {
        ...{ key: 'social', code: '2', title: 'Socialement responsable', pillar: null, objectives: [] },
        actions: [{ ...action('clauses'), ...{ status: 'ongoing', since: '2023-04-01' } }],
      },
    ],
    indicators: [
      told('recycle', ['2023', '26.568729220261', '35321', '132942'], ['2024', '38.478253712179', '46748', '121492']),
      told('heures', ['2023', '10000'], ['2024', '12500.5']),
      told('bio'),
      told('guide', ['2024', '1']),
    ],
    byBuyer: [],
    evaluated: null,
    contracts: [contract(1)],
    rates: [{ siren: '229900998', rates: RATES, corrected: null, publication: null }],
    registerDay: '2025-02-03',
  },
  plan: DEFAULT_PLAN,
  texts: new Map([[`marche:${contract(1).identity}`, 'Fait ici.']]),
  address: 'https://exemple.test/publications/229900998/1',
}
