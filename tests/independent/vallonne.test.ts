import { describe, expect, test } from 'vitest'
import { exampleScheme } from '#features/scheme'
import { AUBRELIEU, FIGURES, PIERREFONTE, SHARES_2025, TOGETHER_2025, VALLONNE } from '../support/vallonne.ts'

describe('the scheme of the Vallonne', () => {
  const told = exampleScheme('vallonne-2022')
  const sum = (numbers: readonly (string | null)[]) => numbers.reduce((total, one) => total + Number(one), 0)
  const of = (indicator: string, year: string, buyer?: string) =>
    told.values.filter(
      one => one.indicator === indicator && one.period.startsWith(year) && (buyer === undefined || one.buyer === buyer),
    )

  test('has 21 actions and one of each municipality, 48 indicators of every kind, rhythm and source, and what a real scheme lacks', () => {
    expect([told.axes, told.objectives, told.actions].map(({ length }) => length)).toEqual([3, 9, 23])
    expect(
      told.actions.flatMap(({ buyer, code }) => (buyer && buyer !== VALLONNE ? [`${code} ${buyer}`] : [])),
    ).toEqual([`1-1.4 ${AUBRELIEU}`, `1-2.4 ${PIERREFONTE}`])
    const counted = told.indicators.filter(({ support }) => !support)
    expect(counted).toHaveLength(48)
    const kinds = (name: 'kind' | 'rhythm') => new Set(counted.map(one => one[name])).size
    expect([kinds('kind'), kinds('rhythm')]).toEqual([6, 3])
    expect(counted.filter(({ source }) => source.kind === 'measured')).toHaveLength(13)
    expect(counted.filter(({ source }) => source.kind === 'formula')).toHaveLength(8)
    const without = told.actions.filter(({ key }) => !told.indicators.some(({ parent }) => parent === key))
    expect(without.map(({ code }) => code)).toEqual(['3-2.2'])
    expect(told.actions.flatMap(({ code, left }) => (left ? [`${code} ${left.on}`] : []))).toEqual(['3-1.2 2025-03-24'])
    expect(
      told.actions.flatMap(({ code, entered }) => (entered === '2022-02-14' ? [] : [`${code} ${entered}`])),
    ).toEqual(['2-3.1 2024-02-12'])
    expect(new Set(told.values.map(({ state }) => state))).toEqual(
      new Set(['published', 'validated', 'submitted', 'refused']),
    )
  })

  test('six actions are of the three buyers, who speak of them and of their own only, each with its own marks', () => {
    expect(told.buyers.map(({ siren }) => siren)).toEqual([VALLONNE, AUBRELIEU, PIERREFONTE])
    const common = told.actions.filter(({ buyer }) => buyer === null).map(({ key }) => key)
    expect(common).toHaveLength(6)
    const parents = new Map(told.indicators.map(({ key, parent }) => [key, parent ?? '']))
    const owners = new Map(told.actions.map(({ key, buyer }) => [key, buyer]))
    const elsewhere = told.values.filter(
      ({ buyer, indicator }) => (owners.get(parents.get(indicator) ?? '') ?? buyer) !== buyer,
    )
    expect(elsewhere).toEqual([])
    expect(told.own.filter(({ parent }) => parent === 'energie').map(({ buyer }) => buyer)).toEqual([
      VALLONNE,
      AUBRELIEU,
      PIERREFONTE,
    ])
  })

  test('its figures are those known by heart', () => {
    for (const [indicator, buyer, byYear] of FIGURES)
      for (const [year, figure] of Object.entries(byYear))
        expect(sum(of(indicator, year, buyer).map(({ value }) => value)), `${indicator} ${year}`).toBe(figure)
    for (const [indicator, buyer, share] of SHARES_2025)
      expect(
        of(indicator, '2025', buyer).map(({ value }) => Number(value)),
        indicator,
      ).toEqual([share])
    for (const [indicator, numerator, denominator] of TOGETHER_2025) {
      const all = of(indicator, '2025')
      expect([sum(all.map(one => one.numerator)), sum(all.map(one => one.denominator))]).toEqual([
        numerator,
        denominator,
      ])
    }
  })

  test('its figures hold together: shares are exact, years are the sums of half-years, and one total is another', () => {
    for (const { indicator, period, value, numerator, denominator } of told.values)
      if (numerator !== null && denominator !== null)
        // In millionths of a per cent, without a float.
        expect(BigInt(Math.round(Number(value) * 1e6)) * BigInt(denominator), `${indicator} ${period}`).toBe(
          BigInt(numerator) * 100_000_000n,
        )
    for (const year of ['2022', '2023', '2024', '2025']) {
      const hours = sum(of('heures-insertion', year, VALLONNE).map(({ value }) => value))
      expect(of('heures-annee', year).map(({ value }) => Number(value))).toEqual([hours])
      for (const { denominator } of of('part-heures-femmes', year)) expect(Number(denominator)).toBe(hours)
    }
    const baselineOf = (buyer: string) =>
      told.own.find(one => one.buyer === buyer && one.parent === 'energie')?.baseline
    for (const buyer of [VALLONNE, AUBRELIEU, PIERREFONTE])
      expect(baselineOf(buyer)).toMatchObject({
        value: String(sum(of('energie', '2021', buyer).map(one => one.value))),
      })
  })
})
