import { createInflate } from 'node:zlib'
import { SIGNATURE as PNG } from './encoding.ts'

/** What the header of an image says of it, before anything draws it. */
export interface Raster {
  type: 'png' | 'jpeg'
  width: number
  height: number
  /** Inks of a printer, which nothing here draws. */
  inks: boolean
  /** The same image without what is not drawn: no text, no place, no profile. */
  bytes: Uint8Array
}

/** What draws a PNG image; the rest says something of it, sometimes packed. */
const DRAWN = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']
/** Samples of a pixel by colour type, and the depths that it may have. */
const COLOURS: Readonly<Record<number, { samples: number; depths: readonly number[] }>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
}
/** First column, first row, and steps of the seven passes of an interlaced image. */
const PASSES = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]] as const // biome-ignore format: one glance
/** Scans of a JPEG image: each is as long to draw as a whole image, and may be of a few bytes. Programs write about ten. */
const MOST_SCANS = 32

/** What an image is, by its bytes alone; null for what is none, is cut, or contradicts itself. Nothing of it is unpacked. */
export function rasterIn(bytes: Uint8Array): Raster | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.subarray(0, PNG.length).equals(PNG)) return pngIn(buffer)
  return buffer.length > 4 && buffer.readUInt16BE(0) === 0xffd8 ? jpegIn(buffer) : null
}

/** The chunks of a PNG image, whole; null where it is cut, or goes on after its end. */
function chunksOf(png: Buffer): { name: string; from: number; to: number }[] | null {
  const chunks: { name: string; from: number; to: number }[] = []
  for (let from = PNG.length; from + 12 <= png.length; ) {
    const to = from + 12 + png.readUInt32BE(from)
    if (to > png.length) return null
    const name = png.toString('latin1', from + 4, from + 8)
    chunks.push({ name, from, to })
    if (name === 'IEND') return chunks
    from = to
  }
  return null
}

function pngIn(png: Buffer): Raster | null {
  const chunks = chunksOf(png)
  const [head] = chunks ?? []
  if (!chunks || head?.name !== 'IHDR' || head.to - head.from !== 25) return null
  if (chunks.filter(({ name }) => name === 'IHDR').length > 1) return null
  if (!COLOURS[png[25] ?? -1]?.depths.includes(png[24] ?? 0) || (png[28] ?? 2) > 1) return null
  const drawn = chunks.filter(({ name }) => DRAWN.includes(name)).map(({ from, to }) => png.subarray(from, to))
  return {
    type: 'png',
    width: png.readUInt32BE(16),
    height: png.readUInt32BE(20),
    inks: false,
    bytes: Buffer.concat([PNG, ...drawn]),
  }
}

function jpegIn(jpeg: Buffer): Raster | null {
  let frame: Omit<Raster, 'type' | 'bytes'> | null = null
  let scans = 0
  for (let at = 2; at + 1 < jpeg.length; ) {
    const marker = jpeg[at] === 0xff ? (jpeg[at + 1] ?? 0) : 0
    // Within a scan: its own bytes, what fills, and marks to start again.
    if (marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7)) {
      if (scans === 0 && marker !== 0xff) return null
      at++
      continue
    }
    if (marker === 0xd9)
      return frame && scans > 0 && scans <= MOST_SCANS ? { type: 'jpeg', ...frame, bytes: jpeg } : null
    if (at + 10 > jpeg.length) return null
    if (marker === 0xda) scans++
    // C4, C8 and CC are tables; the other C0 to CF begin an image.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      if (frame) return null
      frame = { height: jpeg.readUInt16BE(at + 5), width: jpeg.readUInt16BE(at + 7), inks: jpeg[at + 9] === 4 }
    }
    at += 2 + jpeg.readUInt16BE(at + 2)
  }
  return null
}

/** How many bytes the pixels of a PNG image are, unpacked, by what its header says. */
function unpackedSize(png: Buffer): number {
  const bits = (COLOURS[png[25] ?? 0]?.samples ?? 0) * (png[24] ?? 0)
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const pass = (columns: number, rows: number) => (columns > 0 ? rows * (1 + Math.ceil((columns * bits) / 8)) : 0)
  if (png[28] === 0) return pass(width, height)
  return PASSES.reduce((sum, [x, y, across, down]) => {
    return sum + pass(Math.ceil((width - x) / across), Math.ceil((height - y) / down))
  }, 0)
}

/**
 * Whether the pixels that a PNG image holds are those that its sides announce: unpacked piece by piece, none kept, and no further than announced.
 */
export async function holdsItsPixels({ type, bytes }: Raster): Promise<boolean> {
  if (type === 'jpeg') return true
  const png = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const packed = (chunksOf(png) ?? []).filter(({ name }) => name === 'IDAT')
  const inflate = createInflate()
  inflate.end(Buffer.concat(packed.map(({ from, to }) => png.subarray(from + 8, to - 4))))
  const announced = unpackedSize(png)
  let size = 0
  try {
    for await (const chunk of inflate) {
      size += (chunk as Buffer).length
      if (size > announced) return false
    }
  } catch {
    return false
  }
  return size === announced
}
