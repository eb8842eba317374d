import { expect, test } from 'vitest'
import { markOf } from '../text/merging.ts'
import { SPECS } from '../text/specs.ts'
import { readEdit } from './reading.ts'

const fields = (sent: object) => readEdit(SPECS.indicator, sent as never).fields
const figures = { 'targets.period': '2028', 'targets.value': '30', 'baseline.period': '2025', 'baseline.value': '12' }

test('what is typed under a choice that nobody made is kept', () => {
  expect(fields({ ...figures, 'targets.dit': '', 'baseline.dit': '' })).toMatchObject({
    targets: [{ period: '2028', value: '30' }],
    baseline: { period: '2025', value: '12' },
  })
  expect(fields({ 'baseline.dit': '', 'baseline.none': 'Jamais suivi.', 'targets.none': 'Sans objet.' })).toMatchObject(
    {
      baseline: { none: 'Jamais suivi.' },
      targets: { none: 'Sans objet.' },
    },
  )
  expect(fields({ source: 'entered', 'source.formula': ' [a] ÷ [b] ' })['source']).toEqual({
    kind: 'formula',
    formula: '[a] ÷ [b]',
  })
  expect(fields({ source: 'entered', 'source.measure': 'm.n' })['source']).toEqual({
    kind: 'measured',
    measure: 'm.n',
    filters: {},
  })
})

test('a choice that somebody made is theirs, whatever is still written under it', () => {
  const known = { 'targets.marque': markOf([{ value: '30' }]), 'baseline.marque': markOf({ value: '12' }) }
  expect(fields({ ...figures, ...known, 'targets.dit': '', 'baseline.dit': '' })).toMatchObject({
    targets: null,
    baseline: null,
  })
  expect(fields({ ...figures, 'targets.dit': 'none', 'baseline.dit': 'none' })).toMatchObject({
    targets: { none: 'Pas de cible chiffrée.' },
    baseline: { none: 'Pas de référence.' },
  })
  const formula = { kind: 'formula', formula: '[a]' }
  expect(fields({ source: 'entered', 'source.formula': '[a]', 'source.marque': markOf(formula) })['source']).toEqual({
    kind: 'entered',
  })
  expect(fields({ source: 'measured', 'source.formula': '[a]', 'source.measure': 'm.n' })['source']).toMatchObject({
    kind: 'measured',
  })
})
