import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { docxOf } from '#platform/docx'
import { pptxOf } from '#platform/pptx'
import { xlsxOf } from '#platform/xlsx'
import { DECK, PAPER } from '../../src/platform/paper/paper.test-support.ts'
import { findPrograms, install, say } from '../support/resources.ts'

/** LibreOffice of this machine (TEST_SOFFICE, or Debian's). */
const find = () => process.env['TEST_SOFFICE'] || findPrograms('soffice', ['/usr/bin'])[0]
const failure = find() ? null : install('libreoffice-writer-nogui', 'libreoffice-calc-nogui', 'libreoffice-impress-nogui') // biome-ignore format: short
const soffice = find()
if (!soffice) {
  const reason = `LibreOffice is missing, and ${failure}. Install it, or set TEST_SOFFICE to its path`
  if (process.env['CI'] === 'true') throw new Error(`${reason}. Under CI=true this is a failure.`)
  say(`SKIPPED: the opening of documents. ${reason}.`)
}

const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-office-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Opens a file, and keeps what was read of it as one XML text: its words, as an office would show them. */
function opened(file: string, kind: 'fodt' | 'fods' | 'fodp'): string {
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
  const args = [profile, '--headless', '--norestore', '--convert-to', kind, '--outdir', folder, join(folder, file)]
  const run = spawnSync(soffice as string, args, { encoding: 'utf8', timeout: 90_000 })
  if (run.status !== 0) throw new Error(`soffice: ${run.stderr || run.error}`)
  return readFileSync(join(folder, file.replace(/\w+$/, kind)), 'utf8')
}

const words = (xml: string) =>
  xml
    .replace(/<office:binary-data>.*?<\/office:binary-data>/gs, '')
    .replace(/<text:s\/>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

beforeAll(async () => {
  for (const [
    name,
    bytes,
  ] of [['a.docx', await docxOf(PAPER)], ['a.xlsx', await xlsxOf(PAPER)], ['a.pptx', await pptxOf(DECK)]] as const) // biome-ignore format: short
    writeFileSync(join(folder, name), bytes)
})

test.skipIf(!soffice)(
  'LibreOffice reads a DOCX file: words, outline, head of a table, alternative text',
  { timeout: 120_000 },
  () => {
    // biome-ignore format: short
    const xml = opened('a.docx', 'fodt')
    for (const said of ['Bilan 2025', 'Papier # consommé * <b>par label</b> @ [x] $ \\ _ `', '38,48\u202f%', '−2,5\u00a0kg', 'Second, 🌳 et مرحبا']) // biome-ignore format: short
      expect(words(xml)).toContain(said)
    expect(xml.match(/<text:h [^>]*text:outline-level="[123]"/g)).toHaveLength(3)
    expect(xml.match(/<table:table-header-rows>/g)).toHaveLength(2)
    expect(xml).toContain('De 31,3\u202f% en 2024 à 38,5\u202f% en 2025.</svg:desc>')
    expect(xml).toContain('<dc:language>fr-FR</dc:language>')
  },
)

test.skipIf(!soffice)(
  'LibreOffice reads an XLSX workbook: its sheets, numbers as numbers, words as words',
  { timeout: 120_000 },
  () => {
    // biome-ignore format: short
    const xml = opened('a.xlsx', 'fods')
    const names = [...xml.matchAll(/<table:table table:name="([^"]*)"/g)].map(([, name]) => name)
    expect(names).toEqual(['Sommaire', 'Chiffres clés', 'Papier consommé, par label'])
    for (const value of ['38.4783', '131800', '95261', '-2.5'])
      expect(xml).toContain(`office:value-type="float" office:value="${value}"`)
    expect(words(xml)).toContain('=cmd|calc')
    expect(xml).not.toContain('table:formula')
  },
)

test.skipIf(!soffice)(
  'LibreOffice reads a PPTX deck: its titles, a table, alternative text',
  { timeout: 120_000 },
  () => {
    // biome-ignore format: short
    const xml = opened('a.pptx', 'fodp')
    const titles = [...xml.matchAll(/<draw:frame [^>]*presentation:class="title"[^>]*>.*?<\/draw:frame>/gs)].map(([frame]) => words(frame).trim()) // biome-ignore format: short
    expect(titles.filter(title => title !== '')).toEqual(['Bilan 2025', 'L’essentiel', 'Le papier', 'Le papier (suite)', 'Ce qui suit']) // biome-ignore format: short
    for (const said of ['131\u202f800\u00a0h', '73\u202f190\u00a0kg', 'Sous-point']) expect(words(xml)).toContain(said)
    expect(xml).toContain('De 31,3\u202f% en 2024 à 38,5\u202f% en 2025.</svg:desc>')
  },
)
