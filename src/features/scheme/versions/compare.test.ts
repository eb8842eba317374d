import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIST, type PartKind, type SchemeDocument } from '../document/document.ts'
import { read, SMALL } from '../scheme.test-support.ts'
import { type AnyPart, type Comparison, compare, readingOrder } from './compare.ts'

const KINDS = Object.keys(LIST) as PartKind[]
const LONG_AGO = { ...read(SMALL) }

/** The parts in the order in which they are read. */
const inOrder = (document: SchemeDocument) =>
  [...readingOrder(document).values()].map(({ kind, part }) => ({ kind, part }))

/** Builds the text after from the text before and what became of it, and nothing else. */
function apply(before: SchemeDocument, { parts }: Comparison): SchemeDocument {
  const changed = new Map(parts.map(one => [`${one.kind} ${one.key}`, one]))
  const groups = new Map<string, AnyPart[]>()
  const group = (kind: PartKind, parent: string | null) => {
    const key = `${kind} ${parent}`
    const found = groups.get(key) ?? []
    groups.set(key, found)
    return found
  }
  for (const kind of KINDS)
    for (const part of before[LIST[kind]]) {
      const change = changed.get(`${kind} ${part.key}`)
      if (change?.place || change?.after === null) continue
      group(kind, 'parent' in part ? part.parent : null).push(change?.after ?? part)
    }
  for (const { kind, after, place } of parts) {
    if (!place || !after) continue
    const among = group(kind, place.parent)
    among.splice(place.after === null ? 0 : 1 + among.findIndex(({ key }) => key === place.after), 0, after)
  }
  const lists = KINDS.map(kind => [
    LIST[kind],
    [...groups].flatMap(([key, members]) => (key.startsWith(`${kind} `) ? members : [])),
  ])
  return { ...before, ...Object.fromEntries(lists) }
}

const word = fc.constantFrom(
  'a',
  'l’eau',
  'papier',
  'recyclé',
  '90\u202f000',
  '38,5',
  ';',
  '\u202f;',
  '« ',
  '\n',
  ' ',
  '-',
  'mieux-disant',
)
const words = fc.array(word, { maxLength: 12 }).map(all => `${all.join(' ')}.`.trim())
const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
/** A text whose parts have keys among a few, in any order and under one another. */
const text = fc
  .record({
    axes: fc.shuffledSubarray(['x', 'y', 'z'], { minLength: 1 }),
    actions: fc.shuffledSubarray(keys),
    places: fc.array(fc.nat(10), { minLength: 20, maxLength: 20 }),
    titles: fc.array(words, { minLength: 20, maxLength: 20 }),
    codes: fc.array(fc.constantFrom('', '1', '2-1'), { minLength: 20, maxLength: 20 }),
    pilots: fc.array(fc.shuffledSubarray(['Achats', 'Voirie', 'Solidarités']), { minLength: 20, maxLength: 20 }),
    unit: fc.constantFrom('', '%', 'kg'),
    summary: words,
  })
  .map(({ axes, actions, places, titles, codes, pilots, unit, summary }) =>
    read({
      ...SMALL,
      summary,
      objectives: [],
      axes: axes.map((key, i) => ({ key, title: titles[i], code: codes[i] })),
      actions: actions.map((key, i) => ({
        key,
        parent: axes[(places[i] ?? 0) % axes.length],
        title: titles[i + 4],
        code: codes[i + 4],
        pilots: pilots[i],
        description: titles[i + 8],
      })),
      indicators: actions.map((key, i) => ({
        key: `i-${key}`,
        parent: [...actions, ...axes, null][(places[i + 9] ?? 0) % (actions.length + axes.length + 1)],
        label: titles[i + 12],
        kind: 'amount',
        unit,
        baseline: { period: '2025', value: String(places[i]) },
      })),
    }),
  )

describe('comparing two texts', () => {
  test('what is compared with itself differs in nothing', () => {
    expect(compare(LONG_AGO, read(SMALL))).toEqual({ cover: [], parts: [] })
  })

  test('what became of a text makes the other one, and the other way round is its mirror', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const forth = compare(before, after)
        expect(inOrder(apply(before, forth))).toEqual(inOrder(after))
        const back = compare(after, before)
        expect(inOrder(apply(after, back))).toEqual(inOrder(before))
        const mirrored = (one: Comparison) =>
          one.parts.map(({ kind, key, before, after, fields, renumbered }) => ({
            kind,
            key,
            before,
            after,
            fields,
            renumbered,
          }))
        const byKey = (a: { kind: string; key: string }, b: { kind: string; key: string }) =>
          `${a.kind} ${a.key}` < `${b.kind} ${b.key}` ? -1 : 1
        // Which of two neighbours moved past the other is a choice; how many did is not.
        const still = (one: Comparison) =>
          mirrored(one).filter(
            ({ before, after, fields, renumbered }) => !before || !after || fields.length > 0 || renumbered,
          )
        expect(
          still(back)
            .map(one => ({ ...one, before: one.after, after: one.before }))
            .sort(byKey),
        ).toEqual(still(forth).sort(byKey))
        expect(forth.parts.filter(one => one.moved).length).toBe(back.parts.filter(one => one.moved).length)
        expect(forth.cover).toEqual(back.cover)
      }),
      { numRuns: 60 },
    )
  })
})
