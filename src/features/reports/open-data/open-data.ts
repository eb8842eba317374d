import { readFile } from 'node:fs/promises'
import { canonicalJson, type NewFile, recompute } from '#features/publications'
import { programFile } from '#platform/files'
import { zipped } from '#platform/zip'
import type { Bilan } from '../bilan/composition.ts'
import type { Content } from '../bilan/content.ts'
import { calculationsOf, remarksOf } from './calculations.ts'
import { figuresOf } from './figures.ts'
import { readmeOf } from './readme.ts'
import { actionsCsv, indicatorsCsv, valuesCsv } from './tables.ts'

/** All the files of the open data in one. */
export const ARCHIVE = 'donnees.zip'

const SCRIPT = 'recalcul.mjs'
const ours = (name: string) => readFile(programFile(`src/features/reports/open-data/${name}`))
const TYPES = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
} as const

/**
 * The open data of a report: its indicators, every value that it counts, its actions, what it has of its own, what it says of them, how that is computed,
 * and the script that does it again. The script is run on what is about to be published, as a stranger will: what it would not find again is a fault.
 */
export async function openDataOf(bilan: Bilan, { paper: { address } }: Content): Promise<NewFile[]> {
  const { facts, composition } = bilan
  const site = address.replace(/\/publications\/\d+\/\d+$/, '')
  const own = composition.data(facts, site)
  const bodies: Record<string, string | Uint8Array> = {
    'indicateurs.csv': indicatorsCsv(facts),
    'valeurs.csv': valuesCsv(facts, site),
    'actions.csv': actionsCsv(facts),
    ...Object.fromEntries(own.map(({ name, body }) => [name, body])),
    'chiffres.json': canonicalJson({ ...figuresOf(bilan), remarks: remarksOf(facts), address }),
    'calculs.json': canonicalJson(calculationsOf(facts)),
    [SCRIPT]: await ours(SCRIPT),
    'calcul.mjs': await ours('calcul.mjs'),
    'lisezmoi.txt': readmeOf({ ...bilan, address }, own),
  }
  const files = Object.entries(bodies).map(([name, body]) => {
    const end = name.slice(name.lastIndexOf('.') + 1) as keyof typeof TYPES
    return { name, type: TYPES[end], body: Buffer.from(body) }
  })
  await recompute(files, SCRIPT)
  return files
}

/** The same files in one; the same files are the same bytes. */
export const archiveOf = (files: readonly NewFile[]): Promise<Uint8Array> =>
  zipped(files.map(({ name, body }) => ({ name, content: body })))
