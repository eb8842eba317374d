/** The colours of the site by day, for paper: plum ink on white. */
export const COLOURS = {
  ink: '231D2A',
  soft: '584F60',
  line: 'E0D8CB',
  sunken: 'F3EEE6',
  brand: '4B2A63',
  tint: 'F0E9F5',
  link: '5B2F80',
  warn: '7A4F00',
  warnTint: 'FBEFD2',
  white: 'FFFFFF',
} as const

/** On every desk that has Word; where it is not, another as wide is (Carlito). */
export const FONT = 'Calibri'
