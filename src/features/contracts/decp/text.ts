import { isUtf8 } from 'node:buffer'
import { fromWindows1252 } from '#kernel'
import { refuse } from './refusals.ts'

/** A JSON text after reading: the text itself, what it says, and the repair that it took. */
export interface ReadText {
  raw: string
  value: unknown
  repaired?: 'encoding' | 'value'
}

/**
 * Reads one JSON value from its bytes: as UTF-8, else as windows-1252; as it is, else after {@link repairJson}.
 * Throws a Refusal (syntax error) when that is not enough. `at` is its place in the file, in bytes.
 */
export function readJson(buffer: Buffer, start: number, end: number, at: number): ReadText {
  const raw = buffer.toString('utf8', start, end)
  // Bytes that are not UTF-8 have become U+FFFD, a search that costs nothing in the common case.
  if (raw.includes('\ufffd') && !isUtf8(buffer.subarray(start, end))) {
    const text = fromWindows1252(buffer.toString('latin1', start, end))
    return { raw: text, value: parse(text, at).value, repaired: 'encoding' }
  }
  try {
    return { raw, value: JSON.parse(raw) }
  } catch {
    return { raw, ...parse(raw, at) }
  }
}

/** Gives back the value of a JSON text stored by the register, with the repairs it was first read with. */
export function parseRaw(raw: string): unknown {
  return parse(raw, 0).value
}

function parse(raw: string, at: number): { value: unknown; repaired?: 'value' } {
  try {
    return { value: JSON.parse(raw) }
  } catch (error) {
    try {
      return { value: JSON.parse(repairJson(raw)), repaired: 'value' }
    } catch {
      return refuseSyntax(raw, at, error)
    }
  }
}

function refuseSyntax(raw: string, at: number, error: unknown): never {
  const place = placeOf(raw, String(error))
  const near = raw.slice(Math.max(0, place - 12), place + 24).replace(/[\p{C}\ufffd]/gu, ' ')
  return refuse('json-syntax', { at: at + Buffer.byteLength(raw.slice(0, place)), near: near.trim() })
}

/** Where the parser stopped: its message tells the position, or quotes ten characters before and after it. */
function placeOf(raw: string, message: string): number {
  const position = /at position (\d+)/.exec(message)?.[1]
  if (position !== undefined) return Number(position)
  const quoted = /, (\.{3})?"(.*?)"(?:\.{3})? is not valid JSON$/s.exec(message)
  return quoted?.[1] ? Math.max(0, raw.indexOf(quoted[2] ?? '')) + 10 : 0
}

const ESCAPABLE = '"\\/bfnrt'
const NOT_A_NUMBER = /-?(?:NaN|Infinity)/y

/**
 * Repairs what producers are known to write: NaN and Infinity become null, control characters inside texts are escaped, and a
 * backslash that escapes nothing is kept as a character (before an apostrophe, dropped). Anything else is left as it is.
 */
export function repairJson(text: string): string {
  let out = ''
  let done = 0
  let inString = false
  const replace = (from: number, to: number, by: string) => {
    out += text.slice(done, from) + by
    done = to
  }
  for (let i = 0; i < text.length; i++) {
    const character = text[i] as string
    if (character === '"') inString = !inString
    else if (inString) {
      if (character < ' ') replace(i, i + 1, `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
      else if (character === '\\') {
        const next = text[i + 1] ?? ''
        const sound =
          next === 'u' ? /^[0-9a-fA-F]{4}$/.test(text.slice(i + 2, i + 6)) : next !== '' && ESCAPABLE.includes(next)
        if (sound) i++
        else replace(i, i + 1, next === "'" ? '' : '\\\\')
      }
    } else if (character === 'N' || character === 'I' || character === '-') {
      NOT_A_NUMBER.lastIndex = i
      const match = NOT_A_NUMBER.exec(text)
      if (match) {
        replace(i, i + match[0].length, 'null')
        i += match[0].length - 1
      }
    }
  }
  return out + text.slice(done)
}
