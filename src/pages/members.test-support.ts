import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importFile } from '#features/contracts'
import type { Visitor } from '#features/organisations'
import { readConfig } from '#platform/config'
import type { Database } from '#platform/db'
import { openLog } from '#platform/log'
import { openDoor } from '../../tests/support/actors.ts'
import { plainSite } from '../../tests/support/plain-site.ts'
import { routesOf } from '../app.tsx'
import { servicesOf, siteOf } from '../site.ts'

/** Every address of the site, for people who say who they are; `close` removes what it wrote. */
export function memberSite(db: Database) {
  const dataDir = mkdtempSync(join(tmpdir(), 'mieuxdisant-pages-'))
  const site = siteOf(servicesOf(db, { ...readConfig({}), dataDir }, openLog('silent')))
  const door = openDoor()
  const app = plainSite(routesOf(site), door)

  async function get(path: string, visitor?: Visitor) {
    const answer = await app.request(path, { headers: visitor ? door.as({ visitor }) : {} })
    const text = await answer.text()
    return { status: answer.status, to: answer.headers.get('location'), headers: answer.headers, text }
  }

  /** The menu beside a page, its links by their label. */
  async function menuOf(path: string, visitor: Visitor): Promise<Record<string, string>> {
    const { text } = await get(path, visitor)
    const menu = text.slice(text.indexOf('id="menu"'), text.indexOf('</nav>'))
    const links = [...menu.matchAll(/<a href="([^"]+)"[^>]*>(?:<svg.*?<\/svg>)?([^<]+)/g)]
    return Object.fromEntries(links.map(([, href = '', label = '']) => [label, href.replaceAll('&amp;', '&')]))
  }

  /** Imports contracts as the operator does. */
  async function importContracts(contracts: readonly unknown[]): Promise<void> {
    const [file, path] = ['essai.json', join(dataDir, 'essai.json')]
    writeFileSync(path, JSON.stringify({ marches: { marche: contracts, 'contrat-concession': [] } }))
    await importFile(db, { path, file, author: 'essai', today: '2026-11-23', onReject: () => {} })
  }

  return { ...site, get, menuOf, importContracts, close: () => rmSync(dataDir, { recursive: true }) }
}
