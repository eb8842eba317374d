import { expect, test } from 'vitest'
import {
  exampleScheme,
  exportAnyScheme,
  importForOrganisation,
  plainDocument,
  type SchemeDocument,
} from '#features/scheme'
import { organisationOf } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { valueKeeper } from './exchanging.ts'

const db = await testDatabase()

/** A document whose indicators and values are in one order: what comes out is depth first. */
function inOrder(document: SchemeDocument, code: string) {
  const at = (one: SchemeDocument['values'][number]) => [one.indicator, one.period, one.row, one.buyer].join(' ')
  const byKey = <T extends { key: string }>(list: readonly T[]) => [...list].sort((a, b) => (a.key < b.key ? -1 : 1))
  return plainDocument({
    ...document,
    code,
    indicators: byKey(document.indicators),
    own: byKey(document.own),
    values: [...document.values].sort((a, b) => (at(a) < at(b) ? -1 : 1)),
  })
}

test('the public scheme of the Pas-de-Calais goes in and comes out with all its values, whoever brings it', async () => {
  await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead')
  const sent = exampleScheme('pas-de-calais-2017')
  expect(sent.values.length).toBe(72)
  await importForOrganisation(db, '229900998', sent, valueKeeper)
  const out = await exportAnyScheme(db, sent.code, valueKeeper)
  expect(inOrder(out, 'x')).toEqual(inOrder(sent, 'x'))
  await importForOrganisation(db, '229900998', { ...out, code: 'copie' }, valueKeeper)
  expect(plainDocument({ ...(await exportAnyScheme(db, 'copie', valueKeeper)), code: 'x' })).toEqual(
    plainDocument({ ...out, code: 'x' }),
  )
})

test('of a joint scheme, an organisation brings its own values in, and nobody else’s', async () => {
  const sent = exampleScheme('vallonne-2022')
  await importForOrganisation(db, '229900998', sent, valueKeeper)
  const out = await exportAnyScheme(db, sent.code, valueKeeper)
  const own = sent.values.filter(({ buyer }) => buyer === '229900998')
  expect(own.length).toBeGreaterThan(100)
  expect(own.length).toBeLessThan(sent.values.length)
  expect(inOrder(out, 'x')).toEqual(inOrder({ ...sent, values: own }, 'x'))
})
