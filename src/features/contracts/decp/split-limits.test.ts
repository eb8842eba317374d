import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '#kernel'
import { chunked, codeOf, recordsOf } from './json.test-support.ts'
import { jsonRecords } from './json.ts'
import type { SourceRecord } from './records.ts'

const json = (value: unknown) => JSON.stringify(value)
const MARKET = {
  id: '1',
  acheteur: { id: '21590350100017' },
  objet: 'a "quoted" \\ text, with {brackets] and [braces}',
  liste: [[], {}, [1]],
}

describe('bad input in constant memory', () => {
  const repeat = async function* (head: string, body: string, times: number, tail: string) {
    yield Buffer.from(head)
    const chunk = Buffer.from(body.repeat(64 * 1024))
    for (let i = 0; i < times; i++) yield chunk
    yield Buffer.from(tail)
  }
  const read = async (bytes: AsyncIterable<Uint8Array>) => {
    const records: SourceRecord[] = []
    for await (const group of jsonRecords(bytes)) records.push(...group)
    return records
  }

  test('a subject of 3 MB is read', async () => {
    const [record] = await read(repeat('{"marches":[{"objet":"', 'x', 48, '"}]}'))
    expect(record?.raw).toHaveLength(3 * 1024 * 1024 + 12)
  })

  test.each([
    ['in a record', '{"marches":[{"objet":"'],
    ['in a key', '{"marches":[{}],"'],
    ['beside the records', '{"x":"'],
  ])('a text of 1 GB %s is refused before it fills memory', async (_, head) => {
    let given = 0
    async function* bytes() {
      for await (const chunk of repeat(head, 'x', 16 * 1024, '')) {
        given += chunk.length
        yield chunk
      }
    }
    await expect(read(bytes())).rejects.toMatchObject({ code: 'record-too-long' })
    expect(given).toBeLessThan(40 * 1024 * 1024)
  })

  test('10 000 levels are read where they are valid', async () => {
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
    expect(await recordsOf(`{"x":${deep},"marches":[{"acheteur":${deep}}]}`)).toHaveLength(1)
    expect(await recordsOf(`{"marches":${deep}}`)).toHaveLength(1)
  })

  test.each(['[', '{"marches":[', '{"x":', '{"marches":{"marche":['])(
    'endless nesting after %s is refused',
    async head => {
      await expect(read(repeat(head, '[', 64, ''))).rejects.toMatchObject({ code: 'json-syntax' })
      expect(await codeOf(head + '['.repeat(10_000))).toBe('json-truncated')
    },
  )
})

describe('properties', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('"', '\\', '{', ']', '\\"', 'é', '😀', '\u0000', 'marches'),
  )
  const { value } = fc.letrec(tie => ({
    value: fc.oneof({ maxDepth: 4 }, text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), tie('list'), tie('object')),
    list: fc.array(tie('value'), { maxLength: 4 }),
    object: fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  })) // biome-ignore format: a grammar
  const others = fc.dictionary(
    text.filter(key => key !== 'marches' && key !== '__proto__'),
    value,
    { maxKeys: 3 },
  )
  const spacing = fc.constantFrom(0, 1, 3)

  test('any file cut into any chunks gives the records that JSON.parse gives of the whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(value, { maxLength: 5 }),
        others,
        others,
        spacing,
        fc.array(fc.nat(12), { minLength: 1 }),
        async (list, before, after, indent, sizes) => {
          const whole = JSON.stringify({ ...before, marches: list, ...after }, null, indent)
          const parsed = JSON.parse(whole) as { marches: unknown[] }
          const records = await recordsOf(whole, sizes)
          expect(records.map(record => record.value)).toEqual(parsed.marches)
          expect(records.map(record => JSON.parse(record.raw))).toEqual(parsed.marches)
          expect(records.map(record => record.position)).toEqual(list.map((_, i) => i + 1))
          expect(records.every(record => record.repaired === undefined)).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('a file with one byte changed is read as JSON.parse reads it, or refused', async () => {
    const bytes = Buffer.from(json({ a: [1], marches: { marche: [MARKET, { n: [true, null] }], x: { y: 'z' } } }))
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.constantFrom(...'"{}[],:0n\\ x'),
        fc.integer({ min: 1, max: 40 }),
        async (place, by, size) => {
          const changed = Buffer.from(bytes)
          changed.write(by, place, 'latin1')
          let parsed: unknown
          try {
            parsed = JSON.parse(changed.toString())
          } catch {
            parsed = undefined
          }
          const records = await recordsOf(changed, size).catch((error: unknown) => error)
          if (records instanceof Refusal) {
            expect(records.code).toMatch(/^json-/)
            return
          }
          expect(Array.isArray(records)).toBe(true)
          // What JSON.parse does not read, only a told repair may let through.
          if (parsed === undefined) expect((records as SourceRecord[]).some(record => record.repaired)).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('the helper cuts where it is told', async () => {
    const sizes: number[] = []
    for await (const chunk of chunked(Buffer.from('abcdef'), [1, 2])) sizes.push(chunk.length)
    expect(sizes).toEqual([1, 2, 1, 2])
  })
})
