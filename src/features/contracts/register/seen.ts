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
    for (let i = 0; i < 4; i++) {
      const bit = Number.parseInt(identity.slice(i * 8, i * 8 + 8), 16) % (this.bits.length * 32)
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
