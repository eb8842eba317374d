import { keepable } from '#kernel'

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Words as a file of an office keeps them: without the characters that would make it unreadable. */
export const words = (text: string): string => keepable(text).replace(/\r\n?/g, '\n')

/** The same inside XML: text, or the value of an attribute. */
export const escaped = (text: string): string => words(text).replace(/[&<>"]/g, sign => ENTITIES[sign] ?? '')
