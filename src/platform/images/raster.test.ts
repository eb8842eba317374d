import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JPEGS, pngOfColour } from '../../../tests/support/pictures.ts'
import { encoded } from './encoding.ts'
import { rasterIn, redrawn } from './index.ts'

const MOST = { side: 800, bytes: 100_000 }
const image = pngOfColour({ width: 40, height: 20 })
async function drawn(bytes: Uint8Array) {
  const raster = rasterIn(bytes)
  return raster && (await redrawn(raster, MOST))
}
const sides = (bytes: Uint8Array) => {
  const { type, width, height, inks } = rasterIn(bytes) ?? {}
  return [type, width, height, inks]
}

test('what an image is, by its bytes', () => {
  expect(sides(image)).toEqual(['png', 40, 20, false])
  expect(sides(JPEGS.plain)).toEqual(['jpeg', 24, 16, false])
  expect(sides(JPEGS.progressive)).toEqual(['jpeg', 24, 16, false])
  expect(sides(JPEGS.inks)).toEqual(['jpeg', 24, 16, true])
  expect(sides(pngOfColour({ width: 20_000, height: 20 }, [], 0))).toEqual(['png', 20_000, 20, false])
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['words', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a PNG that is cut', image.subarray(0, -20)],
  ['a PNG of a colour that is none', Buffer.from(image.map((byte, at) => (at === 25 ? 5 : byte)))],
  ['a PNG with two headers', pngOfColour({ width: 9, height: 9 }, [], 0, [{ name: 'IHDR', data: Buffer.alloc(13) }])],
  ['a JPEG that is cut', JPEGS.plain.subarray(0, -40)],
  ['a JPEG with two frames', Buffer.concat([JPEGS.plain.subarray(0, 2), JPEGS.plain.subarray(158, 177), JPEGS.plain.subarray(2)])], // biome-ignore format: short
  ['a JPEG of a thousand scans', Buffer.concat([JPEGS.plain.subarray(0, -2), ...Array.from({ length: 1000 }, () => Buffer.from('ffda0008010100003f00', 'hex')), JPEGS.plain.subarray(-2)])], // biome-ignore format: short
])('%s is no image', (_, bytes) => {
  expect(rasterIn(bytes)).toBeNull()
})

test('whatever comes after its first bytes, it is read to an end', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('ffd8', '89504e470d0a1a0a'), (bytes, start) => {
      rasterIn(Buffer.concat([Buffer.from(start, 'hex'), bytes]))
    }),
  )
})

test.each([
  ['PNG', image, [40, 20]],
  ['JPEG', JPEGS.plain, [24, 16]],
  ['progressive JPEG', JPEGS.progressive, [24, 16]],
  ['large PNG', pngOfColour({ width: 1800, height: 90 }), [800, 40]],
])('a %s is drawn again', async (_, bytes, size) => {
  const picture = await drawn(bytes)
  expect([picture?.width, picture?.height]).toEqual(size)
  expect(sides(picture?.png ?? Buffer.alloc(0))).toEqual(['png', ...size, false])
})

test('what it says beside its pixels is neither kept nor unpacked', async () => {
  const place = { name: 'tEXt', data: Buffer.from('GPS\0N 50.29 E 2.78') }
  const profile = { name: 'iCCP', data: Buffer.concat([Buffer.from('p\0\0'), deflateSync(Buffer.alloc(1e6))]) }
  const said = pngOfColour({ width: 40, height: 20 }, undefined, undefined, [place, profile])
  expect(rasterIn(said)?.bytes).toEqual(image)
  expect((await drawn(said))?.png).toEqual((await drawn(image))?.png)
})

/** An image of 64 × 64 pixels. @param colour red, green, blue, opacity of each */
function squareOf(colour: (at: number) => number): Promise<Uint8Array> {
  const pixels = Buffer.alloc(64 * 64 * 4)
  for (let at = 0; at < 64 * 64; at++) pixels.writeUInt32BE(colour(at), at * 4)
  return encoded(pixels, 64, 64)
}

test.each([
  [
    'four colours, one half opaque, one not at all',
    3,
    (at: number) => [0xff0000ff, 0xff000080, 0x4b2a63ff, 0][at % 4] ?? 0,
  ],
  ['4 096 colours', 6, (at: number) => (at << 12) | 255],
])('%s come out as they went in', async (_, type, colour) => {
  const png = await squareOf(at => colour(at) >>> 0)
  expect(png[25]).toBe(type)
  expect((await drawn(png))?.png).toEqual(png)
})

test('what is heavy is made smaller', async () => {
  const raster = rasterIn(await squareOf(at => ((at * 2_654_435_761) | 255) >>> 0))
  const picture = raster && (await redrawn(raster, { side: 800, bytes: 6000 }))
  expect(picture?.png.length).toBeLessThanOrEqual(6000)
  expect(picture?.width).toBeLessThan(64)
})

test.each([
  ['holds far more than its sides', pngOfColour({ width: 20, height: 20 }, undefined, 200_000)],
  ['holds less than its sides', pngOfColour({ width: 20, height: 20 }, undefined, 10)],
  ['says that it is interlaced', pngOfColour({ width: 20, height: 20, interlaced: true })],
  ['has pixels that do not unpack', Buffer.from(image.map((byte, at) => (at === 45 ? byte ^ 255 : byte)))],
  ['shows nothing', pngOfColour({ width: 20, height: 20 }, [0, 0, 0, 0])],
  ['is in the inks of a printer', JPEGS.inks],
])('an image that %s is not drawn', async (_, bytes) => {
  expect(await drawn(bytes)).toBeNull()
})
