import crypto, { type ScryptOptions } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { afterAll } from 'vitest'

/** What the sign-in library asks for costs a tenth of a second of a processor each time. */
const CHEAP = 16

/**
 * Makes passwords cheap to hash for this test file: a hash made meanwhile opens nothing afterwards. Call at the top of the file.
 * @returns how many have been hashed so far, to prove or to keep
 */
export function cheapPasswords(): () => number {
  const { scrypt } = crypto
  let hashed = 0
  crypto.scrypt = ((password, salt, length, options: ScryptOptions, done) => {
    hashed++
    scrypt(password, salt, length, { ...options, N: CHEAP }, done)
  }) as typeof scrypt
  syncBuiltinESMExports()
  afterAll(() => {
    crypto.scrypt = scrypt
    syncBuiltinESMExports()
  })
  return () => hashed
}
