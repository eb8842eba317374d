// Draws SVG documents as PNG images, in a thread of its own: a chart takes as long as twenty pages.
// Plain JavaScript: Node loads a worker's file by itself, without the build.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { inflateSync } from 'node:zlib'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

const { resolve } = createRequire(import.meta.url)

/** The font of a WOFF file (version 1: the tables of an OpenType font, each packed by itself). */
function fontOf(woff) {
  const count = woff.readUInt16BE(12)
  const head = Buffer.alloc(12 + 16 * count)
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  const power = Math.floor(Math.log2(count))
  head.writeUInt16BE(16 * 2 ** power, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE(16 * (count - 2 ** power), 10)
  const parts = [head]
  let at = head.length
  for (let i = 0; i < count; i++) {
    const entry = 44 + 20 * i
    const [from, packed, size] = [4, 8, 12].map(offset => woff.readUInt32BE(entry + offset))
    const bytes = woff.subarray(from, from + packed)
    const line = 12 + 16 * i
    woff.copy(head, line, entry, entry + 4)
    woff.copy(head, line + 4, entry + 16, entry + 20)
    head.writeUInt32BE(at, line + 8)
    head.writeUInt32BE(size, line + 12)
    const padding = (4 - (size % 4)) % 4
    parts.push(packed < size ? inflateSync(bytes) : bytes, Buffer.alloc(padding))
    at += size + padding
  }
  return Buffer.concat(parts)
}

const fontBuffers = ['latin-400', 'latin-700', 'latin-ext-400', 'latin-ext-700'].map(name =>
  fontOf(readFileSync(resolve(`@fontsource/public-sans/files/public-sans-${name}-normal.woff`))),
)
await initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm')))

parentPort.on('message', ({ id, svg, zoom }) => {
  try {
    const font = { fontBuffers, loadSystemFonts: false, defaultFontFamily: 'Public Sans' }
    const drawing = new Resvg(svg, { font, fitTo: { mode: 'zoom', value: zoom } })
    const image = drawing.render()
    const png = image.asPng()
    image.free()
    drawing.free()
    parentPort.postMessage({ id, png })
  } catch (error) {
    parentPort.postMessage({ id, failed: String(error) })
  }
})
