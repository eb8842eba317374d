import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publicationRoutes } from '#features/publications'
import type { Database } from '#platform/db'
import { openDoor, type Someone } from '../../../../tests/support/actors.ts'
import { plainSite } from '../../../../tests/support/plain-site.ts'
import { root } from '../../../../tests/support/root.ts'
import { SITE } from '../list-routes.test-support.tsx'
import { contractRoutes } from '../routes.ts'
import type { RatesFigures } from './figures.ts'
import { ratesKind } from './kind.tsx'

/** Where somebody publishes. */
export const space = ({ membership }: Someone) => `/organisations/${membership.organisation.siren}/publications`

/** What a form holds without showing it. */
export const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

/** The rates of everybody by a program that shares nothing with ours. */
export function independently(folder: string, text: string) {
  const path = join(folder, 'genere.json')
  writeFileSync(path, text)
  const out = execFileSync('python3', [root('tests/independent/rates.py'), path], { maxBuffer: 1 << 28 })
  return (JSON.parse(out.toString()) as { rates: { buyer: string | null; year: string | null }[] }).rates
}

/** A site where people publish rates, and strangers compute them again in a folder of their own; `close` removes it. */
export function newsroom(db: Database) {
  const door = openDoor()
  const app = plainSite([...contractRoutes(db, SITE), ...publicationRoutes(db, [ratesKind], SITE)], door)
  const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-publication-'))

  async function get(path: string, someone?: Someone) {
    const answer = await app.request(path, { headers: someone ? door.as(someone) : {} })
    return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
  }

  async function post(path: string, fields: Record<string, string>, someone: Someone) {
    const answer = await app.request(path, {
      method: 'POST',
      headers: door.as(someone),
      body: new URLSearchParams(fields),
    })
    return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
  }

  /** Looks at a year as its administrator does: what its form would send. */
  async function seen(someone: Someone, year: number) {
    const { text } = await get(`${space(someone)}/nouvelle?annee=${year}`, someone)
    return { annee: String(year), empreinte: hidden(text, 'empreinte') }
  }

  /** Then publishes it. */
  const publishYear = async (someone: Someone, year: number, more: Record<string, string> = {}) =>
    post(space(someone), { ...(await seen(someone, year)), ...more }, someone)

  /** Downloads what a stranger needs into a folder of its own, and runs the script there. */
  async function recomputed(address: string, name: string, change: (csv: string) => string = csv => csv) {
    const place = mkdtempSync(join(folder, name))
    for (const file of ['marches.csv', 'taux.json', 'recalcul.mjs']) {
      const { text } = await get(`${address}/${file}`)
      writeFileSync(join(place, file), file === 'marches.csv' ? change(text) : text)
    }
    const { status, stdout, stderr } = spawnSync(process.execPath, ['recalcul.mjs'], { cwd: place, encoding: 'utf8' })
    const figures = JSON.parse(readFileSync(join(place, 'taux.json'), 'utf8')) as RatesFigures
    return { status, stdout, stderr, figures, csv: readFileSync(join(place, 'marches.csv'), 'utf8') }
  }

  return { folder, get, post, seen, publishYear, recomputed, close: () => rmSync(folder, { recursive: true }) }
}
