/** Images: an SVG document of ours as PNG. */
import { threadOf } from '#platform/threads'

/** Pixels of the image for one of the drawing: sharp on paper and on fine screens. */
const ZOOM = 2

const draw = threadOf<{ svg: string; zoom: number }, Uint8Array<ArrayBuffer>>(
  'src/platform/images/png-worker.mjs',
  'no image',
)

/**
 * An SVG document as a PNG image of twice its size, its text in the font of the site, drawn in a thread of its own.
 * @param svg ours: it fetches nothing, and what is not drawn in it is not in the image
 */
export const pngOf = (svg: string): Promise<Uint8Array<ArrayBuffer>> => draw({ svg, zoom: ZOOM })
