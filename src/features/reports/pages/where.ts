import type { Actor } from '#features/organisations'
import { baseOf } from '#features/scheme'
import { coverOf } from '../bilan/composition.ts'
import type { Draft } from '../bilan/publishing.ts'

/** Where a report is prepared, what it is called, and the pages that it is under. */
export function whereOf(actor: Actor, { scheme, year, bilan }: Draft) {
  const { composition } = bilan
  const base = baseOf(actor, scheme)
  return {
    base,
    here: base + composition.at(year),
    title: coverOf(bilan).title,
    crumbs: composition.above(year).map(({ label, at }) => ({ label, href: base + at })),
  }
}
