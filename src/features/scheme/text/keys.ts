import { fold } from '#kernel'

/**
 * A key for a new part, made of the words of its title: short, readable, and none of those known. It never changes afterwards.
 * @param known the keys of the scheme
 */
export function newKey(title: string, known: ReadonlySet<string>): string {
  const words = fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  const short =
    words.length <= 40
      ? words
      : words
          .slice(0, 41)
          .replace(/-[^-]*$/, '')
          .slice(0, 40)
  const base = short.replace(/-$/, '') || 'partie'
  if (!known.has(base)) return base
  for (let rank = 2; ; rank++) if (!known.has(`${base}-${rank}`)) return `${base}-${rank}`
}
