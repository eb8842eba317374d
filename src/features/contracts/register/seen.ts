/**
 * What an import has met, in constant memory: says for sure that an identity is new, or that it may not be (a Bloom filter).
 * An identity is a hash already: its own digits choose the bits.
 */
export class Seen {
  private readonly bits: Uint32Array

  /** @param megabytes with 16, two million identities leave one false alarm in tens of thousands; more than that cost look-ups, not errors */
  constructor(megabytes: number) {
    this.bits = new Uint32Array(megabytes * 262_144)
  }

  /** Adds an identity (32 hexadecimal digits); whether it may have been there already. */
  add(identity: string): boolean {
    let known = true
    for (let i = 0; i < 32; i += 8) {
      const bit = word32(identity, i) % (this.bits.length * 32)
      const [word, mask] = [bit >>> 5, 1 << (bit & 31)]
      const before = this.bits[word] as number
      if ((before & mask) === 0) {
        known = false
        this.bits[word] = before | mask
      }
    }
    return known
  }
}

/** The number that eight hexadecimal digits write, lower case; a hundred times faster than cutting them out for `parseInt`. */
function word32(digits: string, from: number): number {
  let value = 0
  for (let i = from; i < from + 8; i++) {
    const code = digits.charCodeAt(i)
    value = (value << 4) | (code < 97 ? code - 48 : code - 87)
  }
  return value >>> 0
}
