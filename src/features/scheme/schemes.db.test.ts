import { expect, test } from 'vitest'
import { scopeOf } from '#features/organisations'
import { organisationOf } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { plainDocument } from './document/reading.ts'
import { documentOf } from './exporting.ts'
import { read, SMALL } from './scheme.test-support.ts'
import { findScheme, listSchemes, openScheme } from './schemes.ts'

const db = await testDatabase()

test('a document opens a scheme that says the same; only who leads may, and a code is taken once', async () => {
  const mine = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead', 'pilot')
  const theirs = await organisationOf(db, '21990001100015', 'Aubrelieu', 'administrator')
  const lead = mine['scheme-lead']
  await openScheme(db, lead, read(SMALL))
  const written = await db.as(scopeOf(lead), async trx => {
    const scheme = await findScheme(trx, lead, 'essai-2026')
    return scheme && plainDocument(await documentOf(trx, scheme))
  })
  expect(written).toEqual(plainDocument(read(SMALL)))
  expect(await listSchemes(db, lead)).toMatchObject([{ code: 'essai-2026', versions: [{ number: 1, state: 'draft' }] }])

  await expect(openScheme(db, mine.pilot, read({ ...SMALL, code: 'autre' }))).rejects.toMatchObject({
    code: 'role-lost',
  })
  await expect(openScheme(db, theirs.administrator, read(SMALL))).rejects.toMatchObject({ code: 'code-known' })
  expect(await listSchemes(db, theirs.administrator)).toEqual([])
})
