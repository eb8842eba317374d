import type { Told } from '#features/indicators'
import { type Action, contextOf, type FieldSaid, type SchemeDocument, saysOf } from '#features/scheme'
import { type Chosen, matched, type Way } from './matching.ts'

/** An edition of a scheme, as a text of it says it. */
export interface Edition {
  code: string
  /** What sets it apart from the other: « édition 2022-2025 », « version 2 ». */
  name: string
  document: SchemeDocument
  /** When the text was adopted; null where it was not. */
  adopted: string | null
  /** Its indicators, by the values that are validated. */
  told: readonly Told[]
}

/** What has become of an action: the same words, others, out of the scheme, in it. */
export const OUTCOMES = ['kept', 'renewed', 'left', 'new'] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface ActionCompared {
  outcome: Outcome
  before: Action | null
  after: Action | null
  /** How the two are known to be the same. */
  way: Way | null
  /** The fields that say something else, as French calls them. */
  changed: readonly string[]
  /** Of one that left: the day, where it is known, and why, where somebody said. */
  left: { on: string | null; reason: string } | null
}

type Axis = SchemeDocument['axes'][number]

/** What is of an axis in both texts: in the order of the text after, then what it no longer has. */
export interface AxisCompared {
  before: Axis | null
  after: Axis | null
  actions: readonly ActionCompared[]
}

/** An indicator that both texts follow. */
export interface IndicatorCompared {
  before: Told
  after: Told
  way: Way
  /** What its definition says otherwise, as French calls it: where there is anything, figures of one are not those of the other. */
  obstacles: readonly string[]
}

export interface EditionsCompared {
  before: Edition
  after: Edition
  axes: readonly AxisCompared[]
  counts: Readonly<Record<Outcome, number>>
  indicators: {
    kept: readonly IndicatorCompared[]
    gone: readonly Told[]
    come: readonly Told[]
  }
}

/** What of an indicator makes its figures what they are. */
const DEFINING: readonly string[] = ['kind', 'unit', 'numerator', 'denominator', 'direction', 'rhythm', 'breakdown', 'levels', 'source', 'counted', 'excluded'] // biome-ignore format: one line
/** What of an action is about its stay rather than about what it does. */
const STAY: readonly string[] = ['entered', 'left', 'buyer']

/** What is read of a field, whatever its spaces and apostrophes. */
const read = (words: readonly string[] = []) => words.join('\n').replace(/\s+/g, '').replaceAll("'", '’')

/** The fields that two parts say otherwise, of those that count. */
function differing(before: readonly FieldSaid[], after: readonly FieldSaid[], counts: (name: string) => boolean) {
  const [then, now] = [new Map(before.map(one => [one.name, one])), new Map(after.map(one => [one.name, one]))]
  const known = new Map([...before, ...after].map(({ name, label }) => [name, label]))
  return [...known].filter(([name]) => counts(name) && read(then.get(name)?.words) !== read(now.get(name)?.words))
}

/** Steps have other dates in another edition: they do not make another action. */
const dateless = (action: Action): Action => ({
  ...action,
  calendar: action.calendar.map(step => ({ ...step, from: null, to: null })),
})

/** What the definitions of an indicator say otherwise, as French calls it: nothing where its figures compare. */
export function obstaclesOf(before: Told, after: Told, then: SchemeDocument, now: SchemeDocument): string[] {
  return differing(
    saysOf('indicator', before.definition, contextOf(then)),
    saysOf('indicator', after.definition, contextOf(now)),
    name => DEFINING.includes(name),
  ).map(([, label]) => label)
}

/**
 * Compares two editions, part by part.
 * @param chosen what somebody said of the actions of the former
 * @param why why an action of the former left, where its text does not say so
 */
export function compareEditions(
  before: Edition,
  after: Edition,
  chosen: Chosen = {},
  why: (action: string) => string = () => '',
): EditionsCompared {
  const [was, is] = [before.document, after.document]
  const [then, now] = [contextOf(was), contextOf(is)]
  const actions = matched(was.actions, is.actions, chosen)
  const found: ActionCompared[] = [
    ...actions.pairs.map(({ before: one, after: other, way }): ActionCompared => {
      const changed = differing(
        saysOf('action', dateless(one), then),
        saysOf('action', dateless(other), now),
        name => !STAY.includes(name),
      )
      const left = other.left ?? null
      const outcome = left ? 'left' : changed.length > 0 ? 'renewed' : 'kept'
      return { outcome, before: one, after: other, way, changed: changed.map(([, label]) => label), left }
    }),
    ...actions.gone.map((one): ActionCompared => {
      const left = one.left ?? { on: after.adopted, reason: why(one.key) }
      return { outcome: 'left', before: one, after: null, way: null, changed: [], left }
    }),
    ...actions.come
      .filter(({ left }) => left === null)
      .map((one): ActionCompared => ({ outcome: 'new', before: null, after: one, way: null, changed: [], left: null })),
  ]
  const counts = { kept: 0, renewed: 0, left: 0, new: 0 }
  for (const { outcome } of found) counts[outcome]++
  return { before, after, axes: axesOf(was, is, found), counts, indicators: indicatorsOf(before, after, actions) }
}

/** The actions by axis: those of the text after in its order, each followed by what left it. */
function axesOf(was: SchemeDocument, is: SchemeDocument, found: readonly ActionCompared[]): AxisCompared[] {
  const axes = matched(was.axes, is.axes)
  const [then, now] = [axisByPart(was), axisByPart(is)]
  const inAfter = (key: string) => found.filter(({ after }) => after !== null && now.get(after.key) === key)
  const inBefore = (key: string) =>
    found.filter(({ after, before }) => after === null && before && then.get(before.key) === key)
  const held = is.axes.map(after => {
    const before = axes.pairs.find(one => one.after === after)?.before ?? null
    return { before, after, actions: [...inAfter(after.key), ...(before ? inBefore(before.key) : [])] }
  })
  return [...held, ...axes.gone.map(before => ({ before, after: null, actions: inBefore(before.key) }))].filter(
    ({ actions }) => actions.length > 0,
  )
}

/** The axis that each axis, objective and action is of, all by their keys. */
export function axisByPart({ axes, objectives, actions }: SchemeDocument): ReadonlyMap<string, string> {
  const above = new Map(axes.map(({ key }) => [key, key]))
  for (const { key, parent } of [...objectives, ...actions]) above.set(key, above.get(parent) ?? parent)
  return above
}

/** The indicators of both, those of calculation apart: what is under actions that are the same, or has one name, is the same. */
function indicatorsOf(before: Edition, after: Edition, actions: ReturnType<typeof matched<Action>>) {
  const sequel = new Map(actions.pairs.map(one => [one.before.key, one.after.key]))
  const gone = new Set(actions.gone.map(({ key }) => key))
  const named = ({ told }: Edition, place: (key: string) => string) =>
    told
      .filter(({ definition }) => !definition.support)
      .map(one => ({
        key: one.definition.key,
        code: one.definition.code,
        // The same words under two actions are two indicators.
        title: `${one.definition.label} ${place(one.definition.action ?? '')}`,
        one,
      }))
  const was = named(before, key => sequel.get(key) ?? (gone.has(key) ? `sortie ${key}` : ''))
  const {
    pairs,
    gone: lost,
    come,
  } = matched(
    was,
    named(after, key => key),
  )
  return {
    kept: pairs.map(({ before: { one }, after: { one: other }, way }) => ({
      before: one,
      after: other,
      way,
      obstacles: obstaclesOf(one, other, before.document, after.document),
    })),
    gone: lost.map(({ one }) => one),
    come: come.map(({ one }) => one),
  }
}
