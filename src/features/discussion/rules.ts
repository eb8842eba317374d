import { fold } from '#kernel'
import { refuse } from './labels.ts'

/** Of a comment, in signs, as its writer types it. */
export const LONGEST = 5000
/** How many people one comment may mention. */
export const MOST_MENTIONS = 20

/** Somebody who may be mentioned. */
export interface Reader {
  id: string
  name: string
  email: string
}

/** A text as it is kept, with the ids of those whom it mentions. */
export interface Written {
  body: string
  mentions: string[]
}

/** `@"Nom affiché"`, `@prenom.nom`, or `@{id}`, where a word begins; `\@` is an at sign. */
const MENTION =
  /(?<![\p{L}\p{N}\\@/.])@(?:["“«]([^"”»\n]{1,254})["”»]|\{([^}\n]{0,60})\}|([\p{L}\p{N}][\p{L}\p{N}.'’_-]*))/gu
const KEPT = /@\{([0-9a-f-]{36})\}/g

/** The form under which two writings of a name are one: `Ana Ortiz-Le Goff`, `ana.ortiz-le.goff`. */
const handleOf = (name: string) =>
  fold(name)
    .match(/[\p{L}\p{N}]+/gu)
    ?.join('.') ?? ''

/** Whether one is named so: by their name, by their address, or by their id. */
const named = (word: string, { id, name, email }: Reader) =>
  word.includes('@') ? email === word.trim().toLowerCase() : handleOf(name) === handleOf(word) || id === word

/**
 * Reads a comment as it was typed. @throws Refusal `text-length`, `mention-unknown`, `mention-ambiguous`, `mentions-many`
 * @param readers who may be mentioned
 */
export function readText(typed: string, readers: readonly Reader[]): Written {
  const text = typed.replace(/\r\n?/g, '\n').trim()
  if (text === '' || text.length > LONGEST) refuse('text-length')
  const mentions = new Set<string>()
  const body = text.replace(MENTION, (whole, quoted?: string, id?: string, bare?: string) => {
    // A sentence may end after a name.
    const end = bare?.match(/[.'’_-]+$/)?.[0] ?? ''
    const word = quoted ?? id ?? bare?.slice(0, -end.length || undefined) ?? ''
    const found = readers.filter(reader => named(word, reader))
    const [first, ...others] = found
    if (first === undefined) return refuse('mention-unknown', { word: whole.slice(0, 80) })
    if (others.length > 0) return refuse('mention-ambiguous', { word: whole.slice(0, 80), email: first.email })
    mentions.add(first.id)
    return `@{${first.id}}${end}`
  })
  if (mentions.size > MOST_MENTIONS) refuse('mentions-many', { most: MOST_MENTIONS })
  return { body, mentions: [...mentions] }
}

/** The text as its writer would type it. Somebody whose name is another's too is named by their address. */
export const typedOf = (body: string, readers: readonly Reader[]): string =>
  body.replace(KEPT, (whole, id: string) => {
    const reader = readers.find(one => one.id === id)
    if (reader === undefined) return whole
    const alone = readers.every(other => other.id === id || handleOf(other.name) !== handleOf(reader.name))
    return `@"${alone && !/["\n@]/.test(reader.name) && handleOf(reader.name) !== '' ? reader.name : reader.email}"`
  })

/** The text without those whom it mentions. */
export const plainNames = (body: string): string => body.replace(KEPT, '@…')
