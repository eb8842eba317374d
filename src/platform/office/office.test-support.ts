import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'

/** The parts of a file of an office, as texts. @throws where one that says that it is XML is not */
export function partsOf(file: Uint8Array): Record<string, string> {
  const parts = Object.entries(unzipSync(file)).map(([path, bytes]) => [path, strFromU8(bytes)] as const)
  for (const [path, text] of parts) if (/\.(?:xml|rels)$/.test(path)) new SaxesParser({ xmlns: true }).write(text).close() // biome-ignore format: short
  return Object.fromEntries(parts)
}

/** What is read in the parts whose path matches, piece after piece. */
export const textsIn = (parts: Record<string, string>, path: RegExp, tag: string): string[] =>
  Object.entries(parts)
    .filter(([name]) => path.test(name))
    .flatMap(([, text]) => [...text.matchAll(new RegExp(`<${tag}(?: [^>]*)?>([^<]*)</${tag}>`, 'g'))])
    .map(([, text = '']) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&')) // biome-ignore format: short

/** Characters that files have trouble with: control characters, halves of pairs, what is no character, signs of markup. */
export const HARD = 'a\u0000\u0008\ud83c b\udf33\ufffe\uffff <c> & "d" \u{1f333} ]]> _x0041_'
/** The same as it is read. */
export const READ = 'a b <c> & "d" \u{1f333} ]]> _x0041_'
