/** Bytes that arrive by pieces of a chosen size. */
export async function* cut(content: string | Uint8Array, size = 1 << 16) {
  const bytes = Buffer.from(content as string)
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size)
}

/** Everything that an asynchronous sequence gives. */
export async function collect<T>(sequence: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of sequence) all.push(one)
  return all
}
