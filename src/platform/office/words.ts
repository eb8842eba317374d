/** What XML 1.0 has no place for: control characters, halves of pairs, U+FFFE and U+FFFF. */
const UNKEPT = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|\p{Cs}/gu

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Words as a file of an office keeps them: without the characters that would make it unreadable. */
export const words = (text: string): string => text.replace(UNKEPT, '').replace(/\r\n?/g, '\n')

/** The same inside XML: text, or the value of an attribute. */
export const escaped = (text: string): string => words(text).replace(/[&<>"]/g, sign => ENTITIES[sign] ?? '')
