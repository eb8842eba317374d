import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '#platform/db'
import { plainSite } from '../../../tests/support/plain-site.ts'
import { importFile } from './register/imports.ts'
import { RejectsFile } from './register/rejects-file.ts'
import { contractRoutes } from './routes.ts'

export const VALLONNE = '22990099800019'
export const AUBRELIEU = '21990001600011'
/** Where the site of these tests is published. */
export const SITE = 'https://achats.vallonne.test'
export const HOLDER = '90990001100018'

/** A contract of the test's own making, well filled unless told otherwise. */
export function contract(id: string, more: Record<string, unknown> = {}) {
  return {
    id,
    acheteur: { id: VALLONNE },
    nature: 'Marché',
    objet: `Fourniture ${id}`,
    codeCPV: '45000000-7',
    procedure: "Appel d'offres ouvert",
    dureeMois: 12,
    dateNotification: '2025-03-04',
    datePublicationDonnees: '2025-03-20',
    montant: 1234.5,
    titulaires: [{ titulaire: { id: HOLDER, typeIdentifiant: 'SIRET' } }],
    considerationsSociales: { considerationSociale: ['Pas de considération sociale'] },
    considerationsEnvironnementales: { considerationEnvironnementale: ['Clause environnementale'] },
    ...more,
  }
}

/** A folder of the test file's own; `close` removes it. */
export function workshop(db: Database) {
  const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-pages-'))
  const app = plainSite(contractRoutes(db, SITE))
  /** Imports a file of this text; returns the import's number. */
  async function importText(file: string, text: string): Promise<number> {
    const path = join(folder, file)
    writeFileSync(path, text)
    const rejects = new RejectsFile(folder)
    const { id } = await importFile(db, {
      path,
      file,
      author: 'essai',
      today: '2026-11-23',
      onReject: reject => rejects.add(file, reject),
    })
    if (rejects.path) {
      const rejects_file = rejects.path
      await db.transaction(trx => trx.updateTable('import').set({ rejects_file }).where('id', '=', id).execute())
    }
    return id
  }
  return {
    importText,
    /** Imports records as one v2 file; returns the import's number. */
    import: (file: string, contracts: unknown[], concessions: unknown[] = []) =>
      importText(file, JSON.stringify({ marches: { marche: contracts, 'contrat-concession': concessions } })),
    get: (address: string) => app.request(address),
    async page(address: string): Promise<{ status: number; html: string; text: string }> {
      const answer = await app.request(address)
      const html = await answer.text()
      return { status: answer.status, html, text: textOf(html) }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** What a reader sees: without tags, every run of spaces (no-break ones too) made one. */
function textOf(html: string): string {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'))
  return main
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
}
