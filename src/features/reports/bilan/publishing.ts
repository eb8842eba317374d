import { CONTRACT_MEASURES, openRegister } from '#features/contracts'
import { holdValues, publishUpTo } from '#features/indicators'
import { type Finding, lintScheme } from '#features/linter'
import { type Actor, scopeOf } from '#features/organisations'
import {
  addressOf,
  canonicalJson,
  nextNumber,
  type Publication,
  publicationsBy,
  publish,
  standingOf,
} from '#features/publications'
import { bilanKindOf, findScheme, inForce, type Scheme } from '#features/scheme'
import { SURVEY_MEASURES } from '#features/surveys'
import { Refusal } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { filesOf } from '../formats.ts'
import { refuse } from '../labels.ts'
import type { Bilan } from './composing.ts'
import { CONTENT, type Content, contentOf, fingerprintOf } from './content.ts'
import { registerFacts } from './contracts.ts'
import { type RegisterFacts, titleOf } from './facts.ts'
import { readFacts, tellableYears } from './reading.ts'
import { type Kept, keptOf, textsOf } from './writing.ts'

/** What is read of the bilan of a year, whether or not anything is written in it. */
interface Read {
  scheme: Scheme
  bilan: Bilan
  kept: Kept
  /** The publication of this year that stands. */
  standing: Publication | null
  history: readonly Publication[]
  example: boolean
}

/** The bilan of a year as it stands: what it says is composed where it is asked for, since most pages need its facts alone. */
export type Draft = Read & { readonly content: Content; readonly fingerprint: string }

function draftOf(read: Read): Draft {
  let content: Content | undefined
  let fingerprint: string | undefined
  return {
    ...read,
    get content() {
      content ??= contentOf(read.bilan)
      return content
    },
    get fingerprint() {
      fingerprint ??= fingerprintOf(this.content)
      return fingerprint
    },
  }
}

/** Reads the bilan of a year; null where the actor has no such scheme. @throws Refusal `year-nothing` */
export async function readDraft(db: Database, actor: Actor, code: string, year: number): Promise<Draft | null> {
  const read = await db.as(scopeOf(actor), async trx => {
    const scheme = await findScheme(trx, actor, code)
    if (scheme === null) return null
    if (!(await tellableYears(trx, actor, scheme)).includes(year)) refuse('year-nothing', { year })
    return { scheme, said: await readSaid(trx, actor, scheme, year) }
  })
  if (read === null) return null
  const { scheme, said } = read
  const register = await openRegister(db.read)
  const bilan = bilanOf(said, await registerFacts(register, said.facts, said.kept.plan.contracts))
  const history = await publishedOf(db, actor, code, year)
  const { example } = register
  return draftOf({ scheme, bilan, kept: said.kept, standing: standingOf(history) ?? null, history, example })
}

type Said = Awaited<ReturnType<typeof readSaid>>

/** What is said and written of the bilan of a year now. */
const readSaid = async (trx: Writer, actor: Actor, scheme: Scheme, year: number) => ({
  kept: await keptOf(trx, actor, scheme, year),
  facts: await readFacts(trx, actor, scheme, year),
})

/** The bilan of a year, from what is said of it and what the register knows. */
const bilanOf = ({ kept, facts }: Said, { contracts, rates, registerDay }: RegisterFacts): Bilan => ({
  facts: { ...facts, contracts, rates, registerDay },
  plan: kept.plan,
  texts: textsOf(kept),
  address: '',
})

/** What stands for the bilan of a year that nothing is told of: it has no page, and no file. */
export function onlyNothing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'year-nothing') return null
  throw error
}

/** What the actor's organisation has published of a scheme, oldest first. @param year of this one alone */
export async function publishedOf(db: Database, actor: Actor, code: string, year?: number): Promise<Publication[]> {
  const all = await publicationsBy(db.read, actor.membership.organisation.siren)
  return all.filter(one => one.kind === bilanKindOf({ code }) && (year === undefined || one.period === String(year)))
}

/** What reading the bilan of a year over finds, before it is published: what is blocking, is not. */
export const findingsOf = (db: Database, actor: Actor, { scheme, bilan }: Pick<Draft, 'scheme' | 'bilan'>) =>
  db.as(scopeOf(actor), trx =>
    lintScheme(trx, actor, scheme, {
      measures: [...CONTRACT_MEASURES, ...SURVEY_MEASURES],
      year: String(bilan.facts.year),
    }),
  )

const blockingIn = (findings: readonly Finding[]) => findings.filter(({ level }) => level === 'blocking')

/** A request to publish a bilan, and what was seen when it was made. */
export interface Confirmation {
  year: number
  fingerprint: string
  correction: { number: number; changes: string } | null
}

/** How often a number may be taken by another publication while files are made. */
const ATTEMPTS = 3

/**
 * Publishes the bilan of a year as it was seen, with its files and the validated values that it is made of; refuses where anything of it is another since.
 * @returns the number of the publication
 * @throws Refusal `figures-changed` | `blocked` | `nothing-adopted` | `year-nothing` | `already-published` | …
 */
export async function publishBilan(
  db: Database,
  actor: Actor,
  code: string,
  { year, fingerprint, correction }: Confirmation,
  publicUrl: string,
): Promise<number> {
  const draft = (await readDraft(db, actor, code, year)) ?? refuse('scheme-unknown')
  if (!inForce(draft.scheme)) refuse('nothing-adopted')
  if (draft.fingerprint !== fingerprint) refuse('figures-changed')
  const [first, ...others] = blockingIn(await findingsOf(db, actor, draft))
  if (first) refuse('blocked', { count: others.length + 1, first: first.message })
  const { siren } = actor.membership.organisation
  for (let attempt = 1; ; attempt++) {
    const number = await nextNumber(db, actor)
    const paper = {
      ...draft.content.paper,
      facts: [...draft.content.paper.facts, { label: 'Publication', text: `n° ${number}` }],
      address: publicUrl && publicUrl + addressOf({ siren, number }),
    }
    const content = { ...draft.content, paper }
    const publishing = publish(
      db,
      actor,
      {
        kind: bilanKindOf({ code }),
        title: `${titleOf(draft.bilan.facts)} : ${draft.bilan.facts.scheme.title}`,
        period: String(year),
        example: draft.example,
        correction,
        number,
        files: [
          { name: CONTENT, type: 'application/json; charset=utf-8', body: Buffer.from(canonicalJson(content)) },
          ...(await filesOf(content, draft.bilan)),
        ],
        content: CONTENT,
      },
      publicUrl,
      async trx => {
        // What is read is what is published: whoever writes a value meanwhile waits.
        await holdValues(trx, actor.membership.organisation.id, draft.scheme.id)
        // The register is read under another role: what it said when this began is what is published.
        const now = bilanOf(await readSaid(trx, actor, draft.scheme, year), draft.bilan.facts)
        if (fingerprintOf(contentOf(now)) !== fingerprint) refuse('figures-changed')
        await publishUpTo(trx, actor, draft.scheme.id, year)
      },
    )
    try {
      return await publishing
    } catch (error) {
      const taken = error instanceof Refusal && error.code === 'number-taken'
      if (!taken || attempt === ATTEMPTS) throw error
    }
  }
}
