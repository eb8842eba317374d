import { exampleScheme, type SchemeDocument, trustedDocument } from '#features/scheme'
import type { Finding } from './finding.ts'
import { lint } from './lint.ts'
import { type Given, valuesIn } from './subject.ts'

/** Long after every scheme of the tests has ended. */
export const TODAY = '2026-11-23'

/** Reads a document over as each of its buyers said it, nothing being known around it. */
export function lintDocument(document: SchemeDocument, around: Partial<Given> = {}): Finding[] {
  const joint = document.buyers.length > 1
  const buyers = (joint ? document.buyers : [{ siren: document.buyers[0]?.siren ?? '', name: 'Acheteur' }]).map(
    buyer => ({
      ...buyer,
      id: joint ? buyer.siren : '',
      present: true,
    }),
  )
  return lint({ document, values: valuesIn(document), buyers, piloted: null, measures: null, today: TODAY, ...around })
}

/** A finding as tests name it: what was found, and of what. */
export const named = ({ code, indicator, at }: Finding): string => `${code} ${indicator ?? at ?? '-'}`

/** An example after something was done to it. */
export function spoiled(
  code: Parameters<typeof exampleScheme>[0],
  spoil: (document: SchemeDocument) => void,
): SchemeDocument {
  const document = structuredClone(exampleScheme(code))
  spoil(document)
  return document
}

/** One action, and what a case says of it. */
export function small(said: object): SchemeDocument {
  return trustedDocument({
    format: 'mieuxdisant-scheme/1',
    code: 'essai',
    title: 'Essai',
    from: '2024-01-01',
    to: '2029-12-31',
    summary:
      'Volet social et insertion, volet environnemental, économie circulaire, suivi annuel, entreprises solidaires.',
    axes: [{ key: 'axe', title: 'Axe' }],
    actions: [
      {
        key: 'action',
        parent: 'axe',
        code: '1',
        title: 'Acheter mieux',
        pilots: ['Achats'],
        calendar: [{ key: 'e', title: 'Étape' }],
      },
    ],
    ...said,
  })
}

/** The same with one indicator, complete but for what a case says, and its values by year. */
export function measured(
  indicator: object,
  values: Record<string, object> = {},
  beside: readonly object[] = [],
): SchemeDocument {
  const base = {
    parent: 'action',
    kind: 'amount',
    unit: 'kg',
    label: 'Quantité',
    direction: 'up',
    baseline: { none: 'Aucune' },
    targets: { none: 'Aucune' },
  }
  return small({
    indicators: [{ ...base, key: 'i', ...indicator }, ...beside.map(one => ({ ...base, ...one }))],
    values: Object.entries(values).map(([at, said]) => {
      const [period = '', row = null, key = 'i'] = at.split(' ')
      return { indicator: key, period, row: row === '' ? null : row, ...said }
    }),
  })
}
