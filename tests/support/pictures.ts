import { crc32, deflateSync } from 'node:zlib'

const chunk = (name: string, data: Uint8Array) => {
  const said = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(said))
  return Buffer.concat([length, said, check])
}

/**
 * A PNG image in one colour, of 8 bits a sample.
 * @param said its sides by its header, which may lie
 * @param rows how many rows of pixels it holds
 */
export function pngOfColour(
  said: { width: number; height: number; depth?: number; interlaced?: boolean },
  colour: readonly number[] = [75, 42, 99, 255],
  rows = said.height,
  also: readonly { name: string; data: Uint8Array }[] = [],
): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(said.width)
  head.writeUInt32BE(said.height, 4)
  head.set([said.depth ?? 8, 6, 0, 0, said.interlaced ? 1 : 0], 8)
  const row = Buffer.concat([Buffer.from([0]), ...Array.from({ length: said.width }, () => Buffer.from(colour))])
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    ...also.map(({ name, data }) => chunk(name, data)),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: rows }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const jpeg = (text: string) => Buffer.from(text, 'base64')

/** Of 24 × 16 pixels, the left half in colour, the right one white. */
export const JPEGS = {
  plain: jpeg(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAQABgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAABgD/xAAYEAEAAwEAAAAAAAAAAAAAAAAAB0WDwv/EABUBAQEAAAAAAAAAAAAAAAAAAAME/8QAFxEBAQEBAAAAAAAAAAAAAAAAAAIxMv/aAAwDAQACEQMRAD8AOGMfWGfQcYx9YZ9KL5JWGSSTjf/Z',
  ),
  progressive: jpeg(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wgARCAAQABgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAABQD/xAAVAQEBAAAAAAAAAAAAAAAAAAACA//aAAwDAQACEAMQAAABNZGZomapn//EABYQAQEBAAAAAAAAAAAAAAAAAAUQAP/aAAgBAQABBQLH0+f/xAAVEQEBAAAAAAAAAAAAAAAAAAABEP/aAAgBAwEBPwFn/8QAFhEAAwAAAAAAAAAAAAAAAAAAARAx/9oACAECAQE/ATF//8QAFxAAAwEAAAAAAAAAAAAAAAAAAxCBAP/aAAgBAQAGPwLEjJF//8QAFxAAAwEAAAAAAAAAAAAAAAAAEIHwAP/aAAgBAQABPyHQZgx//9oADAMBAAIAAwAAABCgD//EABURAQEAAAAAAAAAAAAAAAAAABAx/9oACAEDAQE/EIP/xAAUEQEAAAAAAAAAAAAAAAAAAAAQ/9oACAECAQE/EC//xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAE/EFEf/9k=',
  ),
  inks: jpeg(
    '/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwAQCwwODAoQDg0OEhEQExgoGhgWFhgxIyUdKDozPTw5Mzg3QEhcTkBEV0U3OFBtUVdfYmdoZz5NcXlwZHhcZWdj/9sAQwEREhIYFRgvGhovY0I4QmNjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj/8AAFAgAEAAYBAEiAAIRAQMRAQQiAP/EABcAAAMBAAAAAAAAAAAAAAAAAAAFBgT/xAAZEAEAAwEBAAAAAAAAAAAAAAAABkSCwcL/xAAVAQEBAAAAAAAAAAAAAAAAAAAEBf/EABkRAQACAwAAAAAAAAAAAAAAAAABAwQyM//aAA4EAQACEQMRBAAAPwDGSyKvrh0SyKvriVj9YEr2hgVEMuY9JdUQy5j0SgBVLU4Af//Z',
  ),
}
