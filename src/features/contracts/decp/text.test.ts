import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromWindows1252 } from '#kernel'
import { codeOf, recordsOf } from './json.test-support.ts'
import { parseRaw, repairJson } from './text.ts'

const one = async (text: string | Buffer) => {
  const [record] = await recordsOf(text, 7)
  return record
}

describe('trap 8: what producers do to JSON', () => {
  test('a byte order mark is left out, and told once', async () => {
    const records = await recordsOf('\ufeff{"marches":[{"id":1},{"id":2}]}', 1)
    expect(records.map(record => [record.value, record.repaired])).toEqual([
      [{ id: 1 }, 'encoding'],
      [{ id: 2 }, undefined],
    ])
  })

  test.each([
    [
      'NaN',
      '{"a":NaN,"b":[ -Infinity ,Infinity],"c":"NaN, -Infinity"}',
      { a: null, b: [null, null], c: 'NaN, -Infinity' },
    ],
    ['control characters', '{"a":"line\nline\ttab\u0001"}', { a: 'line\nline\ttab\u0001' }],
    ['an escaped apostrophe', '{"a":"l\\\'école"}', { a: 'l’école'.replace('’', "'") }],
    [
      'stray backslashes',
      '{"a":"C:\\Users\\école","b":"50\\%","c":"\\u12"}',
      { a: 'C:\\Users\\école', b: '50\\%', c: '\\u12' },
    ],
    ['sound escapes beside stray ones', '{"a":"\\"\\\\\\/\\b\\u00e9\\x"}', { a: '"\\/\b\u00e9\\x' }],
  ])('%s: read, and told', async (_, text, value) => {
    const record = await one(`{"marches":[${text}]}`)
    expect(record?.value).toEqual(value)
    expect(record?.repaired).toBe('value')
    expect(record?.raw).toBe(text)
    expect(parseRaw(record?.raw ?? '')).toEqual(value)
  })

  test.each(['{"a":Nan}', '{"a":NaNa}', '{"a":-}', '{"a":"x}', '{"a":1 "b":2}', '{a:1}', '{"a":undefined}'])(
    '%s stays refused',
    async text => {
      expect(await codeOf(`{"marches":[${text}]}`)).toMatch(/^json-/)
    },
  )

  test('a web page before the JSON is left out', async () => {
    const page = `<!DOCTYPE html><p class="{marches}">${'x'.repeat(1000)}</p>\n`
    for (const size of [1, 300, 100_000]) {
      const records = await recordsOf(`${page}{ "marches":[{"id":1},{"id":2}]}`, size)
      expect(records.map(record => record.repaired)).toEqual(['value', undefined])
    }
    expect(await codeOf(page)).toBe('web-page')
    expect(await codeOf(`${page}{"marches":[{"id":1}]}</html>`)).toBe('json-syntax')
  })

  test('null among the records', async () => {
    expect((await one('{"marches":[null]}'))?.value).toBeNull()
  })
})

describe('trap 15: encodings', () => {
  test('a record that is not UTF-8 is read as windows-1252, its neighbours as they are', async () => {
    const file = Buffer.concat([
      Buffer.from('{"marches":[{"o":"é"},{"o":"'),
      Buffer.from([0x47, 0x52, 0x4f, 0x53, 0x20, 0x8c, 0x55, 0x56, 0x52, 0x45, 0x20, 0xe0, 0x20, 0x31, 0x20, 0x80]),
      Buffer.from('"},{"o":"\ufffd"}]}'),
    ])
    for (const size of [1, 5, 1000]) {
      const records = await recordsOf(file, size)
      expect(records.map(record => [record.value, record.repaired])).toEqual([
        [{ o: 'é' }, undefined],
        [{ o: 'GROS ŒUVRE à 1 €' }, 'encoding'],
        [{ o: '\ufffd' }, undefined],
      ])
      expect(records[1]?.raw).toBe('{"o":"GROS ŒUVRE à 1 €"}')
    }
  })

  test('windows-1252 is what its standard says', () => {
    const bytes = Buffer.from(Array.from({ length: 32 }, (_, i) => 0x80 + i))
    const expected = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009dž\u0178'
    expect(fromWindows1252(bytes.toString('latin1'))).toBe(expected)
    expect(fromWindows1252('É ÿ € œ')).toBe('É ÿ € œ')
  })
})

test('property: what is sound is never changed by a repair', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const text = JSON.stringify(value)
      expect(repairJson(text)).toBe(text)
    }),
  )
})

test('property: raw control characters never change what is read', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'é', '\n', '\t', '\u0000', '\u001f', '"', '\\') }), text => {
      const raw = `{"a":"${text.replace(/["\\]/g, '\\$&')}"}`
      expect(parseRaw(raw)).toEqual({ a: text })
    }),
  )
})
