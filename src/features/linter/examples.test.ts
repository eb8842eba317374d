import { describe, expect, test } from 'vitest'
import { exampleScheme, type SchemeDocument } from '#features/scheme'
import { lintDocument, named, spoiled } from './linter.test-support.ts'

const PAS_DE_CALAIS = 'pas-de-calais-2017'
const VALLONNE = 'vallonne-2022'
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

/** Its indicators but some. */
const allBut = (code: string, document: SchemeDocument, but: readonly string[]) =>
  document.indicators.flatMap(({ key, support }) => (support || but.includes(key) ? [] : [`${code} ${key}`]))

test('of the scheme of the Pas-de-Calais, every disagreement is found, and nothing else', () => {
  const document = exampleScheme(PAS_DE_CALAIS)
  const findings = lintDocument(document)
  const deliverables = ['recensement-filieres', 'carte-sites', 'effet-etudes', 'criteres-insertion']
  expect(findings.map(named).sort()).toEqual(
    [
      'no-calendar parc-automobile',
      'no-calendar bornes-recharge',
      'no-indicator reglement-commande-publique',
      'steps-disordered conditionnalite-aides',
      // « Pas de référence en 2016 » twice, « 80 % actuellement » once.
      ...allBut('no-baseline', document, [
        'part-labellisee',
        'part-labellisee-type',
        'fournisseurs-inscrits',
        ...deliverables,
      ]),
      // « Pas d’objectif chiffré » twice, 20 % as a question, 100 % twice.
      ...allBut('no-target', document, [
        'nouveaux-points',
        'consommation-points',
        'part-bio',
        'fournisseurs-inscrits',
        'acces-directions',
      ]),
      // Nothing was published of 2017 to 2020; what is computed is fed by what it reads.
      ...allBut('not-fed', document, ['evolution-papier', 'part-recycle', 'nouveaux-points']),
      'half-ratio reservations-electriques',
      'wrong-unit consommation-points',
      'level-for-change evolution-carburant',
      'stock-for-flow nouveaux-points',
      'other-definition part-recycle',
      'target-reached part-recycle-imprimee',
      'target-expired part-recycle-imprimee',
      'target-undated part-bio',
      'target-undated fournisseurs-inscrits',
      'target-undated acces-directions',
      'target-tentative part-bio',
      'firm-targets -',
      'total-not-recomputable part-locale',
      'total-not-recomputable part-bio',
      'claim-figure part-recycle-imprimee',
      'claim-figure part-locale',
      'claim-figure part-bio',
      'claim-trend papier',
    ].sort(),
  )
  const told = (code: string, indicator: string | null) =>
    findings.filter(one => one.code === code && one.indicator === indicator).map(({ message }) => plain(message))
  expect(told('claim-figure', 'part-recycle-imprimee')).toEqual([
    expect.stringMatching(/« 39 % » en 2015, et la valeur est 38,48 %\.$/),
  ])
  expect(told('claim-trend', 'papier')).toEqual([expect.stringContaining('monte en 2011, 2013 et 2014.')])
  expect(told('firm-targets', null)).toEqual([
    '3 cibles chiffrées et fermes pour 37 indicateurs, dont 1 échue en 2016.',
  ])
  expect(
    findings
      .find(({ code }) => code === 'other-definition')
      ?.rows.map(({ text }) => plain(text))
      .at(-1),
  ).toBe('publié 38,5 %, défini 62,54 %')
})

test('of the scheme of the Vallonne, only what it chose to leave so is found', () => {
  expect(new Set(lintDocument(exampleScheme(VALLONNE)).map(named))).toEqual(
    new Set([
      'no-calendar ecole-reparee',
      'no-indicator guide-des-achats',
      'target-tentative part-environnementale',
      'target-tentative part-heures-services',
      'target-tentative part-innovante',
      // Pierrefonte aims at less than the law, and says why.
      'target-below-minimum part-durable',
      'target-below-minimum part-bio',
      'firm-targets -',
    ]),
  )
})

const of = <T extends { key: string }>(list: readonly T[], key: string): T => {
  const found = list.find(one => one.key === key)
  if (!found) throw new Error(key)
  return found
}
const valueAt = (document: SchemeDocument, indicator: string, period: string, row: string | null = null) => {
  const found = document.values.find(one => one.indicator === indicator && one.period === period && one.row === row)
  if (!found) throw new Error(`${indicator} ${period}`)
  return found
}

describe('a spoiled copy gets the findings of what was spoiled, and no other', () => {
  test.each<[string, typeof PAS_DE_CALAIS | typeof VALLONNE, (document: SchemeDocument) => void, string[]]>([
    [
      'a pilot removed',
      PAS_DE_CALAIS,
      d => Object.assign(of(d.actions, 'labels'), { pilots: [] }),
      ['no-directorate labels'],
    ],
    [
      'a sum changed',
      PAS_DE_CALAIS,
      d => Object.assign(valueAt(d, 'papier', '2012'), { value: '124145' }),
      ['false-sum papier'],
    ],
    [
      'a row changed',
      PAS_DE_CALAIS,
      d => Object.assign(valueAt(d, 'papier', '2013', 'fsc'), { value: '95457' }),
      ['false-sum papier'],
    ],
    [
      'a target under its T0',
      PAS_DE_CALAIS,
      d =>
        Object.assign(of(d.indicators, 'fournisseurs-inscrits'), {
          targets: [{ period: null, row: null, value: '70', tentative: false, source: '' }],
        }),
      ['target-behind-baseline fournisseurs-inscrits'],
    ],
    [
      'a share in kg',
      PAS_DE_CALAIS,
      d => Object.assign(of(d.indicators, 'part-labellisee'), { unit: 'kg' }),
      ['wrong-unit part-labellisee'],
    ],
    [
      'marchés in %',
      PAS_DE_CALAIS,
      d => Object.assign(of(d.indicators, 'marches-reserves-iae'), { unit: '%' }),
      ['wrong-unit marches-reserves-iae'],
    ],
    [
      'energy in kW',
      VALLONNE,
      d => Object.assign(of(d.indicators, 'energie'), { unit: 'kW' }),
      ['wrong-unit energie', 'wrong-formula energie-par-surface'],
    ],
    [
      'a published share',
      PAS_DE_CALAIS,
      d => Object.assign(valueAt(d, 'part-recycle-imprimee', '2012'), { value: '5.6' }),
      ['contradicts-formula part-recycle-imprimee'],
    ],
    [
      'a share',
      VALLONNE,
      d => Object.assign(valueAt(d, 'demandes-servies', '2023'), { value: '21' }),
      ['false-share demandes-servies'],
    ],
    [
      'a T0',
      VALLONNE,
      d =>
        Object.assign(of(d.indicators, 'age-ordinateurs'), {
          baseline: { period: '2021', row: null, value: '4.5', numerator: null, denominator: null, source: '' },
        }),
      ['baseline-differs age-ordinateurs'],
    ],
    [
      'a doubling',
      VALLONNE,
      d =>
        Object.assign(of(d.indicators, 'achats-adaptes'), {
          targets: [{ period: '2025', row: null, value: '500000', tentative: false, source: '' }],
        }),
      ['false-doubling achats-adaptes'],
    ],
    [
      'a comma lost',
      VALLONNE,
      d => Object.assign(valueAt(d, 'age-ordinateurs', '2023'), { value: '48' }),
      ['outlier age-ordinateurs'],
    ],
    [
      'a code twice',
      VALLONNE,
      d => Object.assign(of(d.actions, 'flotte'), { code: '1-3.1' }),
      ['duplicate-code flotte'],
    ],
    [
      'a formula',
      VALLONNE,
      d =>
        Object.assign(of(d.indicators, 'energie-par-surface'), {
          source: { kind: 'formula', formula: '[energies] ÷ 2' },
        }),
      ['wrong-formula energie-par-surface'],
    ],
  ])('%s', (_, code, spoil, expected) => {
    const before = lintDocument(exampleScheme(code)).map(named)
    const after = lintDocument(spoiled(code, spoil)).map(named)
    const added = after.filter(one => !before.includes(one))
    expect(added.sort()).toEqual(expected.sort())
    expect(after).toHaveLength(before.length + expected.length)
  })
})
