import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '#platform/db'
import { Dictionary } from './dictionary.ts'
import { type Asked, understand } from './query.ts'
import { type Ranked, rank } from './ranking.ts'
import { Segment } from './segment.ts'
import { type Row, readsSegment, type Source, textsIn } from './source.ts'

/** Words that are found elsewhere, of one kind: they correct what is typed, and are ranked by whoever keeps them. */
export interface Vocabulary {
  kind: string
  /** Another once the words have changed. */
  stamp: string
  words(): Promise<readonly string[]>
}

/** Reads for whoever searches: in a transaction that speaks for them, or as everybody. It holds the database no longer than it takes. */
export type Reading = <T>(work: (reader: Reader) => Promise<T>) => Promise<T>

/** What somebody looks for. */
export interface Search<Own> {
  query: string
  sources: readonly Source<Own>[]
  own: Own
  roles: readonly string[]
  vocabularies: readonly Vocabulary[]
}

/** What was found of it. */
export interface Found extends Ranked {
  asked: readonly Asked[]
  /** What the words that were found come down to, for them to be marked. */
  stems: ReadonlySet<string>
}

interface Kept {
  stamp: string
  segment: Segment
}

/** What several searches of one reader share. */
type Corpus = Map<string, Kept>

/** The texts that a search needs, in the memory of this process, by whom they are read by: as many as there is room for. */
export class Searching {
  private dictionary = new Dictionary()
  private corpora = new Map<string, Corpus>()
  private readonly most: number

  /** @param most bytes in memory, about */
  constructor(most = 256 * 2 ** 20) {
    this.most = most
  }

  /**
   * Searches what the sources say as of now: what has changed since it was last read is read again first.
   * @param reading under whom the sources are asked @param name whose texts these are: `own` of another is never under the same name
   */
  async search<Own>(reading: Reading, name: string, search: Search<Own>): Promise<Found> {
    const { dictionary } = this
    const former = this.corpora.get(name) ?? new Map()
    const texts = await reading(reader => refreshed(reader, dictionary, former, search))
    const corpus = await withVocabularies(texts, dictionary, former, search)
    if (dictionary === this.dictionary) this.keep(name, corpus)
    const roles = new Map(search.sources.map(source => [source.kind, source]))
    const all = [...corpus].map(([key, { segment }]) => {
      const [kind = '', part = ''] = key.split('\n')
      return { kind, part, segment }
    })
    const readable = all.filter(({ kind, part }) => {
      const source = roles.get(kind)
      return source === undefined || readsSegment(source, part, search.roles)
    })
    const asked = understand(search.query, dictionary, readable.map(({ segment }) => segment)) // biome-ignore format: one line
    const stems = new Set(asked.flatMap(({ words }) => words.map(id => dictionary.stems[id] ?? '')))
    return { asked, stems, ...rank(asked, readable.filter(({ kind }) => roles.has(kind))) } // biome-ignore format: one line
  }

  private keep(name: string, corpus: Corpus): void {
    this.corpora.delete(name)
    this.corpora.set(name, corpus)
    let bytes = this.dictionary.words.length * 250
    // The last that were searched stay.
    for (const [one, kept] of [...this.corpora].reverse()) {
      for (const { segment } of kept.values()) bytes += segment.bytes
      if (bytes > this.most && one !== name) this.corpora.delete(one)
    }
    if (bytes > this.most && this.corpora.size === 1) [this.dictionary, this.corpora] = [new Dictionary(), new Map()]
  }
}

/** What the sources say now; what they still say as before is taken from what is kept. */
async function refreshed<Own>(
  reader: Reader,
  dictionary: Dictionary,
  former: Corpus,
  { sources, own }: Search<Own>,
): Promise<Corpus> {
  const corpus: Corpus = new Map()
  const { rows: state } = await all<{ kind: string; segment: string; stamp: string }>(
    sources.map(({ kind, state }) => ({ kind, rows: state(own) })),
  ).execute(reader)
  const changed = new Map<string, Map<string, string>>()
  for (const { kind, segment, stamp } of state) {
    const kept = former.get(keyOf(kind, segment))
    if (kept?.stamp === stamp) corpus.set(keyOf(kind, segment), kept)
    else changed.set(kind, (changed.get(kind) ?? new Map()).set(segment, stamp))
  }
  const asked = sources.flatMap(({ kind, rows }) => {
    const segments = changed.get(kind)
    return segments ? [{ kind, rows: rows(own, { segments: [...segments.keys()] }) }] : []
  })
  if (asked.length === 0) return corpus
  const { rows: texts } = await all<Row & { kind: string }>(asked).execute(reader)
  const parts = grouped(texts, ({ kind, segment }) => keyOf(kind, segment))
  for (const [kind, stamps] of changed)
    for (const [segment, stamp] of stamps) {
      const key = keyOf(kind, segment)
      corpus.set(key, { stamp, segment: new Segment(dictionary, (parts.get(key) ?? []).map(searchable)) })
    }
  return corpus
}

async function withVocabularies<Own>(
  corpus: Corpus,
  dictionary: Dictionary,
  former: Corpus,
  { vocabularies }: Search<Own>,
): Promise<Corpus> {
  for (const { kind, stamp, words } of vocabularies) {
    const kept = former.get(keyOf(kind, ''))
    const body = kept?.stamp === stamp ? null : (await words()).join(' ')
    if (kept && body === null) corpus.set(keyOf(kind, ''), kept)
    else corpus.set(keyOf(kind, ''), { stamp, segment: new Segment(dictionary, [{ id: '', title: '', code: '', body: body ?? '' }]) }) // biome-ignore format: one line
  }
  return corpus
}

function grouped<T>(list: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const beside = groups.get(by(one))
    if (beside) beside.push(one)
    else groups.set(by(one), [one])
  }
  return groups
}

const keyOf = (kind: string, segment: string) => `${kind}\n${segment}`
const searchable = ({ id, title, code, body }: Row) => ({ id, title, code: code ?? '', body: textsIn(body) })

const all = <T>(parts: readonly { kind: string; rows: RawBuilder<unknown> }[]) =>
  sql<T>`${sql.join(
    parts.map(({ kind, rows }) => sql`select ${kind}::text as kind, t.* from (${rows}) as t`),
    sql` union all `,
  )}`

/** Things that were found, as they are now, by kind and id; those that are no more, or may not be read any more, are not there. */
export async function told<Own>(
  reader: Reader,
  { sources, own }: Pick<Search<Own>, 'sources' | 'own'>,
  hits: readonly { kind: string; id: string }[],
): Promise<Map<string, Row>> {
  const ids = grouped(hits, ({ kind }) => kind)
  const parts = sources.flatMap(({ kind, rows }) => {
    const mine = ids.get(kind)?.map(({ id }) => id)
    return mine ? [{ kind, rows: rows(own, { ids: mine }) }] : []
  })
  if (parts.length === 0) return new Map()
  const { rows } = await all<Row & { kind: string }>(parts).execute(reader)
  return new Map(rows.map(row => [nameOf(row), row]))
}

/** What a hit and its row have in common. */
export const nameOf = ({ kind, id }: { kind: string; id: string }) => `${kind}/${id}`
