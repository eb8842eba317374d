// Every measured indicator of a buyer of 100 000 contracts, on both engines, against a bare count of the same contracts in the same run.
//   BENCH_DATABASE_URL=postgres://… node bench/run.mjs measures [CONTRACTS=100000]
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { CONTRACT_MEASURES, contractMeasures } from '#features/contracts'
import { computeValues } from '#features/indicators'
import { openScheme, trustedDocument } from '#features/scheme'
import type { Period } from '#kernel'
import { openDatabase } from '#platform/db'
import { freshDatabase, leadOf, median, run } from './support.ts'

const [contracts = '100000'] = process.argv.slice(2)
const SIREN = '229900998'
const INDICATORS = 200
const YEARS = Array.from({ length: 10 }, (_, i) => String(2017 + i) as Period)
const FILTERS: Record<string, string>[] = [
  {},
  { kind: 'works' },
  { family: '71' },
  { cpv: '452' },
  { procedure: 'open' },
  { band: '40k-90k' },
  { framework: 'no' },
]

const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-bench-'))
const file = join(folder, 'un-acheteur.json')
await generate(file, Number(contracts))
const url = await freshDatabase('mieuxdisant_bench_measures')
for (const address of [{ url }, { dataDir: join(folder, 'data') }]) {
  const env: Record<string, string> = 'url' in address ? { DATABASE_URL: address.url } : { DATA_DIR: address.dataDir }
  await run('node', ['bin/mieuxdisant', 'import', file, '--json'], env)
  const db = await openDatabase(address)
  const measures = contractMeasures(db.read)
  const all = measures.list.flatMap(({ code, filters: allowed }) =>
    FILTERS.filter(filters => Object.keys(filters).every(name => allowed.some(one => one.name === name))).map(
      filters => ({ code, siren: SIREN, periods: YEARS, filters }),
    ),
  )
  // Some of each measure, and of each filter.
  const asked = all.filter((_, i) => i % Math.floor(all.length / INDICATORS) === 0).slice(0, INDICATORS)
  const inColumns = asked.filter(({ code, filters }) => !(/framework|innovative|offer|small/.test(code) || filters['framework'])) // biome-ignore format: one line
  const count = () =>
    db.read
      .selectFrom('contract_version')
      .select(({ fn }) => fn.countAll().as('n'))
      .where('buyer', '>=', SIREN)
      .where('buyer', '<=', `${SIREN}99999`)
      .where('kind', '=', 'contract')
      .executeTakeFirstOrThrow()
  const { n } = await count()
  console.log(`${db.engine}: ${n} contracts of one buyer`)
  const reference = await timed('a bare count of them', count)
  for (const [name, some] of [
    [`${asked.length} indicators × ${YEARS.length} years`, asked],
    [`of which ${inColumns.length} that ask nothing of the records`, inColumns],
  ] as const) {
    const time = await timed(name, () => measures.compute(some))
    console.log(
      `  ${(time / reference).toFixed(0)} times the count; ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`,
    )
  }
  const lead = await leadOf(db, SIREN)
  const scheme = await openScheme(db, lead, schemeOf(asked))
  const organisation = lead.membership.organisation.id
  for (const name of ['all their values, computed and kept', 'all of them again, where nothing has changed']) {
    const time = await timed(name, () => computeValues({ db, measures }, { scheme, organisation }), 1)
    console.log(`  ${(time / reference).toFixed(0)} times the count`)
    // What was computed is forgotten, not what it gave.
    await db.transaction(trx => trx.deleteFrom('value_computing').execute())
  }
  await db.close()
}
rmSync(folder, { recursive: true })

/** The first run, then the median of four, on the clock, and by the time of processor of this process, its threads included. */
async function timed(name: string, work: () => Promise<unknown>, times = 5): Promise<number> {
  const [clock, processor]: [number[], number[]] = [[], []]
  for (let i = 0; i < times; i++) {
    const [start, before] = [performance.now(), process.cpuUsage()]
    await work()
    clock.push(performance.now() - start)
    const { user, system } = process.cpuUsage(before)
    processor.push((user + system) / 1000)
  }
  const show = ([first, ...others]: number[]) =>
    `${first?.toFixed(0)} ms${others.length > 0 ? `, then ${median(others).toFixed(0)}` : ''}`
  console.log(`  ${name}: ${show(clock)}; processor of this process: ${show(processor)}`)
  return median(times > 1 ? clock.slice(1) : clock)
}

/** A scheme whose indicators subscribe to all that is asked. */
function schemeOf(asked: readonly { code: string; filters: Record<string, string> }[]) {
  return trustedDocument({
    format: 'mieuxdisant-scheme/1',
    code: 'banc',
    title: 'Banc d’essai',
    // Computed from the year before.
    from: `${Number(YEARS[0]) + 1}-01-01`,
    to: `${YEARS.at(-1)}-12-31`,
    indicators: asked.map(({ code, filters }, rank) => {
      const measure = CONTRACT_MEASURES.find(one => one.code === code)
      const { kind, unit } = measure ?? { kind: 'count', unit: '' }
      return {
        key: `i-${rank}`,
        label: `Indicateur ${rank}`,
        kind,
        unit,
        source: { kind: 'measured', measure: code, filters },
      }
    }),
  })
}

/** One buyer’s contracts of ten years, one in five a framework agreement, whose lines repeat its ceiling three by three. */
async function generate(path: string, count: number) {
  const out = createWriteStream(path)
  let seed = 5
  function some(n: number): number {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return (seed >>> 8) % n
  }
  const pick = <T>(values: readonly T[]) => values[some(values.length)] as T
  const pad = (n: number) => String(n).padStart(2, '0')
  for (let i = 0, shared = {}; i < count; i++) {
    const framework = i % 15 < 3
    if (!framework || i % 15 === 0) {
      const date = `${2017 + some(10)}-${pad(1 + some(12))}-${pad(1 + some(28))}`
      const text = Array.from({ length: 12 }, () => pick(['travaux', 'entretien', 'collège', 'voirie', 'étude', 'déchets', 'mobilier'])).join(' ') // biome-ignore format: one line
      shared = { objet: `${text} ${i}`, codeCPV: `${pick(['45', '71', '33', '79', '90', '15', '09', '48'])}${some(4)}${some(10)}0000`, dateNotification: date, datePublicationDonnees: date, montant: 20_000 + some(900_000) } // biome-ignore format: one line
    }
    const silent = some(10) === 0
    const record = {
      id: `${i}`,
      acheteur: { id: `${SIREN}00019` },
      nature: 'Marché',
      ...shared,
      techniques: { technique: [framework ? 'Accord-cadre' : 'Sans objet'] },
      modalitesExecution: { modaliteExecution: ['Bons de commande'] },
      marcheInnovant: some(30) === 0,
      ccag: 'Fournitures courantes et services',
      offresRecues: 1 + some(9),
      attributionAvance: some(3) === 0,
      typeGroupementOperateurs: 'Pas de groupement',
      procedure: pick(['Procédure adaptée', "Appel d'offres ouvert", 'Procédure avec négociation']),
      lieuExecution: { code: '62000', typeCode: 'Code postal' },
      dureeMois: 1 + some(48),
      typesPrix: { typePrix: ['Définitif révisable'] },
      formePrix: 'Mixte',
      sousTraitanceDeclaree: false,
      titulaires: [{ titulaire: { typeIdentifiant: 'SIRET', id: String(30_000_000_000_000 + some(40_000)) } }],
      ...(silent ? {} : { considerationsSociales: { considerationSociale: [pick(['Clause sociale', 'Marché réservé', 'Pas de considération sociale'])] } }), // biome-ignore format: one line
      ...(silent ? {} : { considerationsEnvironnementales: { considerationEnvironnementale: [pick(['Clause environnementale', 'Pas de considération environnementale'])] } }), // biome-ignore format: one line
    }
    const written = out.write(`${i === 0 ? '{"marches":{"marche":[' : ',\n'}${JSON.stringify(record)}`)
    if (!written) await once(out, 'drain')
  }
  out.end(']}}')
  await finished(out)
}
