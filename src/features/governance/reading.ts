import { type Body, bodiesOf, type Case, casesOf, chainsOf, type Orientation, orientationsOf } from '#features/bodies'
import type { Actor } from '#features/organisations'
import { documentOf, frozenTexts, inForce, openVersion, type Scheme } from '#features/scheme'
import type { Writer } from '#platform/db'
import { type ActionChange, actionChanges, type Standing, standingOf } from './changes.ts'
import { scopeOfScheme } from './governance.ts'

/** What bodies have to say of a scheme, and said. */
export interface Governed {
  bodies: readonly Body[]
  chains: ReadonlyMap<string, readonly string[]>
  /** Every case of the scheme, the oldest first. */
  cases: readonly Case[]
  /** What bodies asked to write of it, the latest first. */
  orientations: readonly Orientation[]
  /** What the version that is being written changes; none while no version is open. */
  changes: readonly ActionChange[]
  /** The text that waits for its adoption, where one does. */
  text: { number: number; sha256: string; standing: Standing; asked: Case | null } | null
}

/** Reads what is governed of a scheme that the actor's organisation leads. */
export async function governed(trx: Writer, actor: Actor, scheme: Scheme): Promise<Governed> {
  const scope = scopeOfScheme(scheme)
  const cases = await casesOf(trx, actor, { scope })
  const open = openVersion(scheme)
  const submitted = open?.state === 'submitted' && open.sha256 !== null ? open : null
  const about = cases
    .filter(({ matter }) => matter === 'text')
    .findLast(({ subject }) => subject === String(open?.number))
  return {
    bodies: await bodiesOf(trx, actor),
    chains: await chainsOf(trx, actor, scope),
    cases,
    orientations: await orientationsOf(trx, actor, { scope }),
    changes: open ? await changesOf(trx, scheme, cases) : [],
    text:
      submitted?.sha256 == null
        ? null
        : { number: submitted.number, sha256: submitted.sha256, ...standingOf(about, submitted.sha256) },
  }
}

async function changesOf(trx: Writer, scheme: Scheme, cases: readonly Case[]): Promise<ActionChange[]> {
  const adopted = inForce(scheme)
  const before = adopted ? (await frozenTexts(trx, scheme, [adopted.number])).get(adopted.number) : undefined
  const about = cases.filter(({ matter }) => matter === 'action')
  return actionChanges(before ?? null, await documentOf(trx, scheme), about)
}
