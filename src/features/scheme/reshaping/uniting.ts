import { type Actor, scopeOf } from '#features/organisations'
import type { Database } from '#platform/db'
import { day, fr } from '#ui'
import type { Action } from '../document/document.ts'
import { refuse } from '../labels.ts'
import type { Leaving } from '../leaving.ts'
import { carryPilots, carrySteps, note } from '../life/carrying.ts'
import { statusesOf } from '../life/events.ts'
import { openVersion } from '../scheme.ts'
import { checkPart } from '../text/checking.ts'
import { newKey } from '../text/keys.ts'
import { type StoredPart, wholePart } from '../text/parts.ts'
import { SPECS } from '../text/specs.ts'
import { arrange, rewrite } from '../text/structure.ts'
import { STATUS_WORDS } from '../words.ts'
import { holdDraft } from './holding.ts'
import { pinned } from './references.ts'

/** What becomes of a field that both sheets fill in. */
export const TAKEN = ['both', 'kept', 'other'] as const
export type Taken = (typeof TAKEN)[number]

/** How an action takes another in. */
export interface Union {
  /** Why: written in what happened to the action that is kept. */
  reason: string
  /** Of each field that both fill in, by its name; both where nothing is said. */
  fields: Readonly<Record<string, Taken>>
  /** Whether who pilots the other pilots it too. */
  pilots: boolean
}

const REASON_LENGTH = 2000
const NOT_TEXT = ['calendar', 'entered', 'left']
/** The fields that two sheets have one of: of their titles and codes, one is chosen. */
export const UNITED = SPECS.action.filter(({ name }) => !NOT_TEXT.includes(name))

const filled = (value: unknown) => (Array.isArray(value) ? value.length > 0 : value !== '' && value !== null)

/** The fields of which two sheets say two things. */
export const twice = (kept: Action, other: Action) =>
  UNITED.filter(({ name }) => {
    const [a, b] = [kept[name as keyof Action], other[name as keyof Action]]
    return filled(a) && filled(b) && JSON.stringify(a) !== JSON.stringify(b)
  })

function joined(as: (typeof UNITED)[number]['as'], a: unknown, b: unknown): unknown {
  if (as === 'line') return a
  return Array.isArray(a) && Array.isArray(b) ? [...new Set([...a, ...b])] : `${a}\n\n${b}`
}

/** The sheet that two become, and what the steps of the other are called in it. */
export function unitedOf(kept: Action, other: Action, fields: Union['fields']) {
  const { key: _, parent: __, ...content } = kept
  const united: Record<string, unknown> = { ...content }
  for (const { name, as } of UNITED) {
    const [a, b] = [kept[name as keyof Action], other[name as keyof Action]]
    const both = filled(a) && filled(b)
    const taken = both ? (fields[name] ?? 'both') : filled(a) ? 'kept' : 'other'
    united[name] = taken === 'kept' ? a : taken === 'other' ? b : joined(as, a, b)
  }
  const taken = new Set(kept.calendar.map(({ key }) => key))
  const steps = new Map<string, string>()
  for (const { key } of other.calendar) {
    steps.set(key, newKey(key, taken))
    taken.add(steps.get(key) ?? '')
  }
  united['calendar'] = [...kept.calendar, ...other.calendar.map(step => ({ ...step, key: steps.get(step.key) }))]
  const entered = [kept.entered, other.entered].filter(day => day !== null)
  united['entered'] = entered.sort()[0] ?? null
  return { content: united, steps }
}

const CODE_LENGTH = 30

/** The codes of the indicators that come among others, where those have them already: others that nothing in the scheme has. */
function freeCodes(there: readonly StoredPart[], come: readonly StoredPart[], parts: readonly StoredPart[]) {
  const codeOf = ({ content }: StoredPart) => String(content['code'] ?? '')
  const beside = new Set(there.map(codeOf))
  const known = new Set(parts.map(codeOf))
  return come
    .filter(one => codeOf(one) !== '' && beside.has(codeOf(one)))
    .map(one => {
      let [code, rank] = [codeOf(one), 2]
      while (known.has(code)) code = `${codeOf(one)}-${rank++}`
      known.add(code)
      return { part: one, code: code.length > CODE_LENGTH ? '' : code }
    })
}

/**
 * Makes one action of two: the one that is kept takes the text, the steps and the indicators of the other, which leaves the draft. Indicators keep
 * their keys, so that their values follow them; versions that were adopted show the other still.
 * @param key of the one that is kept
 * @throws Refusal `union-itself` | `union-buyers` | `union-reason` | `part-unknown` | `part-invalid` | `others-own` | `not-leading`, and those of {@link holdDraft}
 */
export function uniteActions(
  db: Database,
  actor: Actor,
  code: string,
  key: string,
  otherKey: string,
  { reason, fields, pilots }: Union,
  leaving?: Leaving,
): Promise<void> {
  return db.as(scopeOf(actor, 'unite-actions'), async trx => {
    const { scheme, parts, mine, under } = await holdDraft(trx, actor, code)
    if (key === otherKey) refuse('union-itself')
    const part = mine(key, 'action')
    const [kept, other] = [wholePart('action', part), wholePart('action', mine(otherKey, 'action'))]
    if (kept.buyer !== other.buyer) refuse('union-buyers')
    await leaving?.(trx, actor, scheme, [{ action: otherKey, on: null }])
    const why = reason.trim()
    if (why === '' || why.length > REASON_LENGTH) refuse('union-reason')
    const { content, steps } = unitedOf(kept, other, fields)
    const [there, come] = [under(key, 'indicator'), under(otherKey, 'indicator')]
    if (come.some(one => one.organisation !== part.organisation)) refuse('others-own')
    const called = new Map(pinned(parts).map(one => [one.key, one]))
    const coded = freeCodes(there, come, parts).map(({ part: one, code: free }) => {
      const now = called.get(one.key) ?? one
      return { ...now, content: { ...now.content, code: free } }
    })
    for (const one of coded) called.set(one.key, one)
    await rewrite(trx, actor, scheme, [
      ...called.values(),
      { key, content: checkPart('action', key, part.parent, content, scheme) },
    ])
    await arrange(trx, scheme, key, [...there, ...come])
    await trx
      .deleteFrom('scheme_part')
      .where('scheme_id', '=', scheme.id)
      .where('organisation_id', '=', actor.membership.organisation.id)
      .where('key', '=', otherKey)
      .execute()
    await carrySteps(trx, actor, scheme, otherKey, key, steps)
    if (pilots) await carryPilots(trx, actor, scheme, otherKey, key)
    const status = (await statusesOf(trx, scheme, actor.membership.organisation.id)).get(otherKey)
    const words = [
      fr`Brouillon de la version ${openVersion(scheme)?.number ?? 1} : l’action « ${[other.code, other.title].filter(Boolean).join(' ')} » est réunie à celle-ci.`,
      status && fr`Elle était « ${STATUS_WORDS[status.status].label} » depuis le ${day(status.day)}.`,
      fr`Motif : ${why}`,
    ]
    await note(trx, actor, scheme, key, words.filter(Boolean).join(' '))
  })
}
