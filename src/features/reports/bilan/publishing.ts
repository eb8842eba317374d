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
import { findScheme, inForce, reportKindOf, type Scheme } from '#features/scheme'
import { SURVEY_MEASURES } from '#features/surveys'
import { Refusal } from '#kernel'
import type { Database, Writer } from '#platform/db'
import { filesOf } from '../formats.ts'
import { refuse } from '../labels.ts'
import { BILAN } from './composing.ts'
import { type Bilan, type Composition, coverOf } from './composition.ts'
import { type Content, contentFile, contentOf, fingerprintOf } from './content.ts'
import type { RegisterFacts } from './facts.ts'
import { type Validation, waitingOf } from './validation.ts'
import { type Kept, keptOf, textsOf } from './writing.ts'

/** What is read of a report of a year, whether or not anything is written in it. */
interface Read {
  scheme: Scheme
  /** As in its address. */
  year: number
  /** What its publication is about in time. */
  period: string
  bilan: Bilan
  kept: Kept
  /** The publication of it that stands. */
  standing: Publication | null
  history: readonly Publication[]
  example: boolean
  /** What bodies have to say of it; null for a bilan of a year, which waits for nobody. */
  validation: Validation | null
}

/** The report of a year as it stands: what it says is composed where it is asked for, since most pages need its facts alone. */
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

/** Reads the report of a year; null where the actor has no such scheme. @throws Refusal `year-nothing` | `evaluation-nothing` */
export async function readDraft(
  db: Database,
  actor: Actor,
  code: string,
  year: number,
  composition = BILAN,
): Promise<Draft | null> {
  const read = await db.as(scopeOf(actor), async trx => {
    const scheme = await findScheme(trx, actor, code)
    return scheme && { scheme, said: await readSaid(trx, actor, scheme, year, composition) }
  })
  return read && draftFrom(db, actor, read.scheme, year, read.said)
}

/** The report of a year, from what was read of it in a transaction. */
export async function draftFrom(db: Database, actor: Actor, scheme: Scheme, year: number, said: Said): Promise<Draft> {
  const { period, validation, composition } = said
  const register = await openRegister(db.read)
  const bilan = bilanOf(said, await composition.register(register, said.facts, said.kept.plan.contracts))
  const history = await publishedOf(db, actor, scheme.code, { composition, period })
  const { example } = register
  const standing = standingOf(history) ?? null
  return draftOf({ scheme, year, period, bilan, kept: said.kept, standing, history, example, validation })
}

type Said = Awaited<ReturnType<typeof readSaid>>

/** What is said and written of the report of a year now. @throws Refusal `year-nothing` | `evaluation-nothing` */
export const readSaid = async (trx: Writer, actor: Actor, scheme: Scheme, year: number, composition: Composition) => ({
  composition,
  ...(await composition.read(trx, actor, scheme, year)),
  kept: await keptOf(trx, actor, scheme, year, composition),
})

/** The report of a year, from what is said of it and what the register knows. */
const bilanOf = ({ composition, kept, facts }: Said, { contracts, rates, registerDay }: RegisterFacts): Bilan => ({
  composition,
  facts: { ...facts, contracts, rates, registerDay },
  plan: kept.plan,
  texts: textsOf(kept),
  address: '',
})

/** What stands for the report of a year that nothing is told of: it has no page, and no file. */
export function onlyNothing(error: unknown): null {
  if (error instanceof Refusal && ['year-nothing', 'evaluation-nothing'].includes(error.code)) return null
  throw error
}

/** What the actor's organisation has published of a scheme, oldest first. @param of this report alone; all of its bilans without */
export async function publishedOf(
  db: Database,
  actor: Actor,
  code: string,
  of: { composition: Composition; period?: string } = { composition: BILAN },
): Promise<Publication[]> {
  const kind = reportKindOf(of.composition.file, { code })
  const all = await publicationsBy(db.read, actor.membership.organisation.siren)
  return all.filter(one => one.kind === kind && (of.period === undefined || one.period === of.period))
}

/** What reading the report of a year over finds, before it is published: what is blocking, is not. */
export const findingsOf = (db: Database, actor: Actor, { scheme, bilan }: Pick<Draft, 'scheme' | 'bilan'>) =>
  db.as(scopeOf(actor), trx =>
    lintScheme(trx, actor, scheme, {
      measures: [...CONTRACT_MEASURES, ...SURVEY_MEASURES],
      year: String(bilan.facts.year),
    }),
  )

const blockingIn = (findings: readonly Finding[]) => findings.filter(({ level }) => level === 'blocking')

/** A request to publish a report, and what was seen when it was made. */
export interface Confirmation {
  year: number
  fingerprint: string
  correction: { number: number; changes: string } | null
}

/** How often a number may be taken by another publication while files are made. */
const ATTEMPTS = 3

/**
 * Publishes the report of a year as it was seen, with its files and the validated values that it is made of; refuses where anything of it is another since.
 * @returns the number of the publication
 * @throws Refusal `figures-changed` | `waiting` | `blocked` | `nothing-adopted` | `year-nothing` | `already-published` | …
 */
export async function publishBilan(
  db: Database,
  actor: Actor,
  code: string,
  { year, fingerprint, correction }: Confirmation,
  publicUrl: string,
  composition = BILAN,
): Promise<number> {
  const draft = (await readDraft(db, actor, code, year, composition)) ?? refuse('scheme-unknown')
  const { facts } = draft.bilan
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
        kind: reportKindOf(composition.file, { code }),
        title: `${coverOf(draft.bilan).title} : ${facts.scheme.title}`,
        period: draft.period,
        example: draft.example,
        correction,
        number,
        files: [
          {
            name: contentFile(composition),
            type: 'application/json; charset=utf-8',
            body: Buffer.from(canonicalJson(content)),
          },
          ...(await filesOf(content, draft.bilan)),
        ],
        content: contentFile(composition),
      },
      publicUrl,
      async trx => {
        // What is read is what is published: whoever writes a value meanwhile waits.
        await holdValues(trx, actor.membership.organisation.id, draft.scheme.id)
        // The register is read under another role: what it said when this began is what is published.
        const now = await readSaid(trx, actor, draft.scheme, year, composition)
        if (fingerprintOf(contentOf(bilanOf(now, facts))) !== fingerprint) refuse('figures-changed')
        const waiting = now.validation && waitingOf(now.validation, fingerprint)
        if (waiting) refuse('waiting', { waiting })
        await publishUpTo(trx, actor, draft.scheme.id, facts.year)
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
