import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { generatedFile } from '../../../../tests/support/generated.ts'
import type { Batch } from './batch.ts'
import { cutFile } from './open.ts'
import { readBatch, readBatches } from './reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-lecture-'))
afterAll(() => rmSync(folder, { recursive: true }))

const options = (path: string, size: number) => ({ path, importId: 3, today: '2026-11-23', only: null, size })

/** What the batches hold, whatever their sizes. */
function told(batches: Batch[]) {
  const text = (bytes: Uint8Array[]) => Buffer.concat(bytes).toString()
  const warnings: Record<string, number> = {}
  for (const batch of batches)
    for (const [code, n] of Object.entries(batch.warnings)) warnings[code] = (warnings[code] ?? 0) + n
  return {
    lines: text(batches.map(batch => batch.lines)),
    raws: text(batches.map(batch => batch.raws)),
    lengths: batches.flatMap(({ lineEnds }) => [...lineEnds].map((end, i) => end - (lineEnds[i - 1] ?? 0))),
    identities: batches.flatMap(batch => batch.identities),
    contents: batches.flatMap(batch => batch.contents),
    positions: batches.flatMap(batch => batch.positions),
    rejects: batches.flatMap(batch => batch.rejects),
    pairs: [...new Set(batches.flatMap(batch => batch.pairs))].sort(),
    warnings,
  }
}

async function whole(path: string) {
  const batches: Batch[] = []
  const reading = readBatches(options(path, 50))
  for (;;) {
    const next = await reading.next()
    if (next.done) return { ...told(batches), facts: next.value }
    batches.push(next.value)
  }
}

async function cutThenRead(path: string, size: number) {
  const file = await cutFile(path, size)
  if (file === null) throw new Error('not one JSON text')
  const batches: Batch[] = []
  for await (const cut of file.cuts) batches.push(readBatch(cut, options(path, size)))
  return { ...told(batches), facts: file.facts() }
}

const made = generatedFile({ seed: 21, count: 700 })
// Records that are repaired, escaped, no objects, without buyer; and what some producers put first.
const odd = `\ufeff${made.replace('[', '[12, {"id":"sans acheteur"}, {"id":"A1","acheteur":{"id":"21750001600019"},"objet":"l\\\\\'eau","montant":NaN},')}`

test.each([
  ['as made', made],
  ['with odd records', odd],
])('records cut out in one thread and read in another are those of one thread: %s', async (name, text) => {
  const path = join(folder, `${name}.json`)
  writeFileSync(path, text)
  const expected = await whole(path)
  expect(expected.identities.length).toBeGreaterThan(600)
  if (text === odd) expect([expected.rejects.length, expected.warnings['value-repaired']]).toEqual([2, 1])
  for (const size of [1, 64, 333, 5000]) expect(await cutThenRead(path, size), `groups of ${size}`).toEqual(expected)
})

test('only one JSON text is cut out', async () => {
  const path = join(folder, 'texte.xml')
  writeFileSync(path, '<?xml version="1.0"?><marches></marches>')
  expect(await cutFile(path, 10)).toBeNull()
})
