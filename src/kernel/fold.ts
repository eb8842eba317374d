/**
 * The form under which two writings of a French word are compared: trimmed, lower-case, without accents,
 * apostrophes made straight, runs of spaces made one, `œ` and `æ` spelt out.
 */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[\u2018\u2019\u02bc\u00b4`]/g, "'")
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/\s+/g, ' ')
    .trim()
}
