// Writes documents as PDF files, in a thread of its own. Words go to the template as data: no text is ever read as its language.
// Plain JavaScript: Node loads a worker's file by itself, without the build.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { charactersOf, fontOf } from '../fonts/index.mjs'

const workspace = dirname(fileURLToPath(import.meta.url))

const styles = ['400-normal', '400-italic', '700-normal', '700-italic']
const publicSans = subset => styles.map(style => `@fontsource/public-sans/files/public-sans-${subset}-${style}.woff`)
const dejaVu = ['400-normal', '700-normal'].map(
  style => `@fontsource/dejavu-sans/files/dejavu-sans-latin-${style}.woff`,
)

const NAME = Buffer.from('Public Sans', 'utf16le').swap16()
/** A part of an alphabet under another name of the same length: of two fonts of one name, the compiler reads one. */
function renamed(font, name) {
  const bytes = Buffer.from(name, 'utf16le').swap16()
  for (let at = font.indexOf(NAME); at !== -1; at = font.indexOf(NAME, at)) bytes.copy(font, at)
  return font
}

const compiler = NodeCompiler.create({
  workspace,
  fontArgs: [
    {
      fontBlobs: [
        ...publicSans('latin').map(fontOf),
        ...publicSans('latin-ext').map(file => renamed(fontOf(file), 'Public SanX')),
        ...dejaVu.map(fontOf),
      ],
    },
  ],
})
const drawn = new Set(
  [publicSans('latin')[0], publicSans('latin-ext')[0], dejaVu[0]].flatMap(file => [...charactersOf(file)]),
)

/** Without what no reader keeps; what no font draws is seen to be missing, signs that only change others apart. */
const shown = text =>
  text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|\p{Cs}/gu, '').replace(/[^\x00-\xff]/gu, sign => {
    if (drawn.has(sign.codePointAt(0))) return sign
    return /\p{Default_Ignorable_Code_Point}/u.test(sign) ? '' : '□'
  })

/** A word too long for any line may be cut anywhere: U+200B says where, and is not written. */
const cut = text => text.replace(/[^\s\u200b-]{31,}/gu, word => Array.from(word).join('\u200b'))

/** As data, with words as they are to be drawn. Drawings and addresses are not words to cut. */
const written = paper =>
  JSON.stringify(paper, (key, value) => {
    if (typeof value !== 'string' || key === 'link' || key === 'id' || key === 'png') return value
    return key === 'svg' || key === 'alt' ? shown(value) : cut(shown(value))
  })

/** What the compiler says that went wrong, without where in its own structures. */
function reasonOf(error) {
  const text = String(error?.message ?? error)
  return /message: "((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? text
}

function pdfOf({ logo, ...paper }) {
  if (logo) compiler.mapShadow(join(workspace, 'logo.png'), Buffer.from(logo.png, 'base64'))
  const data = written({ ...paper, logo: logo ? { width: logo.width, height: logo.height } : null })
  compiler.mapShadow(join(workspace, 'paper.json'), Buffer.from(data))
  try {
    const made = compiler.compile({ mainFilePath: join(workspace, 'paper.typ'), resetRead: true })
    if (!made.result)
      throw new Error(
        made
          .takeDiagnostics()
          ?.shortDiagnostics.map(({ message }) => message)
          .join(' ; '),
      )
    return new Uint8Array(compiler.pdf(made.result, { pdfStandard: 'ua-1' }))
  } finally {
    compiler.resetShadow()
    // What it keeps from one document to the next is worth less than the memory.
    compiler.evictCache(0)
  }
}

parentPort.on('message', ({ id, ask }) => {
  try {
    const answer = pdfOf(ask)
    parentPort.postMessage({ id, answer }, [answer.buffer])
  } catch (error) {
    parentPort.postMessage({ id, failed: reasonOf(error) })
  }
})
