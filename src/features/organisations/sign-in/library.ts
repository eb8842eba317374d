import { AsyncLocalStorage } from 'node:async_hooks'

/** What an answer must carry to open, keep or close a session. */
export type Cookies = readonly string[]

/** Where a provider sends people back. */
export const RETURN = '/connexion/fournisseur/retour'

/** Where a provider sends people back once their session there is closed. */
export const CLOSED = '/connexion/fournisseur/au-revoir'

/** The cookie that closes a session at the provider, after the beginning of the names of ours. */
export const PROVIDER_TOKEN = 'provider_token'

/** The token of the sign-in that is under way: the library gives no other way to hand it to who began it. */
export const underWay = new AsyncLocalStorage<{ idToken?: string }>()

/** Where the library leads those it refuses: nobody goes there, it is read and becomes a sentence. */
export const REFUSED = '/connexion/fournisseur/refus'

/** What the sign-in library refuses becomes our sentence, by its own word for it; anything else is a fault. */
export async function refused(error: unknown, say: (code: string) => never): Promise<never> {
  const { isAPIError } = await import('better-auth/api')
  if (isAPIError(error)) say(String(error.body?.code ?? ''))
  throw error
}
