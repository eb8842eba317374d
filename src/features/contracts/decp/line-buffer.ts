/** Bytes that grow: lines are written once, straight into the buffer that is handed on. */
export class LineBuffer {
  private buffer: Buffer<ArrayBuffer>
  length = 0
  private readonly ends: number[] = []

  constructor(expected: number) {
    this.buffer = Buffer.allocUnsafeSlow(expected)
  }

  /** Ends the line that was begun; lines hold no other end of line, or whoever reads them goes by their ends. */
  end() {
    this.buffer[this.length++] = 10
    this.ends.push(this.length)
  }

  /** Adds to the line. */
  add(text: string) {
    // A UTF-16 unit is three bytes of UTF-8 at most.
    this.makeRoom(text.length * 3)
    this.length += this.buffer.write(text, this.length, 'utf8')
  }

  /** What has been added from a place on, good until the next addition. */
  since(start: number): Uint8Array {
    return this.buffer.subarray(start, this.length)
  }

  /** Adds bytes to the line as they are. */
  addBytes(bytes: Uint8Array) {
    this.makeRoom(bytes.length)
    this.buffer.set(bytes, this.length)
    this.length += bytes.length
  }

  private makeRoom(expected: number) {
    // One more for the end of line.
    const room = expected + 1
    if (this.buffer.length - this.length < room) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, this.length + room))
      this.buffer.copy(larger, 0, 0, this.length)
      this.buffer = larger
    }
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.buffer.buffer, 0, this.length)
  }

  lineEnds(): Uint32Array<ArrayBuffer> {
    return Uint32Array.from(this.ends)
  }
}
