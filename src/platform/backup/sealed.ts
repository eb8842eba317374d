import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { crc32, createGunzip, gzip } from 'node:zlib'

const compress = promisify(gzip)

/** Little more than half the time of zlib's usual level, for files a tenth larger. */
const LEVEL = 3

/** Pieces that are compressed at once, in libuv's threads. */
const AT_ONCE = 4

/**
 * Writes pieces into a gzip file, each a member of its own, then its seal: a last member that holds, uncompressed, the SHA-256 of every byte
 * before it. The file is there, whole and on the disk, or not at all.
 * @returns its size, and the SHA-256 of its seal
 */
export async function writeSealed(
  path: string,
  pieces: AsyncIterable<Buffer>,
): Promise<{ bytes: number; sha256: string }> {
  const part = `${path}.part`
  await rm(part, { force: true })
  const file = await open(part, 'wx', 0o600)
  try {
    const written = await writeInto(file, pieces)
    await file.sync()
    await file.close()
    await rename(part, path)
    await syncFolder(dirname(path))
    return written
  } catch (error) {
    await file.close().catch(() => {})
    await rm(part, { force: true })
    throw error
  }
}

async function writeInto(file: FileHandle, pieces: AsyncIterable<Buffer>) {
  const digest = createHash('sha256')
  let bytes = 0
  const put = async (chunk: Buffer) => {
    digest.update(chunk)
    bytes += chunk.length
    for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten
  }
  const waiting: Promise<Buffer>[] = []
  for await (const piece of pieces) {
    waiting.push(compress(piece, { level: LEVEL }))
    const first = waiting.length < AT_ONCE ? undefined : waiting.shift()
    if (first) await put(await first)
  }
  for (const rest of waiting) await put(await rest)
  const sha256 = digest.copy().digest('hex')
  await put(sealOf(sha256))
  return { bytes, sha256 }
}

/** So that a name survives a power cut; not every system lets a folder be opened. */
async function syncFolder(folder: string) {
  const handle = await open(folder).catch(() => null)
  await handle?.sync().catch(() => {})
  await handle?.close()
}

/** A gzip member of which every byte is known: it is compared as it is. */
function sealOf(sha256: string): Buffer {
  const text = Buffer.from(`${sha256}\n`)
  const stored = Buffer.from([1, text.length, 0, ~text.length & 0xff, 0xff])
  const end = Buffer.alloc(8)
  end.writeUInt32LE(crc32(text))
  end.writeUInt32LE(text.length, 4)
  return Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]), stored, text, end])
}

const SEAL = sealOf('0'.repeat(64)).length

/**
 * Reads the whole file once, and compares it with its seal.
 * @returns its bytes without the seal, uncompressed; null when it is not what was written, to the last bit
 * @throws what the system says of a file that cannot be read
 */
export async function openSealed(path: string): Promise<(() => AsyncIterable<Buffer>) | null> {
  const file = await open(path)
  let content: number
  try {
    content = (await file.stat()).size - SEAL
    if (content <= 0) return null
    const digest = createHash('sha256')
    for await (const chunk of file.createReadStream({ start: 0, end: content - 1, autoClose: false }))
      digest.update(chunk)
    const seal = Buffer.alloc(SEAL)
    await file.read(seal, 0, SEAL, content)
    if (!seal.equals(sealOf(digest.digest('hex')))) return null
  } finally {
    await file.close()
  }
  return () => {
    const gunzip = createGunzip({ chunkSize: 256 * 1024 })
    createReadStream(path, { end: content - 1, highWaterMark: 256 * 1024 })
      .on('error', error => gunzip.destroy(error))
      .pipe(gunzip)
    return gunzip
  }
}
