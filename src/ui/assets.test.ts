import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { assets, font, styles } from './assets.ts'

const css = styles.body.toString()

test('the style sheet keeps to its budget', () => {
  expect(styles.body.length).toBeLessThan(38_000)
  // House budget: 60 kB for a first visit; half is left to the page
  expect(brotliCompressSync(styles.body).length + font.body.length).toBeLessThan(36_000)
})

test('every address says its content, and the sheet asks for nothing outside', () => {
  for (const asset of assets.filter(asset => asset.immutable))
    expect(asset.path).toMatch(/^\/assets\/[\w-]+-[0-9a-f]{12}\.\w+$/)
  expect([...css.matchAll(/url\("?([^")]+)/g)].map(match => match[1])).toEqual([font.path])
  expect(font.body.subarray(0, 4).toString()).toBe('wOF2')
})

test('braces balance and every variable that is read is set somewhere', () => {
  expect(css.split('{').length).toBe(css.split('}').length)
  const set = new Set([...css.matchAll(/(--[\w-]+):/g)].map(match => match[1]))
  const read = [...css.matchAll(/var\((--[\w-]+)/g)].map(match => match[1])
  expect(read.length).toBeGreaterThan(100)
  expect(read.filter(name => !set.has(name))).toEqual([])
})
