import { SaxesParser } from 'saxes'
import { dialectOf } from './kinds.ts'
import { type Bytes, LONGEST_RECORD, type Records, type SourceRecord } from './records.ts'
import { refuse } from './refusals.ts'
import { type Element, fieldsOf } from './xml-values.ts'

const GROUP = 256
const DEEPEST = 64

/** What XML 1.0 forbids in a text. */
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g

/**
 * The records of an XML file of contracts: format 2 (XSD 2.0.2) and format 1, in the memory of a few hundred records, from UTF-8 bytes.
 * Values come out in the nesting of the JSON of the same format, every leaf a text. `raw` is the exact text of the element, without
 * the characters that XML forbids. Nothing is ever fetched: a DOCTYPE or an unknown entity refuses the file, like any syntax error.
 */
export async function* xmlRecords(bytes: Bytes): Records {
  const reader = new Reader()
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of bytes) {
    reader.write(decoder.decode(chunk, { stream: true }))
    const group = reader.take(GROUP)
    if (group) yield group
  }
  reader.write(decoder.decode())
  reader.close()
  const rest = reader.take(1)
  if (rest) yield rest
}

class Reader {
  private records: SourceRecord[] = []
  private readonly parser = new SaxesParser({ position: true })
  /** Text since the last place that may still be needed, and that place in the whole text. */
  private kept = ''
  private keptFrom = 0
  private keepFrom = 0
  /** Elements that are open, from the record inwards; the root is not among them. */
  private readonly open: Element[] = []
  private rootSeen = false
  private outside = 0
  private position = 0
  /** Where forbidden characters were dropped, and whether the current record writes some as references. */
  private dropped: number[] = []
  private badReference = false

  constructor() {
    const { parser } = this
    // Without a prototype: `&constructor;` must be unknown too.
    parser.ENTITIES = Object.assign(Object.create(null), { amp: '&', gt: '>', lt: '<', quot: '"', apos: "'" })
    parser.on('doctype', () => refuse('xml-doctype'))
    parser.on('error', ({ message }) => {
      if (!message.endsWith('malformed character entity.')) refuse('xml-syntax', { at: placeOf(message) })
      this.badReference = true
    })
    parser.on('opentagstart', tag => this.start(tag.name.replace(/^.*:/, '')))
    parser.on('closetag', () => this.end())
    const text = (piece: string) => {
      const element = this.open.at(-1)
      if (element) element.text += piece
    }
    parser.on('text', text)
    parser.on('cdata', text)
  }

  write(chunk: string) {
    const from = this.keptFrom + this.kept.length
    let removed = 0
    const clean = chunk.replace(FORBIDDEN, (_character, at: number) => {
      this.dropped.push(from + at - removed++)
      return ''
    })
    this.kept += clean
    this.parser.write(clean)
    this.kept = this.kept.slice(this.keepFrom - this.keptFrom)
    this.keptFrom = this.keepFrom
    if (this.kept.length > LONGEST_RECORD) refuse('record-too-long', { megabytes: LONGEST_RECORD / 1024 / 1024 })
  }

  close() {
    this.parser.close()
  }

  /** The records read so far, when there are enough of them. */
  take(atLeast: number): SourceRecord[] | null {
    if (this.records.length < atLeast) return null
    const { records } = this
    this.records = []
    return records
  }

  private start(name: string) {
    const inRecord = this.open.length > 0
    if (!inRecord && this.outside === 0 && (name === 'marche' || name === 'contrat-concession') && this.rootSeen) {
      const { position } = this.parser
      this.keepFrom = this.keptFrom + this.kept.lastIndexOf('<', position - this.keptFrom - 1)
      this.open.push({ name, text: '', children: [] })
    } else if (inRecord) {
      if (this.open.length >= DEEPEST)
        refuse('xml-syntax', { at: `ligne ${this.parser.line}, plus de ${DEEPEST} niveaux` })
      this.open.push({ name, text: '', children: [] })
    } else if (!this.rootSeen) {
      if (name !== 'marches') refuse('xml-no-contracts')
      this.rootSeen = true
    } else {
      this.outside += 1
    }
  }

  private end() {
    const element = this.open.pop()
    const parent = this.open.at(-1)
    if (element && parent) {
      parent.children.push(element)
      return
    }
    if (element) this.record(element)
    else if (this.outside > 0) this.outside -= 1
    this.keepFrom = this.parser.position
  }

  private record(element: Element) {
    const end = this.parser.position
    const from = this.keepFrom
    const dialect = dialectOf(Object.fromEntries(element.children.map(({ name }) => [name, true])))
    const record: SourceRecord = {
      position: ++this.position,
      raw: this.kept.slice(from - this.keptFrom, end - this.keptFrom),
      value: fieldsOf(element, dialect),
      dialect,
      concession: element.name === 'contrat-concession',
    }
    if (this.badReference || this.dropped.some(at => at > from && at < end)) record.repaired = 'value'
    this.dropped = this.dropped.filter(at => at >= end)
    this.badReference = false
    this.records.push(record)
  }
}

/** The library begins its messages with the place: line, then column. */
function placeOf(message: string): string {
  const [, line, column] = /^(\d+):(\d+):/.exec(message) ?? []
  return line ? `ligne ${line}, colonne ${column}` : 'fin du fichier'
}
