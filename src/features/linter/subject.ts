import { type Formulas, figureOf, foremost, formulasOf, marksOf, revisionsOf, type Value } from '#features/indicators'
import { type Action, type Definition, definitionsIn, type SchemeDocument } from '#features/scheme'
import { boundsOf, type Period } from '#kernel'

/** A buyer whose figures are read. */
export interface Speaker {
  /** What its values name it by. */
  id: string
  siren: string
  name: string
  /** False once it has left the scheme: nothing more is expected of it. */
  present: boolean
}

/** What is checked: a text, what was said of its indicators, and what is known around it. */
export interface Given {
  document: SchemeDocument
  /** Current values, entered and computed; computed ones are made again from those that are entered. */
  values: readonly Value[]
  buyers: readonly Speaker[]
  /** The keys of the actions that somebody pilots; null where that is not known. */
  piloted: ReadonlySet<string> | null
  /** The measures that the platform knows; null where that is not asked. */
  measures: ReadonlySet<string> | null
  /** `YYYY-MM-DD`. */
  today: string
  /** The year of the bilan that is about to be published, if that is why. */
  year?: string
}

/** What was said of an indicator at one place by one buyer, and what its formula or its measure gives there. */
export interface Place {
  buyer: Speaker
  period: Period
  /** Empty for the whole. */
  row: string
  entered: Value | null
  computed: Value | null
}

const EMPTY: readonly never[] = []

/** The same, found by what checks ask for. Checks only read it. */
export class Subject {
  readonly given: Given
  readonly document: SchemeDocument
  readonly definitions: ReadonlyMap<string, Definition>
  readonly formulas: Formulas
  /** Actions that are in the scheme, by key. */
  readonly actions: ReadonlyMap<string, Action>
  /** The indicators of each part that are counted as such, and the data beside them; null: of the scheme itself. */
  readonly under = new Map<string | null, Definition[]>()
  readonly #places = new Map<string, Place[]>()
  readonly #series = new Map<string, readonly { period: Period; text: string }[]>()
  readonly #left: ReadonlySet<string>
  readonly #involved: ReadonlySet<string>

  constructor(given: Given) {
    this.given = given
    const { document } = given
    this.document = document
    this.#left = new Set(document.actions.flatMap(({ key, left }) => (left === null ? [] : [key])))
    this.actions = new Map(document.actions.filter(({ left }) => left === null).map(one => [one.key, one]))
    const definitions = definitionsIn(document).filter(({ action }) => action === null || !this.#left.has(action))
    this.definitions = new Map(definitions.map(one => [one.key, one]))
    this.formulas = formulasOf(definitions)
    this.#involved = new Set(this.formulas.order.flatMap(([key, { uses }]) => [key, ...uses]))
    for (const one of definitions) {
      const beside = this.under.get(one.parent)
      if (beside) beside.push(one)
      else this.under.set(one.parent, [one])
    }
    for (const buyer of given.buyers) this.#take(buyer, definitions)
  }

  #take(buyer: Speaker, all: readonly Definition[]) {
    const definitions = all.filter(one => this.speaks(one, buyer))
    const known = new Set(definitions.map(({ key }) => key))
    const values = this.given.values.filter(
      ({ organisation, indicator }) => organisation === buyer.id && known.has(indicator),
    )
    if (values.length === 0) return
    const { document: scheme, today } = this.given
    const { formulas } = this
    // Only what formulas read or give has anything to do with them.
    const read = values.filter(({ indicator }) => this.#involved.has(indicator))
    const made = revisionsOf({ scheme, definitions, values: read, measured: null, closed: [], today, formulas })
    const mine = new Map<string, Place[]>()
    const placesOf = (indicator: string) => {
      const known = mine.get(indicator) ?? []
      if (known.length === 0) mine.set(indicator, known)
      return known
    }
    const compute = (value: Value) => {
      const { indicator, period, row } = value
      const beside = placesOf(indicator)
      const place = beside.find(one => one.period === period && one.row === row)
      if (place) place.computed = value
      else beside.push({ buyer, period, row, entered: null, computed: value })
    }
    for (const value of values)
      if (value.origin === 'entered') {
        const { period, row } = value
        placesOf(value.indicator).push({ buyer, period, row, entered: value, computed: null })
      }
    for (const value of values) if (value.origin === 'computed') compute(value)
    for (const revision of made)
      compute({ ...revision, id: '', organisation: buyer.id, act: 0, entered: 0, judged: null } as Value)
    for (const [indicator, places] of mine)
      this.#places.set(indicator, [...(this.#places.get(indicator) ?? []), ...places])
  }

  /** Several buyers speak: figures are each one's. */
  get joint(): boolean {
    return this.given.buyers.length > 1
  }

  /** Whether an indicator is of all, or of this buyer. */
  speaks = (one: Definition, { siren }: Speaker): boolean =>
    one.buyer === null || one.buyer === siren || this.document.buyers.length < 2

  /** All that is said of an indicator, by whoever speaks of it. */
  placesOf = (indicator: string): readonly Place[] => this.#places.get(indicator) ?? EMPTY

  /** What is said of an indicator by one buyer. */
  placesBy = (indicator: string, { id }: Speaker): readonly Place[] =>
    this.joint ? this.placesOf(indicator).filter(one => one.buyer.id === id) : this.placesOf(indicator)

  /** The wholes of an indicator that a buyer said, or that its rows or a formula give, oldest first, as decimal texts. */
  seriesOf(definition: Definition, buyer: Speaker): readonly { period: Period; text: string }[] {
    const name = `${definition.key} ${buyer.id}`
    const known = this.#series.get(name)
    if (known) return known
    const wholes = new Map<Period, string>()
    const parts = new Map<Period, Value[]>()
    for (const { period, row, entered, computed } of this.placesBy(definition.key, buyer)) {
      const value = entered?.value ?? computed?.value
      if (row === '' && value != null) wholes.set(period, value)
      else if (entered) parts.set(period, [...(parts.get(period) ?? []), entered])
    }
    for (const [period, said] of parts) {
      const { value, partial } = wholes.has(period)
        ? { value: null, partial: true }
        : figureOf(definition, period, foremost(said))
      if (value !== null && !partial) wholes.set(period, value)
    }
    const series = [...wholes]
      .map(([period, text]) => ({ period, text, end: boundsOf(period).to }))
      .sort((a, b) => (a.end < b.end ? -1 : 1))
    this.#series.set(name, series)
    return series
  }

  /** What each buyer starts from and aims at; of an indicator of all in a joint scheme, also what is said for all of them together (`buyer` null). */
  marksOf(definition: Definition) {
    const { own } = this.document
    const mine = this.given.buyers.filter(({ siren }) =>
      own.some(one => one.parent === definition.key && one.buyer === siren),
    )
    const all = { buyer: this.joint && definition.buyer === null ? null : this.#ownerOf(definition) }
    return [
      { ...all, baseline: definition.baseline, targets: definition.targets },
      ...mine.map(buyer => ({ buyer, ...marksOf(definition, own, buyer.siren) })),
    ]
  }

  #ownerOf = ({ buyer }: Definition): Speaker | null =>
    this.given.buyers.find(({ siren }) => siren === buyer) ??
    (this.given.buyers.length === 1 ? (this.given.buyers[0] ?? null) : null)

  /** The action that an indicator belongs to. */
  actionOf = ({ action }: Definition): Action | null => (action === null ? null : (this.actions.get(action) ?? null))
}

/** The values of a document as those that a database keeps, each of the buyer that it names. */
export const valuesIn = ({ values }: Pick<SchemeDocument, 'values'>): Value[] =>
  values.map(({ indicator, period, row, buyer, ...said }, rank) => ({
    ...said,
    indicator,
    period: period as Period,
    row: row ?? '',
    id: String(rank),
    organisation: buyer ?? '',
    origin: 'entered',
    act: 0,
    entered: 0,
    judged: null,
    lineage: null,
  }))
