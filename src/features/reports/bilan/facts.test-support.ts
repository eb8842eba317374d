import { type KeptTold, type Told, toldAgain } from '#features/indicators'
import { definitionsIn } from '#features/scheme'
import type { Period } from '#kernel'
import { SCHEME } from './bilan.test-support.ts'
import type { Bilan } from './composing.ts'
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

/** The bilan of 2024 of the small scheme: what it says of paper, of hours, and nothing of the rest. */
export const BILAN: Bilan = {
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
    contracts: [],
    rates: [],
    registerDay: null,
  },
  plan: DEFAULT_PLAN,
  texts: new Map(),
  address: 'https://exemple.test/publications/229900998/1',
}
