// Draws SVG documents as PNG images, in a thread of its own: a chart takes as long as twenty pages.
// Plain JavaScript: Node loads a worker's file by itself, without the build.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { fontOf } from '../fonts/index.mjs'

const { resolve } = createRequire(import.meta.url)

const fontBuffers = ['latin-400', 'latin-700', 'latin-ext-400', 'latin-ext-700'].map(name =>
  fontOf(`@fontsource/public-sans/files/public-sans-${name}-normal.woff`),
)
await initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm')))

parentPort.on('message', ({ id, ask: { svg, zoom, pixels } }) => {
  try {
    const font = { fontBuffers, loadSystemFonts: false, defaultFontFamily: 'Public Sans' }
    const drawing = new Resvg(svg, { font, fitTo: { mode: 'zoom', value: zoom } })
    const image = drawing.render()
    const answer = { png: image.asPng(), pixels: pixels ? image.pixels : null }
    image.free()
    drawing.free()
    parentPort.postMessage({ id, answer })
  } catch (error) {
    parentPort.postMessage({ id, failed: String(error) })
  }
})
