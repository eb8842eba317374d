import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asUtf8 } from './encoding.ts'
import { collect, cut } from './streams.test-support.ts'

async function decoded(bytes: Uint8Array, size = 1000) {
  const { bytes: out, repaired } = asUtf8(cut(bytes, size))
  const parts = await collect(out)
  return [Buffer.concat(parts).toString(), repaired()] as const
}

test.each([
  ['plain UTF-8', Buffer.from('Marché n° 5 — œuvre 😀'), 'Marché n° 5 — œuvre 😀', false],
  ['a UTF-8 byte order mark (trap 8)', Buffer.from('\ufeff{"é":1}'), '{"é":1}', false],
  ['ISO-8859-1 (trap 8)', Buffer.from('Critère social: été', 'latin1'), 'Critère social: été', true],
  ['Windows-1252 signs', Buffer.from([0x9c, 0x75, 0x76, 0x72, 0x65, 0x20, 0x92, 0x80]), 'œuvre ’€', true],
  [
    'a mixture keeps what was right',
    Buffer.concat([Buffer.from('é'), Buffer.from([0xe9]), Buffer.from('à')]),
    'ééà',
    true,
  ],
  ['UTF-16 with its mark', Buffer.from('\ufeff<marchés/>', 'utf16le'), '<marchés/>', false],
  ['a sequence cut by the end', Buffer.concat([Buffer.from('fin '), Buffer.from([0xc3])]), 'fin Ã', true],
  ['overlong and surrogate sequences', Buffer.from([0xc0, 0x80, 0xed, 0xa0, 0x80]), 'À€í\u00a0€', true],
  ['two bytes', Buffer.from('{}'), '{}', false],
  ['nothing', Buffer.alloc(0), '', false],
])('%s', async (_name, bytes, text, repaired) => {
  for (const size of [1, 2, 3, 5, 1000]) expect(await decoded(bytes, size)).toEqual([text, repaired])
})

test('valid text comes out unchanged wherever the chunks are cut; any bytes come out as UTF-8', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 9 }), async (text, size) => {
      const clean = text.replace(/\p{Surrogate}/gu, '').replace(/^\ufeff/, '')
      expect(await decoded(Buffer.from(clean), size)).toEqual([clean, false])
    }),
  )
  await fc.assert(
    fc.asyncProperty(fc.uint8Array(), fc.integer({ min: 1, max: 9 }), async (bytes, size) => {
      fc.pre(!(bytes[0] === 0xff && bytes[1] === 0xfe) && !(bytes[0] === 0xfe && bytes[1] === 0xff))
      expect((await decoded(bytes, size))[0]).toBe((await decoded(bytes))[0])
    }),
  )
})
