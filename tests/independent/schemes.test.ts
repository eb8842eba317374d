import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { EXAMPLE_SCHEMES, exampleScheme, library, plainDocument, type SchemeDocument } from '#features/scheme'
import { fold } from '#kernel'
import { typo } from '#ui'
import { root } from '../support/root.ts'
import { shared } from '../support/shared.ts'

/** The decimal texts of a list of numbers. */
const texts = (numbers: readonly (number | null)[]) => numbers.flatMap(one => (one === null ? [] : [String(one)]))
const valuesOf = ({ values }: SchemeDocument, indicator: string, row: string | null = null) =>
  values.filter(one => one.indicator === indicator && one.row === row).map(({ value }) => value)

describe.each(EXAMPLE_SCHEMES)('%s', code => {
  test('is read without a problem, and is written as it would be exported', () => {
    const written: unknown = JSON.parse(readFileSync(root(`demo/${code}.json`), 'utf8'))
    expect(plainDocument(exampleScheme(code))).toEqual(written)
  })

  test('has French typography', () => {
    for (const words of stringsOf(exampleScheme(code))) expect(typo(words)).toBe(words)
  })
})

/** The sentences of a value; not its formulas, which are typed on a keyboard. */
function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, held]) => (name === 'formula' ? [] : stringsOf(held)))
}

interface SeedAction {
  code: string
  pilot: string[]
  impacted_directorates: string[]
  external_partners: string[]
  indicators: { id: string }[]
}
interface Seed {
  adopted: string
  axes: { actions: number; objectives: string[] }[]
  actions: SeedAction[]
  tables: Record<string, Record<string, number | null | string>[]>
}

describe('the public scheme of the Pas-de-Calais', () => {
  const seed = () =>
    (JSON.parse(readFileSync(shared('data/seed-figures.json'), 'utf8')) as { pas_de_calais: Seed }).pas_de_calais
  const told = exampleScheme('pas-de-calais-2017')

  test('has its axes, objectives, actions and 37 indicators', () => {
    expect([told.axes, told.objectives, told.actions].map(({ length }) => length)).toEqual([3, 9, 21])
    expect(told.indicators.filter(({ support }) => !support)).toHaveLength(37)
    expect(told.adoption).toMatchObject({ on: '2017-02-27', vote: 'unanimité' })
  })

  test('says of each action who pilots it, whom it changes and with whom', () => {
    const asTold = ({ pilots, impacted, partners, code, key }: SchemeDocument['actions'][number]) => ({
      code,
      pilots,
      impacted,
      partners,
      indicators: told.indicators.filter(one => one.parent === key && !one.support).map(one => one.code),
    })
    expect(told.actions.map(asTold)).toEqual(
      seed().actions.map(({ code, pilot, impacted_directorates, external_partners, indicators }) => ({
        code,
        pilots: pilot.map(typo),
        impacted: impacted_directorates.map(typo),
        partners: external_partners.map(typo),
        // The line of kilometres is not one of the scheme’s indicators.
        indicators: indicators.map(({ id }) => id).filter(id => id !== '1-1.6-x'),
      })),
    )
  })

  test('has the published figures of each table', () => {
    const { tables } = seed()
    const column = (table: string, name: string) =>
      texts((tables[table] ?? []).map(line => line[name] as number | null))
    const published = {
      paper: [
        ['fsc_kg', 'papier', 'fsc'],
        ['pefc_a3_colour_kg', 'papier', 'pefc'],
        ['recycled_kg', 'papier', 'recycle'],
        ['total_kg_published', 'papier', null],
        ['recycled_share_pct_published', 'part-recycle-imprimee', null],
      ],
      charging: [
        ['points', 'points-recharge', null],
        ['kwh', 'consommation-points', null],
        ['km', 'km-parcourus', null],
      ],
    } as const
    for (const [table, columns] of Object.entries(published))
      for (const [name, indicator, row] of columns) expect(valuesOf(told, indicator, row)).toEqual(column(table, name))
    for (const [table, indicator] of [
      ['local_food_2015', 'part-locale'],
      ['organic_food_2015', 'part-bio'],
    ] as const)
      expect(told.values.filter(one => one.indicator === indicator).map(({ value }) => value)).toEqual(
        column(table, 'pct'),
      )
    const rows = told.indicators.find(({ key }) => key === 'consommation-flotte')?.breakdown?.rows ?? []
    expect(rows.map(({ key }) => valuesOf(told, 'consommation-flotte', key))).toEqual(
      tables['fleet_l_per_100km']?.map(line => texts(['y2013', 'y2014', 'y2015'].map(year => line[year] as number))),
    )
  })

  test('gives a definition and a published figure that differ, and a reference or a target only where the source has one', () => {
    const of2015 = (row: string | null) =>
      Number(told.values.find(one => one.indicator === 'papier' && one.period === '2015' && one.row === row)?.value)
    expect(((100 * of2015('recycle')) / (of2015('fsc') + of2015('pefc'))).toFixed(1)).toBe('62.5')
    expect(((100 * of2015('recycle')) / of2015(null)).toFixed(1)).toBe(valuesOf(told, 'part-recycle-imprimee').at(-1))
    const said = (name: 'baseline' | 'targets') =>
      told.indicators.flatMap(one => (one[name] === null ? [] : [`${one.key} ${JSON.stringify(one[name])}`]))
    expect(said('baseline').map(one => one.split(' ')[0])).toEqual([
      'part-labellisee',
      'part-labellisee-type',
      'fournisseurs-inscrits',
    ])
    expect(
      said('targets').map(one => [one.split(' ')[0], /"value":"(\d+)"/.exec(one)?.[1], one.includes('true')]),
    ).toEqual([
      ['part-recycle-imprimee', '30', false],
      ['nouveaux-points', undefined, false],
      ['consommation-points', undefined, false],
      ['part-bio', '20', true],
      ['fournisseurs-inscrits', '100', false],
      ['acces-directions', '100', false],
    ])
  })
})

describe('the model actions', () => {
  const origins = () => library().flatMap(({ origin }) => origin)

  test('have French typography', () => {
    for (const words of stringsOf(library())) expect(typo(words)).toBe(words)
  })

  test('those of the two schemes that they come from are all among them', () => {
    const { mel, pas_de_calais } = JSON.parse(readFileSync(shared('data/seed-figures.json'), 'utf8')) as {
      mel: { actions: Record<string, { items: (string | { name: string })[] }> }
      pas_de_calais: Seed
    }
    const ofLille = Object.values(mel.actions).flatMap(({ items }) =>
      items.map(one => typo(typeof one === 'string' ? one : one.name)),
    )
    expect([pas_de_calais.actions.length, ofLille.length]).toEqual([21, 28])
    expect(origins()).toEqual(
      expect.arrayContaining([
        ...pas_de_calais.actions.map(({ code }) => expect.stringMatching(`^Département du Pas-de-Calais.* ${code}$`)),
        ...ofLille.map(name => `Métropole européenne de Lille, 2019-2021\u00a0: ${name}`),
      ]),
    )
  })
})

/** Runs of words that a text shares with others are its sentences, not its words. */
const RUN = 9

describe('no sentence is copied from the sources', () => {
  const runs = (text: string) => {
    const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
    return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(' '))
  }
  const NAMES = ['title', 'pilots', 'impacted', 'partners', 'label', 'origin']

  /** What is said in our words: titles and names are facts. */
  const sentences = (value: unknown): string[] => {
    if (typeof value === 'string') return [value]
    if (value === null || typeof value !== 'object') return []
    return Object.entries(value).flatMap(([name, held]) => (NAMES.includes(name) ? [] : sentences(held)))
  }

  test('neither in the example nor in the model actions', () => {
    const folder = shared('seeds')
    const known = new Set(readdirSync(folder).flatMap(name => runs(readFileSync(join(folder, name), 'utf8'))))
    const documents = EXAMPLE_SCHEMES.map(exampleScheme)
    expect(
      documents
        .flatMap(sentences)
        .flatMap(runs)
        .filter(run => known.has(run)),
    ).toEqual([])
  })
})
