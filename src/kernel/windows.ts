/** What windows-1252 puts where Unicode has the control characters U+0080 to U+009F; itself where windows-1252 has nothing. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Gives back the characters of windows-1252 that were taken for control characters (`GROS \u008cUVRE` → `GROS ŒUVRE`). */
export function fromWindows1252(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, character => WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? character)
}
