import { expect, test } from 'vitest'
import { combine, readUnit, sameDimensions, unitWords } from './units.ts'

test.each([
  ['marchés', 'Marché', 1],
  ['k€', '€', 1000],
  ['Md€', 'M€', 1000],
  ['milliers d’euros', 'euros', 1000],
  ['k€ HT', '€ HT', 1000],
  ['heures', 'h', 1],
  ['heures par agent', 'heure/agents', 1],
  ['kg de papier', 'tonnes de papier', 0.001],
  ['L/100 km', 'litres par km', 0.01],
  ['accidents / 1 000 000 heures', 'accident/heure', 0.000001],
  ['MWh', 'kWh', 1000],
  ['ha', 'm²', 10_000],
  ['%', '', 0.01],
  ['% par type', 'index (1 = stable)', 0.01],
  ['points', '%', 1],
  ['€ (évolution)', '€', 1],
])('%s and %s are of one kind', (one, other, factor) => {
  const [a, b] = [readUnit(one), readUnit(other)]
  expect(sameDimensions(a, b)).toBe(true)
  expect(a.factor.div(b.factor).valueOf()).toBe(factor)
})

test.each([
  ['€', 'heures'],
  ['€ HT', '€ TTC'],
  ['€ HT', '€'],
  ['points de recharge', 'points'],
  ['heures/personne', 'heures'],
  ['marchés', ''],
])('%s and %s are not', (one, other) => {
  expect(sameDimensions(readUnit(one), readUnit(other))).toBe(false)
})

test.each([
  ['heures', 'personnes', -1, 'heures/personne'],
  ['heures', '%', 1, 'heures'],
  ['k€', 'M€', -1, 'sans unité'],
  ['%', 'jours', -1, '1/jour'],
  ['heures/agent', 'agents', 1, 'heures'],
  ['€', 'marchés réservés', 1, '€ × marchés réservés'],
] as const)('%s by %s (%i) gives %s', (one, other, sign, words) => {
  expect(unitWords(combine(readUnit(one), readUnit(other), sign))).toBe(words)
})
