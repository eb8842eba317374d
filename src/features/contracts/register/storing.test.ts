import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { termText } from '#platform/french'
import type { Batch } from '../decp/batch.ts'
import { recordsOf } from '../decp/json.test-support.ts'
import { Aside } from './aside.ts'
import { Seen } from './seen.ts'

test('bytes come with the records that COPY takes as they are, and with no other', async () => {
  const written = [
    '{"objet":"Été à l’œuvre"}',
    '{"objet":"a\\nb"}',
    '{"objet":\n1}',
    '{"a":\t2}',
    '{"objet":NaN}',
    '"texte"',
  ]
  const records = await recordsOf(`{"marches":[${written.join(',')}]}`)
  expect(records.map(({ bytes }) => bytes !== undefined)).toEqual([true, false, false, false, false, false])
})

describe('rows put aside', () => {
  /** A batch whose rows say their number in every list. */
  function batchOf(numbers: number[]): Batch {
    const texts = (word: string) => numbers.map(n => `${word}${'-'.repeat(n % 5)}${n}\n`)
    const bytes = (word: string) => Buffer.from(texts(word).join(''))
    const ends = (word: string) => {
      let end = 0
      return Uint32Array.from(texts(word), text => (end += text.length))
    }
    const named = (word: string) => numbers.map(n => `${word}${n}`)
    return {
      identities: named('i'),
      contents: named('c'),
      published: numbers.map(n => (n % 2 ? null : `p${n}`)),
      modified: named('m'),
      positions: numbers,
      concessions: numbers.map(n => n % 3 === 0),
      ...{ lines: bytes('line'), lineEnds: ends('line'), raws: bytes('raw'), rawEnds: ends('raw') },
      ...{ rejects: [], leftOut: 0, only: null, warnings: {}, names: [], pairs: [] },
    }
  }

  test('property: they come back in their order, each with what is its own', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.boolean(), { maxLength: 40 }), { maxLength: 8 }), batches => {
        const aside = new Aside()
        const expected: number[] = []
        let n = 0
        for (const chosen of batches) {
          const numbers = chosen.map(() => n++)
          const rows = [...chosen.keys()].filter(row => chosen[row])
          aside.add(batchOf(numbers), rows)
          expected.push(...rows.map(row => numbers[row] ?? -1))
        }
        const taken = aside.take()
        expect(aside.take()).toBeNull()
        if (expected.length === 0) expect(taken).toBeNull()
        else {
          const { lines, raws, ...rest } = batchOf(expected)
          expect(taken).toMatchObject(rest)
          expect(Buffer.from(taken?.lines ?? [])).toEqual(lines)
          expect(Buffer.from(taken?.raws ?? [])).toEqual(raws)
        }
      }),
    )
  })

  test('it is told when many wait, and no longer once they are taken', () => {
    const aside = new Aside()
    const numbers = Array.from({ length: 1500 }, (_, n) => n)
    for (let i = 0; i < 14; i++) {
      expect(aside.full).toBe(false)
      aside.add(batchOf(numbers), numbers)
    }
    expect(aside.full).toBe(true)
    let rows = 0
    for (let taken = aside.take(); taken; taken = aside.take()) rows += taken.identities.length
    expect(rows).toBe(21_000)
    expect(aside.full).toBe(false)
  })
})

test('what was seen is never taken for new, and what is new seldom for seen', () => {
  const seen = new Seen(1)
  const identities = Array.from({ length: 50_000 }, (_, i) => hash('sha256', String(i)).slice(0, 32))
  const alarms = identities.filter(identity => seen.add(identity)).length
  expect(alarms).toBeLessThan(5)
  expect(identities.every(identity => seen.add(identity))).toBe(true)
})

test.each([
  ['Travaux de RÉNOVATION de l’école', 'traval renov ecol'],
  ['lot n° 2 – 3 000 m², sœurs', 'lot n 2 3 000 m2 soeur'],
  ['éclairage (LED) ; maîtrise d’œuvre', 'eclairag led maitris oeuvr'],
  ['', ''],
])('the terms of « %s »', (text, terms) => {
  expect(termText(text)).toBe(terms)
})

test('property: a character that leads to the general way changes nothing of the other words', () => {
  const word = fc.stringMatching(/^[a-zA-Zàéèùœ0-9]{1,8}$/)
  fc.assert(
    fc.property(fc.array(word), words => {
      expect(termText(words.join(', '))).toBe(termText(words.join(' — ')))
    }),
  )
})
