import { expect, test } from 'vitest'
import { valueOfRaw } from './raw.ts'
import { readRecord } from './read.ts'
import { collect, cut } from './streams.test-support.ts'
import { tabularRecords } from './tabular.ts'

const HEADER =
  'uid,id,acheteur_id,objet,codeCPV,procedure,dateNotification,datePublicationDonnees,montant,dureeMois,titulaire_id,titulaire_typeIdentifiant,modification_id,donneesActuelles'
const BUYER = '22990099800019'
const [H1, H2] = ['90990001100018', '90990002900010']

type Cells = {
  uid?: string
  date: string
  amount: number
  months?: number
  holder?: string
  version: string
  now: string
}
const line = ({ uid = 'A', date, amount, months = 12, holder = H1, version, now }: Cells) =>
  `${BUYER}${uid},${uid},${BUYER},Pont,45221110,Procédure adaptée,${date},${date},${amount},${months},${holder},SIRET,${version},${now}`

const records = async (...lines: string[]) =>
  (await collect(tabularRecords(() => cut(`${[HEADER, ...lines].join('\n')}\n`)))).flat()
const read = async (...lines: string[]) =>
  (await records(...lines)).map(record => {
    const reading = readRecord(record, '2026-11-23')
    if ('reject' in reading) throw new Error(reading.reject)
    return reading.contract
  })

const SIGNED = line({ date: '2024-03-01', amount: 100_000, version: '0', now: 'False' })
const EXTENDED = line({ date: '2024-09-01', amount: 100_000, months: 24, version: '1', now: 'False' })
const RAISED = line({ date: '2025-02-01', amount: 130_000, months: 24, holder: H2, version: '2', now: 'True' })

test.each([
  ['in order', [SIGNED, EXTENDED, RAISED]],
  ['latest first', [RAISED, EXTENDED, SIGNED]],
  ['without the column that says which is current', [SIGNED, EXTENDED, RAISED].map(text => text.replace(/[^,]*$/, ''))],
])(
  'the contract is its original version, the later ones are its modifications: %s (traps 4 and 20)',
  async (_, lines) => {
    const [contract, ...others] = await read(...lines)
    expect(others).toEqual([])
    expect(contract).toMatchObject({
      amount: 10_000_000,
      notified: '2024-03-01',
      months: 12,
      holders: [H1],
      modifications: 2,
      modified: '2025-02-01',
      warnings: [],
    })
    const [record] = await records(...lines)
    const modification = (id: string, date: string, changes: object) => ({
      modification: { id, dateNotificationModification: date, datePublicationDonneesModification: date, ...changes },
    })
    expect(record?.value).toMatchObject({
      modifications: [
        modification('1', '2024-09-01', { dureeMois: '24' }),
        modification('2', '2025-02-01', {
          montant: '130000',
          titulaires: [{ titulaire: { id: H2, typeIdentifiant: 'SIRET' } }],
        }),
      ],
    })
    // Its text, which holds all its versions, says the same when it is read again by itself.
    expect(await valueOfRaw(record?.raw ?? '', 'tabular')).toEqual(record?.value)
  },
)

test('a contract read from its original is the one that the buyer’s own file would make', async () => {
  const [alone] = await read(SIGNED.replace('False', 'True'))
  const [whole] = await read(SIGNED, EXTENDED, RAISED)
  expect(whole?.identity).toBe(alone?.identity)
})

test('each of several holders of the original is kept', async () => {
  const [contract] = await read(SIGNED, SIGNED.replace(H1, H2), RAISED, RAISED.replace(H2, H1))
  expect(contract).toMatchObject({ amount: 10_000_000, holders: [H1, H2], modifications: 1 })
})

test('without its original, a modified contract is kept as it is now, and says so', async () => {
  const lines = [EXTENDED, RAISED, line({ uid: 'B', date: '2024-01-05', amount: 5000, version: '0', now: 'True' })]
  const contracts = await read(...lines)
  expect(
    contracts.map(({ sourceId, amount, notified, warnings }) => ({ sourceId, amount, notified, warnings })),
  ).toEqual([
    { sourceId: 'A', amount: 13_000_000, notified: '2025-02-01', warnings: ['original-missing'] },
    { sourceId: 'B', amount: 500_000, notified: '2024-01-05', warnings: [] },
  ])
})

test('two lots under one id: only the modified one has modifications; when it could be either, each is as it is now (trap 1)', async () => {
  const other = line({ date: '2024-03-01', amount: 70_000, version: '0', now: 'True' })
  expect(await read(SIGNED, RAISED, other)).toMatchObject([
    { amount: 10_000_000, modifications: 1, warnings: [] },
    { amount: 7_000_000, modifications: 0, warnings: [] },
  ])
  expect(await read(SIGNED, RAISED, other.replace('True', 'False'))).toMatchObject([
    { amount: 13_000_000, warnings: ['original-missing'] },
  ])
})

test('a contract of which the table says no version is current makes nothing', async () => {
  expect(await read(SIGNED, EXTENDED)).toEqual([])
})
