import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { Cover } from '#platform/paper'
import { escaped } from './words.ts'

/** The earliest moment that a zip archive can tell. */
const NO_DATE = new Date(1980, 0, 1)

/** What a file says of itself, whichever program shows it; it was made on the day of what it says. */
function properties({ title, subtitle, author, description, day }: Cover): string {
  const moment = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${day}T00:00:00Z</dcterms:${name}>`
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:subject>${escaped(subtitle)}</dc:subject><dc:creator>${escaped(author)}</dc:creator><dc:description>${escaped(description)}</dc:description><dc:language>fr-FR</dc:language><cp:lastModifiedBy>${escaped(author)}</cp:lastModifiedBy>${moment('created')}${moment('modified')}</cp:coreProperties>`
}

/**
 * The file that a library made, with the properties of the document and nothing of the moment when it was made: one document gives one file.
 * @param rewrite changes the text of a part, given its path; what it returns is kept
 */
export function packed(
  file: Uint8Array,
  cover: Cover,
  rewrite: (path: string, text: string) => string = (_, text) => text,
): Uint8Array {
  const parts = unzipSync(file)
  const paths = Object.keys(parts).filter(path => !path.endsWith('/'))
  const names = new Map<string, string>()
  // Some libraries name links between parts at random.
  const named = (text: string) =>
    text.replace(/\brId(?=[a-z0-9_-]*[a-z_-])[a-z0-9_-]{21}\b/g, name => {
      if (!names.has(name)) names.set(name, `rIdLien${names.size + 1}`)
      return names.get(name) as string
    })
  const read = (path: string) => strFromU8(parts[path] as Uint8Array)
  const written = (path: string): Uint8Array => {
    if (path === 'docProps/core.xml') return strToU8(properties(cover))
    if (!/\.(?:xml|rels)$/.test(path)) return parts[path] as Uint8Array
    return strToU8(named(rewrite(path, read(path))))
  }
  const entry = (path: string): [Uint8Array, { mtime: Date; level: 0 | 6 }] => [
    written(path),
    { mtime: NO_DATE, level: path.endsWith('.png') ? 0 : 6 },
  ]
  return zipSync(Object.fromEntries(paths.map(path => [path, entry(path)])))
}
