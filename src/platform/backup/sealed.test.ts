import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { isOfFolder } from './files.ts'
import { type Piece, pack, unpack } from './format.ts'
import { RowDigest } from './rows.ts'
import { openSealed, writeSealed } from './sealed.ts'

const folder = mkdtempSync(join(tmpdir(), 'mieuxdisant-scellé-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function* stream<T>(parts: Iterable<T>) {
  yield* parts
}

async function all<T>(parts: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const part of parts) found.push(part)
  return found
}

describe('the sealed file', () => {
  const path = join(folder, 'a.bak')
  const pieces = ['une', 'deux', 'trois '.repeat(5000), '', 'quatre', 'cinq'].map(text => Buffer.from(text))

  test('is read back, by us and by gunzip; its seal is the digest of what is before it; for its owner only', async () => {
    const { bytes, sha256 } = await writeSealed(path, stream(pieces))
    const content = await openSealed(path)
    expect(Buffer.concat(await all(content?.() ?? stream([])))).toEqual(Buffer.concat(pieces))
    const file = readFileSync(path)
    expect(gunzipSync(file).toString()).toBe(`${Buffer.concat(pieces)}${sha256}\n`)
    expect(bytes).toBe(file.length)
    expect(createHash('sha256').update(file.subarray(0, -88)).digest('hex')).toBe(sha256)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('any bit that changes, any end that is missing or added, is seen', async () => {
    const file = readFileSync(path)
    const damaged = join(folder, 'b.bak')
    const isWhole = async (bytes: Buffer) => {
      writeFileSync(damaged, bytes)
      return (await openSealed(damaged)) !== null
    }
    expect(await isWhole(file)).toBe(true)
    for (let at = 0; at < file.length; at++) {
      const changed = Buffer.from(file)
      changed.writeUInt8(changed.readUInt8(at) ^ (1 << (at % 8)), at)
      expect(await isWhole(changed), `byte ${at}`).toBe(false)
    }
    for (const end of [0, 1, 87, 88, 89, file.length - 1]) expect(await isWhole(file.subarray(0, end))).toBe(false)
    expect(await isWhole(Buffer.concat([file, Buffer.from([0])]))).toBe(false)
  })

  test('what fails on the way leaves nothing', async () => {
    const other = join(folder, 'c.bak')
    const failing = async function* () {
      yield* pieces
      throw new Error('le disque')
    }
    await expect(writeSealed(other, failing())).rejects.toThrow('le disque')
    expect([existsSync(other), existsSync(`${other}.part`)]).toEqual([false, false])
  })
})

test('pieces are found again however the bytes are cut', async () => {
  const cuts = fc.array(fc.nat(40), { minLength: 1 })
  const contents = fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(contents, cuts, async (bodies, sizes) => {
      const bytes = Buffer.concat(bodies.map((body, table) => pack({ table, bytes: body.length }, body)))
      const chunks: Buffer[] = []
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const size = (sizes[i % sizes.length] ?? 0) + 1
        chunks.push(bytes.subarray(at, at + size))
        at += size
      }
      const found = await all(unpack(stream(chunks)))
      expect(found.map(([, body]) => [...body])).toEqual(bodies.map(body => [...body]))
      expect(found.map(([piece]) => piece)).toEqual(bodies.map((body, table): Piece => ({ table, bytes: body.length })))
      if (bytes.length > 0) await expect(all(unpack(stream([bytes.subarray(0, -1)])))).rejects.toThrow()
    }),
  )
})

test.each(['{}\n', '{"bytes":-1}\n', '{"bytes":1e12}\n', '{"bytes":"x"}\n', 'x\n'])('%j is no piece', async text => {
  await expect(all(unpack(stream([Buffer.from(text), Buffer.from('x')])))).rejects.toThrow()
})

test('the digest of rows does not depend on their order, nor on how they are cut, but on each and on how many times', () => {
  const digest = (...pieces: string[]) => {
    const found = new RowDigest()
    for (const piece of pieces) found.add(Buffer.from(piece))
    return `${found.rows} ${found.sha256}`
  }
  expect(digest('a\n')).toBe(`1 ${createHash('sha256').update('a\n').digest('hex')}`)
  expect(digest('a\nb\n', 'c\n')).toBe(digest('c\nb\na\n'))
  const others = [digest('a\nb\n'), digest('a\nb\nb\n'), digest('a\nc\n'), digest('ab\n'), digest('')]
  expect(new Set(others).size).toBe(others.length)
  // The carry from one word of the sum to the next: the same sum in whole numbers.
  const rows = Array.from({ length: 300 }, (_, rank) => `${rank}\n`)
  const little = (row: string) => BigInt(`0x${createHash('sha256').update(row).digest().reverse().toString('hex')}`)
  const sum = rows.reduce((total, row) => (total + little(row)) % 2n ** 256n, 0n)
  const hex = Buffer.from(sum.toString(16).padStart(64, '0'), 'hex').reverse().toString('hex')
  expect(digest(rows.join(''))).toBe(`300 ${hex}`)
})

test.each(['a', 'a/b', 'é/« x ».eml', '.cache/x', 'pgx', 'sub/pg'])('%j may be restored', path => {
  expect(isOfFolder(path)).toBe(true)
})

test.each([
  '',
  '.',
  '..',
  '../x',
  'a/../../x',
  'a/../b',
  './a',
  '/etc/passwd',
  'a//b',
  'a\0b',
  'pg',
  'pg/x',
  'pg.copy/x',
  'depots/x',
  'mieuxdisant.lock',
  'mieuxdisant.control',
  'restauration.incomplete',
  null,
])('%j may not', path => {
  expect(isOfFolder(path)).toBe(false)
})
