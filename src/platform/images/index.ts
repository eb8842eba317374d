/** Images: an SVG document of ours as PNG; an image that somebody sent, drawn again. */
import { threadOf } from '#platform/threads'
import { encoded, unmultiplied } from './encoding.ts'
import { holdsItsPixels, type Raster } from './raster.ts'

export { type Raster, rasterIn } from './raster.ts'

/** Pixels of the image for one of the drawing: sharp on paper and on fine screens. */
const ZOOM = 2

interface Drawing {
  svg: string
  zoom: number
  /** Whether its pixels are asked for too: red, green and blue multiplied by opacity, then opacity. */
  pixels?: true
}

const draw = threadOf<Drawing, { png: Uint8Array<ArrayBuffer>; pixels: Uint8Array | null }>(
  'src/platform/images/png-worker.mjs',
  'no image',
)

/**
 * An SVG document as a PNG image of twice its size, its text in the font of the site, drawn in a thread of its own.
 * @param svg ours: it fetches nothing, and what is not drawn in it is not in the image
 */
export const pngOf = async (svg: string): Promise<Uint8Array<ArrayBuffer>> => (await draw({ svg, zoom: ZOOM })).png

/** A PNG image, and its size in pixels. */
export interface Picture {
  png: Uint8Array<ArrayBuffer>
  width: number
  height: number
}

/**
 * An image drawn again by us, as a PNG that holds its pixels and nothing else; null where it does not hold the pixels that it announces, or shows
 * nothing. Made smaller until it is as small as asked, by halves at most: thinner lines than a pixel become pale rather than broken.
 * @param most of its longest side in pixels, and of the image in bytes
 */
export async function redrawn(raster: Raster, most: { side: number; bytes: number }): Promise<Picture | null> {
  if (raster.inks || !(await holdsItsPixels(raster))) return null
  let { width, height } = raster
  let from: { type: Raster['type']; bytes: Uint8Array } = raster
  for (let first = true; ; first = false) {
    const longest = Math.max(width, height)
    const scale = longest > most.side ? Math.max(0.5, most.side / longest) : first ? 1 : 0.7
    width = Math.max(1, Math.round(width * scale))
    height = Math.max(1, Math.round(height * scale))
    const drawn = await draw({ svg: framed(from, width, height), zoom: 1, pixels: true })
    if (!drawn.pixels?.some((byte, at) => at % 4 === 3 && byte > 0)) return null
    if (Math.max(width, height) <= most.side) {
      const png = await encoded(unmultiplied(drawn.pixels), width, height)
      if (png.length <= most.bytes) return { png, width, height }
    }
    from = { type: 'png', bytes: drawn.png }
  }
}

const framed = ({ type, bytes }: { type: string; bytes: Uint8Array }, width: number, height: number) => {
  const size = `width="${width}" height="${height}"`
  const href = `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><image ${size} preserveAspectRatio="none" href="${href}"/></svg>`
}
