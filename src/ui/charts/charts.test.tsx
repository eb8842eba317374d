import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  BarSeries,
  Bullet,
  considerationParts,
  HorizontalBars,
  Page,
  percent,
  ShareBar,
  type ShareLook,
} from '../index.ts'
import { shareOf } from './ShareBar.tsx'

const format = (value: number) => percent(value)
const looks: ShareLook[] = ['solid', 'hatched', 'striped', 'empty']
const value = fc.option(
  fc.oneof(
    fc.constantFrom(0, 1, Number.NaN, Number.POSITIVE_INFINITY),
    fc.double({ min: -1e6, max: 1e12, noNaN: true }),
  ),
)
const values = fc.array(value, { maxLength: 40 })

/** Every number that positions a shape, with its unit removed. */
const coordinates = (markup: string) =>
  [...markup.matchAll(/ (?:x|y|x1|x2|y1|y2|cx|cy|width|height|rx|r)="([^"]*)"/g)].map(match => match[1] ?? '')

function expectDrawn(markup: string) {
  expect(coordinates(markup).filter(text => !/^-?\d+(\.\d+)?%?$/.test(text))).toEqual([])
  const sizes = [...markup.matchAll(/ (?:width|height)="(-[^"]*)"/g)].map(match => match[1])
  expect(sizes).toEqual([])
  expect(markup).not.toMatch(/viewBox|NaN|Infinity|undefined| style=/)
}

describe('every chart renders for any list of values', () => {
  test('columns', () => {
    fc.assert(
      fc.property(values, value, (list, level) => {
        const points = list.map((value, i) => ({ name: `${2000 + i}`, value, partial: i % 5 === 4 }))
        const markup = String(
          <BarSeries id="s" title="T" points={points} format={format} reference={{ value: level, label: 'Moyenne' }} />,
        )
        expectDrawn(markup)
        expect(markup).toMatch(/role="img" aria-label="Colonnes\. /)
        // The twin holds every point, the missing ones with their word
        expect(markup.match(/<th scope="row">/g)?.length ?? 0).toBe(list.length)
        const missing = list.filter(value => value === null || !Number.isFinite(value)).length
        expect(markup.match(/<td class="num">pas de donnée/g)?.length ?? 0).toBe(missing)
        expect(markup.match(/rotate\(-90\)/g)?.length ?? 0).toBe(missing)
      }),
      { numRuns: 60 },
    )
  })

  test('bars by category', () => {
    fc.assert(
      fc.property(values, value, (list, level) => {
        const items = list.map((value, i) => ({ label: `Division ${i}`, value }))
        const markup = String(
          <HorizontalBars
            id="h"
            title="T"
            items={items}
            format={format}
            reference={{ value: level, label: 'Ensemble' }}
          />,
        )
        expectDrawn(markup)
        expect(markup.match(/Division \d+/g)?.length ?? 0).toBe(list.length)
      }),
      { numRuns: 60 },
    )
  })

  test('bullets', () => {
    fc.assert(
      fc.property(value, value, value, fc.constantFrom(0, 1, 100), (now, start, target, max) => {
        const markup = String(
          <Bullet value={now} max={max} start={{ value: start, label: 'D' }} target={{ value: target, label: 'C' }} />,
        )
        expectDrawn(markup)
        expect(coordinates(markup).every(text => Number.parseFloat(text) <= 100)).toBe(true)
      }),
    )
  })

  test('shares of a whole: they fill the bar, in order, and what exists is seen', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(0), fc.nat(1_000_000)), { maxLength: 8 }), list => {
        expectDrawn(
          String(
            <ShareBar parts={list.map((value, i) => ({ value, look: looks[i % 4] ?? 'solid', label: `p${i}` }))} />,
          ),
        )
        const spans = shareOf(list)
        let end = 0
        spans.forEach((span, i) => {
          expect(span.width > 0).toBe((list[i] ?? 0) > 0)
          if (span.width > 0) {
            expect(span.x).toBeCloseTo(end)
            expect(span.width).toBeGreaterThan(1)
            end = span.x + span.width
          }
        })
        expect(end).toBeCloseTo(list.some(value => value > 0) ? 100 : 0)
      }),
    )
  })
})

describe('what a chart says', () => {
  const series = (over: object = {}) =>
    String(
      <BarSeries
        id="s"
        title="En 2024, 38,5 %"
        pillar="soc"
        format={format}
        points={[
          { name: '2022', value: null },
          { name: '2023', value: 0 },
          { name: '2024', value: 0.385, partial: true },
        ]}
        partialLabel="Année en cours"
        reference={{ value: 0.3, label: 'Tous les acheteurs' }}
        csv="/serie.csv"
        {...over}
      />,
    )

  test('its label, its legend, its twin and its file', () => {
    const markup = series()
    expect(markup).toContain(
      'aria-label="Colonnes. 2022\u00a0: pas de donnée, 2023\u00a0: 0\u202f%, 2024\u00a0: 38,5\u202f% (année en cours). Tous les acheteurs\u00a0: 30,0\u202f%."',
    )
    expect(markup).toContain('<figcaption><b>En 2024, 38,5 %</b></figcaption>')
    expect(markup).toContain('<a href="/serie.csv" download="">')
    expect(markup).toContain('data-pillar="soc"')
    expect(markup.match(/Année en cours/g)).toHaveLength(1)
  })

  test('one column is in front: the last known, or the one that is named', () => {
    expect(series().match(/class="fill"/g)).toHaveLength(2)
    expect(series({ highlight: '2023' })).toMatch(/height="0"[^>]* class="fill"/)
  })

  test('a zero is a bar of no height, a missing value is a word', () => {
    expect(series().match(/class="fill-soft"/g)).toHaveLength(1)
    expect(series().match(/rotate\(-90\)/g)).toHaveLength(1)
  })

  test('a page that draws patterns defines each of them once', () => {
    const parts = considerationParts(
      { yes: 3, declaredNone: 2, notFilled: 1, unreadable: 4 },
      state => `?etat=${state}`,
    )
    const page = String(
      <Page title="Taux">
        <ShareBar parts={parts} />
        <ShareBar parts={parts} legend={false} />
      </Page>,
    )
    expect(page.match(/<pattern id="p-hatch"/g)).toHaveLength(1)
    expect(page.match(/<pattern id="p-stripe"/g)).toHaveLength(1)
    expect(page).toContain('<a href="?etat=not-filled">1 non renseigné</a>')
    expect(page).toContain('aria-label="3 oui, 2 non, déclaré, 1 non renseigné, 4 illisibles"')
  })

  test('nothing in the whole is said', () => {
    const none = considerationParts({ yes: 0, declaredNone: 0, notFilled: 0, unreadable: 0 })
    expect(String(<ShareBar parts={none} none="Aucun marché" />)).toContain('<li>Aucun marché</li>')
  })
})
