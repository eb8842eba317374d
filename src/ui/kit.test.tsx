import type { Child } from 'hono/jsx'
import { describe, expect, test } from 'vitest'
import {
  Alert,
  assets,
  ButtonLink,
  Card,
  ConsiderationStatus,
  considerationWords,
  Day,
  Disclosure,
  Empty,
  Excerpt,
  Facts,
  Filters,
  Formula,
  gridScript,
  Hero,
  Input,
  Page,
  PageHead,
  PillarMark,
  SearchForm,
  Section,
  Select,
  ShareBar,
  Status,
  Table,
  Tabs,
  Tag,
  Tile,
  Timeline,
  Trend,
  uploadScript,
} from './index.ts'

const html = (element: Child | Promise<unknown>) => String(element)
const HOSTILE = `<script>alert(1)</script>" onload="x' style='y`
const hostile = { id: 'x', title: HOSTILE, label: HOSTILE, children: HOSTILE }
const fact = { label: HOSTILE, value: HOSTILE }
const kit: [string, () => Child | Promise<unknown>][] = [
  [
    'Page',
    () => <Page {...hostile} description={HOSTILE} query={HOSTILE} crumbs={[{ label: HOSTILE, href: HOSTILE }]} demo />,
  ],
  ['PageHead', () => <PageHead title={HOSTILE} lede={HOSTILE} chips={<Tag>{HOSTILE}</Tag>} actions={HOSTILE} />],
  ['Hero', () => <Hero kicker={HOSTILE} title={HOSTILE} lede={HOSTILE} />],
  ['Alert', () => <Alert state="late" {...hostile} urgent />],
  ['Card', () => <Card {...hostile} aside={HOSTILE} pillar="soc" />],
  ['Section', () => <Section {...hostile} />],
  ['Tile', () => <Tile label={HOSTILE} value={HOSTILE} unit={HOSTILE} meta={HOSTILE} href={HOSTILE} />],
  ['Empty', () => <Empty {...hostile} actions={HOSTILE} />],
  ['Disclosure', () => <Disclosure summary={HOSTILE}>{HOSTILE}</Disclosure>],
  ['Facts', () => <Facts facts={[{ term: HOSTILE, value: HOSTILE }]} />],
  ['Formula', () => <Formula numerator={fact} denominator={fact} result={fact} />],
  ['Timeline', () => <Timeline events={[{ date: HOSTILE, children: HOSTILE }]} />],
  ['Status', () => <Status state="ok">{HOSTILE}</Status>],
  ['PillarMark', () => <PillarMark pillar="eco" word={HOSTILE} chip />],
  ['Trend', () => <Trend change={0.1} since={HOSTILE} />],
  ['Day', () => <Day date={HOSTILE} />],
  ['Excerpt', () => <Excerpt text={HOSTILE} />],
  ['ButtonLink', () => <ButtonLink href={HOSTILE}>{HOSTILE}</ButtonLink>],
  ['Tabs', () => <Tabs label={HOSTILE} tabs={[{ label: HOSTILE, href: HOSTILE }]} />],
  [
    'Input',
    () => <Input name="q" label={HOSTILE} hint={HOSTILE} error={HOSTILE} value={HOSTILE} placeholder={HOSTILE} />,
  ],
  ['Select', () => <Select name="s" label={HOSTILE} value={HOSTILE} options={[{ value: HOSTILE, label: HOSTILE }]} />],
  [
    'Filters',
    () => <Filters action={HOSTILE} label={HOSTILE} keep={{ a: HOSTILE }} reset={HOSTILE} children={HOSTILE} />,
  ],
  ['SearchForm', () => <SearchForm action={HOSTILE} id="q" label={HOSTILE} value={HOSTILE} />],
  [
    'Table',
    () => <Table id="t" caption={HOSTILE} columns={[{ head: HOSTILE, cell: () => HOSTILE }]} rows={[1]} stack />,
  ],
  ['ShareBar', () => <ShareBar parts={[{ look: 'striped', value: 1, label: HOSTILE, href: HOSTILE }]} />],
]

/** Attribute names really present in the markup, whatever their values hold. */
const attributes = (markup: string) =>
  [...markup.matchAll(/<[a-z][\w-]*((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/gi)].flatMap(([, list = '']) =>
    [...list.matchAll(/([\w:-]+)(?:="[^"]*")?/g)].map(([, name = '']) => name.toLowerCase()),
  )

test.each(kit)('%s shows hostile text as text, without inline style nor script', (_, element) => {
  const markup = html(element())
  expect(markup).toContain('&lt;script&gt;alert(1)')
  expect(markup).not.toContain('<script')
  expect(attributes('<a style="x" onclick="y">')).toEqual(['style', 'onclick'])
  expect(attributes(markup).filter(name => name === 'style' || name.startsWith('on'))).toEqual([])
})

describe('the page', () => {
  const page = (props: Partial<Parameters<typeof Page>[0]> = {}) =>
    html(<Page title="Taux" children="Corps" {...props} />)

  test('is a French document with its landmarks, its sheet and its font, from our site only', () => {
    const markup = page({ current: 'buyers', script: uploadScript, children: <PageHead title="Taux" /> })
    expect(markup).toMatch(/^<!doctype html>\n<html lang="fr">/)
    expect(markup).toContain('<title>Taux – Mieuxdisant</title>')
    expect(markup).toContain('<a class="skip-link" href="#contenu">')
    expect(markup).toContain('<main class="main" id="contenu" tabindex="-1">')
    for (const asset of assets.filter(asset => asset.immutable && asset !== gridScript))
      expect(markup).toMatch(new RegExp(`(?:href|src)="${asset.path}"`))
    expect(markup).not.toMatch(/(?:href|src|action)="(?:https?:)?\/\//)
    expect(markup.match(/<h1/g)).toHaveLength(1)
    const ids = [...markup.matchAll(/ id="([^"]+)"/g)].map(match => match[1])
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('holds the icons that it uses, once, and no other', () => {
    const markup = page({ children: [<Status state="ok">Oui</Status>, <Status state="ok">Oui</Status>] })
    expect(markup.match(/<symbol id="i-check"/g)).toHaveLength(1)
    const used = new Set([...markup.matchAll(/href="#i-(\w+)"/g)].map(match => match[1]))
    const held = [...markup.matchAll(/<symbol id="i-(\w+)"/g)].map(match => match[1])
    expect(new Set(held)).toEqual(used)
    expect(page({ children: '<use href="#i-torn">' })).not.toContain('id="i-torn"')
  })

  test('waits for what is not ready', async () => {
    const Slow = async () => <Status state="late">Plus tard</Status>
    const element = <Page title="Lente" children={<Slow />} />
    const markup = String(await element.toString())
    expect(markup).toContain('Plus tard')
    expect(markup).toContain('<symbol id="i-alert"')
  })

  test('says that it is an example only when it is one', () => {
    expect(page({ demo: true })).toContain('la Vallonne n’existe pas')
    expect(page({ demo: true })).toContain('noindex')
    expect(page()).not.toContain('Vallonne')
  })

  test('marks its place in the menu: itself, or one of its ancestors', () => {
    expect(page({ current: 'imports' })).toContain('<a href="/imports" aria-current="page">')
    expect(page({ current: 'imports', crumbs: [{ label: 'Imports', href: '/imports' }] })).toContain(
      '<a href="/imports" aria-current="true">',
    )
  })
})

test.each([
  ['yes', true, true, false, 'Clause et critère', 'ok'],
  ['yes', true, false, false, 'Clause', 'ok'],
  ['yes', false, true, false, 'Critère', 'ok'],
  ['yes', false, false, true, 'Marché réservé', 'ok'],
  ['yes', true, true, true, 'Clause, critère et marché réservé', 'ok'],
  ['yes', false, false, false, 'Oui', 'ok'],
  ['none', false, false, false, 'Non, déclaré', 'none'],
  ['not-filled', false, false, false, 'Non renseigné', 'warn'],
  ['unreadable', false, false, false, 'Illisible', 'late'],
] as const)(
  '%s, clause %s, criterion %s, reserved %s reads "%s"',
  (state, clause, criterion, reserved, words, look) => {
    const consideration = { state, clause, criterion, reserved }
    expect(considerationWords(consideration)).toBe(words)
    expect(html(<ConsiderationStatus {...consideration} />)).toMatch(new RegExp(`data-state="${look}".*${words}`))
  },
)

describe('tables', () => {
  const columns = [
    { head: 'Marché', cell: (row: string) => row, sort: { href: '?tri=objet', order: 'descending' as const } },
    { head: 'Montant HT', cell: () => '12', numeric: true, sort: { href: '?tri=montant' } },
  ]

  test('a stacking table keeps its roles and names its cells', () => {
    const markup = html(
      <Table id="t" caption="Liste" stack columns={columns} rows={['A', 'B']} foot={['Total', '24']} />,
    )
    expect(markup).toContain('<table class="table table--stack" role="table"><caption id="t">Liste</caption>')
    expect(markup).toContain(
      '<th scope="col" role="columnheader" aria-sort="descending"><a href="?tri=objet">Marché</a>',
    )
    expect(markup).toContain('<td class="num" role="cell" data-label="Montant HT">12</td>')
    expect(markup.match(/role="row"/g)).toHaveLength(4)
    expect(markup.match(/aria-sort/g)).toHaveLength(1)
  })

  test('a plain table scrolls in a region that the keyboard reaches', () => {
    const markup = html(<Table id="t" caption="Liste" hideCaption columns={columns} rows={['A']} />)
    expect(markup).toContain('<div class="table-wrap" role="region" tabindex="0" aria-labelledby="t">')
    expect(markup).toContain('<caption id="t" class="sr-only">')
  })
})

test('a field is tied to its hint and its error', () => {
  const markup = html(<Input name="annee" label="Année" hint="Quatre chiffres" error="Entrez une année" value="20x4" />)
  expect(markup).toContain('<label for="annee">')
  expect(markup).toContain('aria-invalid="true" aria-describedby="annee-aide annee-erreur"')
  expect(markup).toContain('id="annee-aide"')
  expect(markup).toContain('id="annee-erreur"')
})

test('a choice keeps the value in force', () => {
  const options = ['', 'a', 'b'].map(value => ({ value, label: value || 'Toutes' }))
  expect(html(<Select name="s" label="S" options={options} value="b" />)).toContain('<option value="b" selected="">')
  expect(html(<Select name="s" label="S" options={options} />)).toContain('<option value="" selected="">')
})

test.each([
  ['court', 'court'],
  ['🪑'.repeat(12), `${'🪑'.repeat(10)}…`],
  ['🪑'.repeat(10), '🪑'.repeat(10)],
  ['x'.repeat(3_000_000), `${'x'.repeat(10)}…`],
])('a long text is shortened on whole characters', (text, expected) => {
  expect(html(<Excerpt text={text} max={10} />)).toBe(`<bdi>${expected}</bdi>`)
})

test('what is missing is said with a word', () => {
  expect(html(<Tile label="Taux" value={null} />)).toContain('non calculable')
  expect(html(<Facts facts={[{ term: 'Objet', value: null }]} />)).toContain('non renseigné')
  expect(html(<Excerpt text="  " />)).toContain('non renseigné')
  expect(html(<Trend change={null} since="depuis 2023" />)).toContain('Pas de comparaison possible depuis 2023')
})

test('a date is machine-readable, the first of the month is an ordinal', () => {
  expect(html(<Day date="2026-09-01" />)).toBe('<time datetime="2026-09-01">1<sup>er</sup>\u00a0septembre 2026</time>')
})
