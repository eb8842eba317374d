import { describe, expect, test } from 'vitest'
import { Refusal } from '#kernel'
import { codeOf, recordsOf } from './json.test-support.ts'
import { jsonRecords } from './json.ts'

const json = (value: unknown) => JSON.stringify(value)
const MARKET = {
  id: '1',
  acheteur: { id: '21590350100017' },
  objet: 'a "quoted" \\ text, with {brackets] and [braces}',
  liste: [[], {}, [1]],
}

describe('containers', () => {
  const cases: [string, string, [number, string, boolean][]][] = [
    ['v1: a flat list', json({ marches: [MARKET, MARKET] }), [[1, 'v1', false], [2, 'v1', false]]],
    ['v1: one object in the place of the list', json({ marches: MARKET }), [[1, 'v1', false]]],
    ['v2', json({ marches: { marche: [MARKET], 'contrat-concession': [MARKET] } }), [[1, 'v2', false], [2, 'v2', true]]],
    ['v2, concessions first', json({ marches: { 'contrat-concession': [MARKET], marche: [MARKET] } }), [[1, 'v2', true], [2, 'v2', false]]],
    ['v2: one object in the place of each list', json({ marches: { marche: MARKET, 'contrat-concession': MARKET } }), [[1, 'v2', false], [2, 'v2', true]]],
    ['v2: null in the place of a list', json({ marches: { marche: [MARKET], 'contrat-concession': null } }), [[1, 'v2', false]]],
    ['a list at the root', json([MARKET, MARKET]), [[1, 'v1', false], [2, 'v1', false]]],
    ['other keys around', json({ $schema: 'x', meta: { a: [1, { b: [] }, 'marches'] }, marches: [MARKET], n: -1.5e3, t: true, z: null }), [[1, 'v1', false]]],
    ['other keys in the container', json({ marches: { version: '2', marche: [MARKET], x: [[]] } }), [[1, 'v2', false]]],
    ['a key written with escapes', `{"\\u006darches":[${json(MARKET)}]}`, [[1, 'v1', false]]],
    ['white space everywhere', ` \n{\t"marches" :\r\n[ ${json(MARKET)} , ${json(MARKET)} ] }\n\n`, [[1, 'v1', false], [2, 'v1', false]]],
    ['no contract', '{"marches":[]}', []],
    ['no contract in v2', '{"marches":{}}', []],
  ] // biome-ignore format: a table
  test.each(cases)('%s', async (_, text, expected) => {
    const records = await recordsOf(text)
    expect(records.map(({ position, dialect, concession }) => [position, dialect, concession])).toEqual(expected)
    for (const record of records) {
      expect(record.value).toEqual(MARKET)
      expect(record.raw).toBe(json(MARKET))
    }
  })

  test('elements that are not objects are handed over', async () => {
    const records = await recordsOf('{"marches":[null,1,"x",[2],true]}')
    expect(records.map(record => record.value)).toEqual([null, 1, 'x', [2], true])
    expect((await recordsOf('{"marches":{"marche":"x"}}')).map(record => record.value)).toEqual(['x'])
  })

  test.each(['considerationsSociales', 'techniques', 'technique', 'ccag', 'typePrix', 'offresRecues'])(
    'a flat record with %s is of v2',
    async field => {
      expect((await recordsOf(json({ marches: [{ ...MARKET, [field]: null }] })))[0]?.dialect).toBe('v2')
    },
  )

  test.each([
    ['_type', { ...MARKET, _type: 'Contrat de concession' }, true],
    ['nature', { ...MARKET, nature: 'DÉLÉGATION DE SERVICE PUBLIC' }, true],
    ['authority', { autoriteConcedante: { id: '21590350100017' } }, true],
    // Trap 9: aggregates write an empty autoriteConcedante in every contract.
    ['empty authority', { ...MARKET, autoriteConcedante: '' }, false],
    ['contract', { ...MARKET, _type: 'Marché', nature: 'Marché' }, false],
  ])('a flat record is known for a concession or not by its %s', async (_, value, concession) => {
    expect((await recordsOf(json([value])))[0]?.concession).toBe(concession)
  })
})

describe('refusals', () => {
  test.each([
    ['file-empty', ''],
    ['file-empty', ' \n '],
    ['json-no-contracts', '{}'],
    ['json-no-contracts', '{"records":[{"id":1}]}'],
    ['json-no-contracts', '{"marches":"soon"}'],
    ['json-no-contracts', '{"marches":12}'],
    ['json-no-contracts', '"marches"'],
    ['json-syntax', '{"marches":[]} {}'],
    ['json-syntax', '{"marches":[]}]'],
    ['json-syntax', '{"marches":[{"a":1},]}'],
    ['json-syntax', '{"marches":[{"a":1}{"a":1}]}'],
    ['json-syntax', '{"marches":[{"a":1}}'],
    ['json-syntax', '{"marches":[{"a":1]}'],
    ['json-syntax', '{"marches":[{"a" 1}]}'],
    ['json-syntax', '{"marches":[{"a":1,}]}'],
    ['json-syntax', '{"marches":[{"a":tru}]}'],
    ['json-syntax', '{"marches":[nul]}'],
    ['json-syntax', '{"marches":[],}'],
    ['json-syntax', '{"marches":[],"x":01}'],
    ['json-syntax', '{"x":[1 2],"marches":[]}'],
    ['json-syntax', '{"x":{1:2},"marches":[]}'],
    ['json-syntax', '{"x":{"a"},"marches":[]}'],
    ['json-syntax', '{"x":[1},"marches":[]}'],
    ['json-syntax', "{'marches':[]}"],
    ['json-syntax', '[,]'],
    ['json-truncated', '{"marches":[{"a":"\\'],
    ['utf-16', Buffer.from('{"marches":[]}', 'utf16le')],
    ['utf-16', Buffer.from('\ufeff{"marches":[]}', 'utf16le')],
    ['utf-16', Buffer.from('\ufeff{"marches":[]}', 'utf16le').swap16()],
  ])('%s: %s', async (code, text) => {
    expect(await codeOf(text)).toBe(code)
    expect(await codeOf(text, 1)).toBe(code)
  })

  test('a syntax error tells its place in bytes, and what stands there', async () => {
    const before = '{"marches":[{"objet":"é"},{"objet":"déjà vu, et long comme un objet de marché","n":'
    const places: [string, number][] = [
      ['tru}]}', 0],
      ['1 "b":2}]}', 2],
      ['}]}', 0],
    ]
    for (const [fault, after] of places) {
      const error = await recordsOf(before + fault, 5).catch((thrown: unknown) => thrown)
      const at = Number(/à l’octet (\d+), près de « .*"n":/.exec(String(error))?.[1])
      // Within a word, engines differ on where they stop.
      expect(Math.abs(at - Buffer.byteLength(before) - after)).toBeLessThan(4)
    }
    expect(String(await recordsOf('{"marches":[]} x').catch((thrown: unknown) => thrown))).toContain(
      'à l’octet 15, près de « x »',
    )
  })

  test('the source of the bytes is closed, whatever happens', async () => {
    for (const text of ['{"marches":[{}]}', '{"marches":[{}', '{"marches":[}', '<html>', '', '\ufeff12', 'utf-16']) {
      let closed = false
      async function* bytes() {
        try {
          yield text === 'utf-16' ? Buffer.from('[]', 'utf16le') : Buffer.from(text)
        } finally {
          closed = true
        }
      }
      const read = async () => {
        for await (const group of jsonRecords(bytes())) expect(group).toHaveLength(1)
      }
      await read().catch((error: unknown) => expect(error).toBeInstanceOf(Refusal))
      expect(closed, text).toBe(true)
    }
  })

  test.each([
    ['v1', { $schema: { a: [1, 'é'] }, marches: [MARKET, null] }],
    ['v2', { marches: { marche: [MARKET], 'contrat-concession': MARKET }, n: 1 }],
    ['root list', [MARKET, 12]],
    ['one record', { marches: MARKET }],
  ])('a file cut at any byte is refused (%s)', async (_, value) => {
    const bytes = Buffer.from(json(value))
    for (let length = 0; length < bytes.length; length++) {
      expect(await codeOf(bytes.subarray(0, length)), `cut at ${length}`).toBe(
        length === 0 ? 'file-empty' : 'json-truncated',
      )
    }
    expect(await codeOf(bytes)).toBeNull()
  })
})
