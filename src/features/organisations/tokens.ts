import { createHash, randomBytes } from 'node:crypto'

/** What is kept of the token of a link. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** The token of a link, 192 random bits: whoever makes it sends it at once, and keeps its hash alone. */
export function newToken(): { token: string; hash: string } {
  const token = randomBytes(24).toString('base64url')
  return { token, hash: hashOf(token) }
}
