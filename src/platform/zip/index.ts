import { promisify } from 'node:util'
import { type AsyncZippable, zip } from 'fflate'

const packed = promisify<AsyncZippable, Uint8Array>((files, done) => zip(files, {}, done))
/** The same content is always the same bytes. */
const MADE = '1980-01-01T00:00:00'

/** A zip archive of some files, in order. `plain` ones are not compressed. */
export const zipped = (
  files: readonly { name: string; content: string | Uint8Array; plain?: boolean }[],
): Promise<Uint8Array> =>
  packed(
    Object.fromEntries(
      files.map(({ name, content, plain }) => [name, [Buffer.from(content), { mtime: MADE, level: plain ? 0 : 6 }]]),
    ),
  )
