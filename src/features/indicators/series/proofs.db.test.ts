import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DISCUSSION_JOBS } from '#features/discussion'
import { scopeOf } from '#features/organisations'
import { openScheme, schemeRoutes } from '#features/scheme'
import type { Period } from '#kernel'
import { Jobs } from '#platform/jobs'
import { openDoor, organisationOf, type Someone } from '../../../../tests/support/actors.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { read, SMALL } from '../indicators.test-support.ts'
import { indicatorRoutes } from '../routes.ts'
import { closePeriod } from '../values/closing.ts'
import { enterValues } from '../values/entering.ts'
import { judgeValues } from '../values/judging.ts'
import { valuesOf } from '../values/reading.ts'

const db = await testDatabase()
const dataDir = mkdtempSync(join(tmpdir(), 'mieuxdisant-preuves-'))
const jobs = new Jobs(db, DISCUSSION_JOBS, { log: pino({ level: 'silent' }) })
const means = { db, jobs, dataDir }
const door = openDoor()
const app = plainSite(
  [
    ...schemeRoutes({ db, publicUrl: 'https://exemple.test', means }),
    ...indicatorRoutes({ db, means, publicUrl: 'https://exemple.test' }),
  ],
  door,
)
afterAll(() => rmSync(dataDir, { recursive: true }))

let mine: Record<'scheme-lead' | 'pilot' | 'elected' | 'supplier', Someone>
let theirs: Record<'scheme-lead', Someone>
let scheme: string
const HERE = '/organisations/229900998/schemas/essai-2026'
const PDF = '%PDF-1.7\n%%EOF\n'

beforeAll(async () => {
  await jobs.open()
  mine = await organisationOf(db, '22990099800019', 'Vallonne', 'scheme-lead', 'pilot', 'elected', 'supplier')
  theirs = await organisationOf(db, '21990001100015', 'Aubrelieu', 'scheme-lead')
  scheme = await openScheme(db, mine['scheme-lead'], read(SMALL))
  await app.request(`${HERE}/actions/papier/pilotes`, {
    method: 'POST',
    headers: door.as(mine['scheme-lead']),
    body: new URLSearchParams({ membre: mine.pilot.membership.id }),
  })
})

async function send(path: string, someone: Someone, body?: FormData | URLSearchParams) {
  const init = body === undefined ? {} : { method: 'POST', body }
  const answer = await app.request(path, { headers: door.as(someone), ...init })
  const queries = Number(/"(\d+)"/.exec(answer.headers.get('server-timing') ?? '')?.[1])
  const text = (await answer.text()).replace(/[\u00a0\u202f]/g, ' ')
  return { status: answer.status, to: answer.headers.get('location') ?? '', queries, text }
}
const file = (name: string, content = PDF) => {
  const form = new FormData()
  form.append('piece', new Blob([content]), name)
  return form
}
const said = (words: string) => new URLSearchParams({ commentaire: words, demande: 'oui' })
const enter = (period: string) =>
  enterValues(db, mine.pilot, scheme, [
    { indicator: 'bio', period: period as Period, row: '', texts: { value: '12' }, seen: 0 },
  ])

test.each([
  ['actions/papier', 'Diminuer la consommation de papier'],
  ['indicateurs/bio', 'Part du bio'],
])('%s is discussed by who follows the scheme, and read by elected people', async (path, title) => {
  const page = `${HERE}/${path}`
  expect((await send(`${page}/commentaires`, mine.pilot, said('@"Personne scheme-lead", et le papier ?'))).to).toMatch(
    `${page}?fait=commentaire#`,
  )
  expect(await send(`${page}/pieces`, mine.pilot, file('note.pdf'))).toMatchObject({ to: `${page}?fait=piece#pieces` })
  const { text, queries } = await send(`${page}?fait=piece`, mine.elected)
  for (const words of ['La pièce est jointe', 'note.pdf', 'et le papier ?', title]) expect(text).toContain(words)
  expect(text).not.toContain('<textarea')
  expect(queries).toBeLessThanOrEqual(30)
  expect((await send(`${page}/commentaires`, mine.elected, said('Non.'))).status).toBe(403)
  expect((await send(page, mine.supplier)).status).toBe(403)
  for (const other of [`${page}/commentaires`, `${HERE}/actions/bio/commentaires`])
    expect((await send(other, theirs['scheme-lead'], said('Ici ?'))).status).toBe(404)
  const refused = await send(`${page}/commentaires`, mine.pilot, said('@nul ne sait'))
  expect(refused).toMatchObject({ status: 422, text: expect.stringContaining('ne désigne personne') })
  expect(refused.text).toContain('@nul ne sait')
})

test('who enters a value attaches what proves it, and the page of the indicator shows it to who reads', async () => {
  const page = `${HERE}/indicateurs/bio`
  await enter('2023')
  expect((await send(`${page}/2023/pieces`, mine.pilot, file('facture.pdf'))).to).toBe(`${page}/2023?fait=piece#pieces`)
  expect((await send(`${page}/2023/pieces`, mine.elected, file('autre.pdf'))).status).toBe(403)
  const { text } = await send(page, mine.elected)
  const [, href = ''] = /href="([^"]+\/2023\/pieces\/[^"]+)"[^>]*><bdi>facture\.pdf/.exec(text) ?? []
  expect(await send(href, mine.elected)).toMatchObject({ status: 200, text: PDF })
  expect((await send(href, mine.supplier)).status).toBe(403)
  expect((await send(href, theirs['scheme-lead'])).status).toBe(404)
  // Of another indicator, or another period, it is nothing.
  expect((await send(href.replace('/2023/', '/2024/'), mine.elected)).status).toBe(404)
  // The action of somebody else.
  const foreign = await send(`${HERE}/indicateurs/heures/2023/pieces`, mine.pilot, file('heures.pdf'))
  expect(foreign).toMatchObject({ status: 422, text: expect.stringContaining('Seules les personnes qui pilotent') })
  const unknown = [`${page}/2023-S1/pieces`, `${page}/2099/pieces`]
  for (const path of unknown) expect((await send(path, mine.pilot, file('x.pdf'))).status).toBe(422)
  for (const path of [`${page}/hier/pieces`, `${HERE}/indicateurs/rien/2023/pieces`])
    expect((await send(path, mine.pilot, file('x.pdf'))).status).toBe(404)
})

test('what is published keeps its pieces, and a closed period takes no new one', async () => {
  const lead = mine['scheme-lead']
  const page = `${HERE}/indicateurs/bio/2024`
  await enter('2024')
  await send(`${page}/pieces`, mine.pilot, file('facture.pdf'))
  await send(`${page}/pieces`, mine.pilot, file('erreur.pdf', `${PDF}2`))
  const removal = async (name: string) => {
    const { text } = await send(page, mine.pilot)
    return new RegExp(`href="([^"]+)" download="[^"]*"><bdi>${name}`).exec(text)?.[1] ?? ''
  }
  const [wrong, right] = [await removal('erreur.pdf'), await removal('facture.pdf')]
  const reason = () => new URLSearchParams({ motif: 'Ce n’est pas la bonne facture.' })
  expect((await send(`${wrong}/retrait`, mine.pilot, reason())).to).toBe(`${page}?fait=piece-retiree#pieces`)
  const [value] = await db.as(scopeOf(lead), trx =>
    valuesOf(trx, scheme, { indicators: ['bio'], periods: ['2024' as Period] }),
  )
  await judgeValues(db, lead, scheme, 'validate', [value?.id ?? ''])
  const [validated] = await db.as(scopeOf(lead), trx =>
    valuesOf(trx, scheme, { indicators: ['bio'], periods: ['2024' as Period] }),
  )
  await judgeValues(db, lead, scheme, 'publish', [validated?.id ?? ''])
  const kept = await send(`${right}/retrait`, mine.pilot, reason())
  expect(kept).toMatchObject({ status: 422, text: expect.stringContaining('elle garde ses pièces') })
  expect((await send(page, mine.pilot)).text).not.toContain('/retrait"')
  await closePeriod(db, lead, scheme, '2024')
  const late = await send(`${page}/pieces`, mine.pilot, file('tard.pdf', `${PDF}3`))
  expect(late).toMatchObject({ status: 422, text: expect.stringContaining('est close') })
  expect(late.text).not.toContain('type="file"')
  expect((await send(right, mine.elected)).status).toBe(200)
})
