/** What may be attached, by content: how it is called, how it is sent, and how its names end. */
export const KINDS = {
  pdf: { label: 'PDF', type: 'application/pdf', endings: ['pdf'] },
  png: { label: 'image PNG', type: 'image/png', endings: ['png'] },
  jpeg: { label: 'image JPEG', type: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  webp: { label: 'image WEBP', type: 'image/webp', endings: ['webp'] },
  odt: { label: 'texte ODT', type: 'application/vnd.oasis.opendocument.text', endings: ['odt'] },
  ods: { label: 'tableur ODS', type: 'application/vnd.oasis.opendocument.spreadsheet', endings: ['ods'] },
  odp: { label: 'présentation ODP', type: 'application/vnd.oasis.opendocument.presentation', endings: ['odp'] },
  docx: {
    label: 'texte DOCX',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['docx'],
  },
  xlsx: {
    label: 'tableur XLSX',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    endings: ['xlsx'],
  },
  pptx: {
    label: 'présentation PPTX',
    type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    endings: ['pptx'],
  },
  csv: { label: 'CSV', type: 'text/csv; charset=utf-8', endings: ['csv'] },
  txt: { label: 'texte', type: 'text/plain; charset=utf-8', endings: ['txt'] },
} as const satisfies Record<string, { label: string; type: string; endings: readonly string[] }>

export type Kind = keyof typeof KINDS

/** What a browser proposes first when a file is chosen. */
export const ACCEPT = Object.values(KINDS)
  .flatMap(({ endings }) => endings.map(ending => `.${ending}`))
  .join(',')

/** A content that is not attached, in words that follow « son contenu est ». */
export class Unwanted {
  readonly found: string
  constructor(found: string) {
    this.found = found
  }
}

const bytes = (text: string) => Buffer.from(text, 'latin1')

/** What begins so is that, whatever its name says. The first that fits is kept. */
const SIGNATURES: readonly [Buffer, Kind | string][] = [
  [bytes('%PDF-'), 'pdf'],
  [bytes('\x89PNG\r\n\x1a\n'), 'png'],
  [bytes('\xff\xd8\xff'), 'jpeg'],
  [bytes('MZ'), 'un programme Windows'],
  [bytes('\x7fELF'), 'un programme Linux'],
  [bytes('\xca\xfe\xba\xbe'), 'un programme'],
  [bytes('\xcf\xfa\xed\xfe'), 'un programme macOS'],
  [bytes('\xce\xfa\xed\xfe'), 'un programme macOS'],
  [bytes('#!'), 'un programme (script)'],
  [bytes('\xd0\xcf\x11\xe0'), 'un document d’un ancien format d’Office, ou protégé par un mot de passe'],
  [bytes('{\\rtf'), 'un document RTF'],
  [bytes('%!'), 'un fichier PostScript'],
  [bytes('Rar!'), 'une archive RAR'],
  [bytes('7z\xbc\xaf'), 'une archive 7z'],
  [bytes('\x1f\x8b'), 'une archive gzip'],
  [bytes('PK\x05\x06'), 'une archive vide'],
  [bytes('GIF8'), 'une image GIF'],
  [bytes('II*\0'), 'une image TIFF'],
  [bytes('MM\0*'), 'une image TIFF'],
  [bytes('\xff\xfe'), 'un texte en UTF-16, à enregistrer en UTF-8'],
  [bytes('\xfe\xff'), 'un texte en UTF-16, à enregistrer en UTF-8'],
]

/** The kind that the first bytes say; `zip` for what an archive decides, `text` for what all of it decides. */
export function startOf(head: Buffer): Kind | 'zip' | 'text' | Unwanted {
  const starts = (text: string, at = 0) => head.subarray(at, at + text.length).equals(bytes(text))
  if (starts('PK\x03\x04')) return 'zip'
  if (starts('RIFF') && starts('WEBP', 8)) return 'webp'
  if (starts('ftyp', 4)) return new Unwanted('une vidéo ou une photo HEIC')
  const [, known] = SIGNATURES.find(([signature]) => head.subarray(0, signature.length).equals(signature)) ?? []
  if (known === undefined) return 'text'
  return known in KINDS ? (known as Kind) : new Unwanted(known)
}

/** What a text is by its beginning: a page, a drawing and the like are no text, even where they are written in it. */
export function markupOf(head: string): Unwanted | null {
  const start = head
    .replace(/^\ufeff/, '')
    .trimStart()
    .toLowerCase()
  if (!/^<[!?a-z]/.test(start)) return null
  if (/<svg[\s>]/.test(start)) return new Unwanted('un dessin SVG')
  if (/^<!doctype html|<(?:html|head|body|script|iframe)[\s>]/.test(start)) return new Unwanted('une page HTML')
  return new Unwanted('un fichier HTML ou XML')
}

/** What belongs to macros in an office document, by the name of its part. */
const MACROS = /vbaProject\.bin$|vbaData\.xml$|(?:^|\/)macrosheets\/|^(?:Basic|Scripts)\//i
const OPEN_DOCUMENT = { text: 'odt', spreadsheet: 'ods', presentation: 'odp' } as const
const OFFICE = { 'wordprocessingml.document': 'docx', 'spreadsheetml.sheet': 'xlsx', 'presentationml.presentation': 'pptx' } as const // biome-ignore format: one glance

/**
 * What an archive is, by the names of its parts and what two of them say.
 * @param mimetype what an OpenDocument says it is
 * @param contentTypes what an Office document says its parts are
 */
export function documentOf(
  names: readonly string[],
  mimetype: string | null,
  contentTypes: string | null,
): Kind | Unwanted {
  const types = [...(contentTypes ?? '').matchAll(/ContentType\s*=\s*["']([^"']*)["']/g)].map(([, type = '']) =>
    type.toLowerCase(),
  )
  if (names.some(name => MACROS.test(name)) || types.some(type => /macroenabled|vba/.test(type)))
    return new Unwanted('un document avec des macros, à enregistrer sans elles')
  const open = /^application\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)\s*$/.exec(mimetype ?? '')?.[1]
  const office = (Object.keys(OFFICE) as (keyof typeof OFFICE)[]).filter(name =>
    types.includes(`application/vnd.openxmlformats-officedocument.${name}.main+xml`),
  )
  const [main] = office
  // What says that it is two things, or says it in characters to be decoded, is not what it says.
  if (open && contentTypes === null) return OPEN_DOCUMENT[open as keyof typeof OPEN_DOCUMENT]
  if (main && office.length === 1 && mimetype === null && !contentTypes?.includes('&#')) return OFFICE[main]
  return new Unwanted('une archive, ou un document d’une autre nature')
}
