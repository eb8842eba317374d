/** An address of this site to go back to, when one was given: another site's is not. */
export function backTo(given: string | undefined): string | undefined {
  const here = 'https://here.invalid'
  if (given === undefined || !given.startsWith('/') || !URL.canParse(given, here)) return undefined
  const { origin, pathname, search } = new URL(given, here)
  return origin === here && !pathname.startsWith('//') ? pathname + search : undefined
}

/** A step of signing in, which remembers where it leads in the end. */
export function withBack(path: string, back: string | undefined, more: Record<string, string> = {}): string {
  const query = new URLSearchParams(back === undefined ? more : { ...more, retour: back })
  return query.size === 0 ? path : `${path}?${query}`
}
