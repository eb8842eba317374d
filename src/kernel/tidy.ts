/** What no database, workbook nor XML file keeps: control characters, halves of pairs, U+FFFE and U+FFFF. */
const UNKEPT = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|\p{Cs}/gu

/** A text without the characters that nothing keeps. */
export const keepable = (text: string): string => text.replace(UNKEPT, '')

/** The same with line ends as they are here; composed characters, no trailing spaces, nothing blank around: what is typed, pasted and imported reads the same. */
export const tidy = (text: string): string =>
  keepable(text)
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .trim()

/** A text on one line, without signs that turn it around or hide in it: for the subject of a mail. */
export const lineOf = (text: string, max: number): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, max)
