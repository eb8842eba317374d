import { promisify } from 'node:util'
import { crc32, deflate } from 'node:zlib'

const packing = promisify(deflate)

/** What begins every PNG image. */
export const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

/** A chunk of a PNG image, with its length and its sum. */
export function chunk(name: string, data: Uint8Array): Buffer {
  const whole = Buffer.alloc(data.length + 12)
  whole.writeUInt32BE(data.length)
  whole.write(name, 4, 'latin1')
  whole.set(data, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), data.length + 8)
  return whole
}

/** The bytes of each row of pixels, said to be as they are. */
function rowsOf(pixels: Uint8Array, height: number): Buffer {
  const row = pixels.length / height
  const rows = Buffer.alloc(pixels.length + height)
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * row, (y + 1) * row), y * (row + 1) + 1)
  return rows
}

/** Pixels by the rank of their colour among those of the image; null where it has more than a PNG image counts. */
function countedColours(pixels: Buffer): { colours: number[]; ranks: Uint8Array } | null {
  const known = new Map<number, number>()
  const ranks = new Uint8Array(pixels.length / 4)
  for (let at = 0; at < ranks.length; at++) {
    const colour = pixels.readUInt32BE(at * 4)
    const rank = known.get(colour) ?? known.size
    if (rank > 255) return null
    known.set(colour, rank)
    ranks[at] = rank
  }
  return { colours: [...known.keys()], ranks }
}

/** Pixels whose colours were multiplied by their opacity, as what draws has them, with the colours that they had. */
export const unmultiplied = (pixels: Uint8Array): Uint8Array =>
  pixels.map((byte, at) => {
    const opacity = pixels[at | 3] ?? 0
    return at % 4 === 3 || opacity === 0 ? byte : Math.min(255, Math.round((byte * 255) / opacity))
  })

/** Pixels of red, green, blue and opacity as a PNG image, as small as it is without losing any: flat drawings have few colours. */
export async function encoded(pixels: Uint8Array, width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  const few = countedColours(Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength))
  head.set([8, few ? 3 : 6], 8)
  const palette = few
    ? [
        chunk('PLTE', Buffer.from(few.colours.flatMap(colour => [colour >>> 24, (colour >> 16) & 255, (colour >> 8) & 255]))), // biome-ignore format: short
        chunk('tRNS', Buffer.from(few.colours.map(colour => colour & 255))),
      ]
    : []
  const packed = await packing(rowsOf(few?.ranks ?? pixels, height), { level: 9 })
  return new Uint8Array(
    Buffer.concat([SIGNATURE, chunk('IHDR', head), ...palette, chunk('IDAT', packed), chunk('IEND', Buffer.alloc(0))]),
  )
}
