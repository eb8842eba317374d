import type { Actor } from '#features/organisations'
import { type Publication, publicationsBy, publish, standingOf } from '#features/publications'
import { parisDay } from '#kernel'
import type { Database } from '#platform/db'
import { isImplausible } from '../decp/dates.ts'
import { refuse } from '../labels.ts'
import { sumsByYear } from '../rates/sums.ts'
import { openRegister, type Register } from '../register/register.ts'
import { figuresOf, fingerprintOf, type RatesFigures } from './figures.ts'
import { FIGURES_FILE, openDataOf } from './open-data.ts'

/** The kind of publications that are the rates of a buyer for a year. */
export const RATES = 'rates'

/** What would be published. */
export interface Preview {
  figures: RatesFigures
  fingerprint: string
  /** The publication that it would correct; null for a first one of the year. */
  corrected: Publication | null
  example: boolean
}

/** A request to publish a year, and what was seen when it was made. */
export interface Confirmation {
  year: number
  fingerprint: string
  correction: { number: number; changes: string } | null
}

/** Begun, and not of a mistyped date. */
const isPublishable = (year: number) => !isImplausible(`${String(year).padStart(4, '0')}-01-01`, parisDay(new Date()))

async function previewOf(db: Database, register: Register, actor: Actor, year: number): Promise<Preview> {
  const { siren, name } = actor.membership.organisation
  if (!isPublishable(year)) refuse('year-implausible', { year })
  const figures = await figuresOf(register, { siren, name }, year)
  if (figures === null) return refuse('year-empty', { year })
  const history = (await publicationsBy(db.read, siren)).filter(
    ({ kind, period }) => kind === RATES && period === String(year),
  )
  return {
    figures,
    fingerprint: await fingerprintOf(register, figures),
    corrected: standingOf(history) ?? null,
    example: register.example,
  }
}

/** What the actor's organisation would publish of a year now. Refuses a year without contracts, or to come. */
export async function previewRates(db: Database, actor: Actor, year: number): Promise<Preview> {
  return previewOf(db, await openRegister(db.read), actor, year)
}

/**
 * Publishes the rates of the actor's organisation for a year, as they were seen: refuses when the register says something else since.
 * @param publicUrl the address under which people reach the site, without a final slash
 * @returns the number of the publication
 */
export async function publishRates(
  db: Database,
  actor: Actor,
  { year, fingerprint, correction }: Confirmation,
  publicUrl: string,
): Promise<number> {
  const register = await openRegister(db.read)
  const { figures, fingerprint: now, example } = await previewOf(db, register, actor, year)
  if (now !== fingerprint) refuse('figures-changed')
  const draft = {
    kind: RATES,
    title: `Achats responsables en ${year}`,
    period: String(year),
    example,
    correction,
    files: await openDataOf(register, figures, publicUrl),
    content: FIGURES_FILE,
  }
  return publish(db, actor, draft, publicUrl)
}

/** A year that the actor's organisation may publish: how many contracts, and what stands of it. */
export interface PublishableYear {
  year: number
  contracts: number
  standing: Publication | null
}

/** What was published, latest first, and what can be: the years that have contracts, latest first. */
export async function readPublications(db: Database, actor: Actor) {
  const { siren } = actor.membership.organisation
  const register = await openRegister(db.read)
  const publications = (await publicationsBy(db.read, siren)).toReversed()
  const rates = publications.filter(
    ({ kind, withdrawn, replacedBy }) => kind === RATES && !withdrawn && replacedBy === null,
  )
  const years = (await sumsByYear(register, { buyers: [siren], year: null }))
    .filter(({ year, sums }) => isPublishable(year) && sums.contracts > 0)
    .map(({ year, sums }) => ({
      year,
      contracts: sums.contracts,
      standing: rates.find(({ period }) => period === String(year)) ?? null,
    }))
    .reverse()
  return { publications, years, example: register.example }
}
