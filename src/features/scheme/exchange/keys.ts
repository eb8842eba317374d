import { fold } from '#kernel'

const LONGEST = 40

/** A short readable word made of a title, fit to be a key or an address; empty where the title has no letter. */
export function slug(title: string): string {
  const words = fold(title)
    .replace(/\b(?:[ldnscjm]|qu)'/g, '')
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '' && !/^(?:de|des|du|la|le|les|et|en|a|au|aux|un|une|dans|pour|par|sur)$/.test(word))
  let made = ''
  for (const word of words) {
    if (made !== '' && made.length + word.length >= LONGEST) break
    made = made === '' ? word.slice(0, LONGEST) : `${made}-${word}`
  }
  return made
}

/** Gives keys that no other part has. */
export class Keys {
  private readonly taken = new Set<string>()

  /** @returns whether nobody had it */
  take(key: string): boolean {
    if (this.taken.has(key)) return false
    this.taken.add(key)
    return true
  }

  /** @param kind what it is called where its title gives no word */
  make(title: string, kind: string): string {
    const base = slug(title) || kind
    for (let n = 1; ; n++) {
      const key = n === 1 ? base : `${base}-${n}`
      if (this.take(key)) return key
    }
  }
}
