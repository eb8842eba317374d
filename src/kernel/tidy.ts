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
