/**
 * The one of the words that is closest to a text by letters added, removed or changed; null when none is near.
 * All are compared as they come: fold them first.
 */
export function closest(text: string, words: Iterable<string>): string | null {
  const most = Math.max(1, Math.floor(text.length / 3))
  let best: string | null = null
  let least = most + 1
  for (const word of words) {
    if (Math.abs(word.length - text.length) >= least) continue
    const apart = distance(text, word)
    if (apart < least) {
      least = apart
      best = word
    }
  }
  return best
}

/** Levenshtein’s distance. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(changed, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    above = row
  }
  return above[b.length] ?? 0
}
