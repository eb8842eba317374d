import type { Context } from 'hono'
import type { Actor } from '#features/organisations'
import { baseOf, ONE, type Scheme } from '#features/scheme'

/** Where editions of a scheme are compared, and where it is renewed. */
export const COMPARED = `${ONE}/editions`
export const RENEWED = `${ONE}/renouvellement`

export const codeIn = (c: Context) => c.req.param('code') ?? ''
export const comparedPath = (actor: Actor, scheme: Pick<Scheme, 'code'>) => `${baseOf(actor, scheme)}/editions`
export const renewedPath = (actor: Actor, scheme: Pick<Scheme, 'code'>) => `${baseOf(actor, scheme)}/renouvellement`

/** What an address carries where the versions of one scheme are compared, rather than two schemes. */
export const OWN_VERSIONS = 'versions'

/** What was just done, by the word in the address. */
const DONE: Record<string, string> = {
  correspondance: 'La correspondance est enregistrée.',
  texte: 'Vos mots sont enregistrés.',
}
export const doneIn = (c: Context): string | undefined => DONE[c.req.query('fait') ?? '']
