// The fonts of the site as OpenType, for the threads that draw. Plain JavaScript: Node loads a worker's file by itself, without the build.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { inflateSync } from 'node:zlib'

const { resolve } = createRequire(import.meta.url)

/** The tables of a WOFF file (version 1: those of an OpenType font, each packed by itself). */
function tablesOf(woff) {
  return Array.from({ length: woff.readUInt16BE(12) }, (_, index) => {
    const entry = 44 + 20 * index
    const [from, packed, size] = [4, 8, 12].map(offset => woff.readUInt32BE(entry + offset))
    const bytes = woff.subarray(from, from + packed)
    return {
      tag: woff.toString('latin1', entry, entry + 4),
      sum: woff.readUInt32BE(entry + 16),
      bytes: packed < size ? inflateSync(bytes) : bytes,
    }
  })
}

/** @param {string} file a WOFF file of an installed package */
export function fontOf(file) {
  const woff = readFileSync(resolve(file))
  const tables = tablesOf(woff)
  const count = tables.length
  const power = Math.floor(Math.log2(count))
  const head = Buffer.alloc(12 + 16 * count)
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(16 * 2 ** power, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE(16 * (count - 2 ** power), 10)
  const parts = [head]
  let at = head.length
  tables.forEach(({ tag, sum, bytes }, index) => {
    const line = 12 + 16 * index
    head.write(tag, line, 'latin1')
    head.writeUInt32BE(sum, line + 4)
    head.writeUInt32BE(at, line + 8)
    head.writeUInt32BE(bytes.length, line + 12)
    const padding = (4 - (bytes.length % 4)) % 4
    parts.push(bytes, Buffer.alloc(padding))
    at += bytes.length + padding
  })
  return Buffer.concat(parts)
}

/**
 * The code points that a font draws, as its table of characters (format 4, and 12 past the first plane) says.
 * @param {string} file a WOFF file of an installed package
 */
export function charactersOf(file) {
  const { bytes } = tablesOf(readFileSync(resolve(file))).find(({ tag }) => tag === 'cmap')
  const found = new Set()
  for (let index = 0; index < bytes.readUInt16BE(2); index++) {
    const at = bytes.readUInt32BE(8 + 8 * index)
    const format = bytes.readUInt16BE(at)
    if (format === 4) {
      const pairs = bytes.readUInt16BE(at + 6)
      for (let segment = 0; segment < pairs; segment += 2) {
        const last = bytes.readUInt16BE(at + 14 + segment)
        const first = bytes.readUInt16BE(at + 16 + pairs + segment)
        for (let code = first; code <= last && code < 0xffff; code++) found.add(code)
      }
    } else if (format === 12) {
      for (let group = at + 16, left = bytes.readUInt32BE(at + 12); left > 0; left--, group += 12) {
        for (let code = bytes.readUInt32BE(group); code <= bytes.readUInt32BE(group + 4); code++) found.add(code)
      }
    }
  }
  return found
}
