import { type Case, casesOf, lastOfEach } from '#features/bodies'
import { scopeOfScheme } from '#features/governance'
import type { Actor } from '#features/organisations'
import { documentOf, frozenTexts, type Scheme, type SchemeDocument } from '#features/scheme'
import { parisDay } from '#kernel'
import type { Writer } from '#platform/db'
import type { ActionState, CampaignState, Evaluation, Grade, Judgements } from './evaluation.ts'
import { nameOf } from './named.ts'
import { calendarOf, dueOf, type Step } from './rules/calendar.ts'
import { type Coverage, coverageOf } from './rules/coverage.ts'
import { type Cycled, lastYear, yearsOf } from './rules/cycle.ts'
import { DEFAULT_RULES, type Rules, rules as rulesRead } from './rules/settings.ts'
import type { Candidate } from './rules/share.ts'
import { strategiesOf } from './strategies.ts'

/** What is submitted to bodies: the share of a year, the evaluation of an action of it, the bilan of a share, the global bilan. */
export const CHOICE = 'choice'
export const EVALUATION = 'evaluation'
export const SHARE_REPORT = 'share-report'
export const GLOBAL_REPORT = 'global-report'
const MATTERS = [CHOICE, EVALUATION, SHARE_REPORT, GLOBAL_REPORT] as const
export const subjectOf = (year: number, action: string) => `${year}/${action}`

/** An action of the text, as cycles know it. */
export interface CycleAction extends Candidate {
  code: string
  title: string
}

/** An action of a share. */
export interface ShareAction {
  key: string
  /** As it was called when it entered the share. */
  code: string
  title: string
  origin: 'proposed' | 'added'
  removed: boolean
  /** Why it was added by hand, or removed. */
  reason: string
  state: ActionState
  evaluation: Evaluation | null
  /** The last time it was submitted. */
  asked: Case | null
  /** Who validated it, where no body did. */
  validatedBy: string | null
}

/** The share of a year, and what is said of its actions. */
export interface Campaign {
  id: string
  year: number
  /** The first year of the cycle that it was opened in. */
  cycle: number
  state: CampaignState
  designatedAt: Date | null
  /** Who designated it, where no body did. */
  designatedBy: string | null
  /** The last time it was submitted. */
  asked: Case | null
  /** The last day on which its evaluations are expected. */
  due: string | null
  /** In the order in which the text had them; those that were removed included. */
  actions: readonly ShareAction[]
}

/** All that a scheme’s cycle is, for an organisation. */
export interface Cycle {
  rules: Rules
  cycled: Cycled
  years: readonly number[]
  calendar: readonly Step[]
  /** The organisation’s, in the order of the text. */
  actions: readonly CycleAction[]
  campaigns: readonly Campaign[]
  /** The years whose purchase strategy a body decided, and the case of each. */
  strategies: ReadonlyMap<number, Case>
  coverage: Coverage
  /** The last time that each report was submitted: of a share, by its year; of a cycle, by the year after its last. */
  reports: { shares: ReadonlyMap<string, Case>; cycles: ReadonlyMap<string, Case> }
}

/** What the rules of a cycle know of a scheme. */
export const cycledOf = ({ from, versions }: Pick<Scheme, 'from' | 'versions'>): Cycled => ({
  from,
  adopted: versions.find(({ adoption }) => adoption !== null)?.adoption?.on ?? null,
})

/** The rules of a scheme’s evaluation, for the actor’s organisation; those of the source where it changed none. */
export async function rulesOf(trx: Writer, { membership }: Actor, { id }: Pick<Scheme, 'id'>): Promise<Rules> {
  const found = await trx
    .selectFrom('evaluation_rules')
    .select('rules')
    .where('organisation_id', '=', membership.organisation.id)
    .where('scheme_id', '=', id)
    .executeTakeFirst()
  return found ? rulesRead.parse(found.rules) : DEFAULT_RULES
}

/** The actions of a text that an organisation evaluates: those of all where it leads, and its own. */
function actionsIn({ actions, objectives }: SchemeDocument, actor: Actor, scheme: Scheme): CycleAction[] {
  const { id, siren } = actor.membership.organisation
  const axes = new Map(objectives.map(({ key, parent }) => [key, parent]))
  return actions
    .filter(({ buyer }) => (buyer === null ? scheme.organisation === id : buyer === siren))
    .map(({ key, code, title, parent, pilots, entered, left }) => ({
      ...{ key, code, title, pilots, entered },
      axis: axes.get(parent) ?? parent,
      left: left?.on ?? null,
    }))
}

/**
 * The actions that an organisation evaluates, as the text in force has them; before them, those that its former versions had and it has no more,
 * which left on the day it was adopted, or before it where they said so. What a later text adds entered on the day it was adopted, unless it says
 * another. Of a scheme that was never adopted, those of the text that is being written.
 */
export async function actionsOf(trx: Writer, actor: Actor, scheme: Scheme): Promise<CycleAction[]> {
  const adopted = scheme.versions.flatMap(({ number, adoption }) => (adoption ? [{ number, on: adoption.on }] : []))
  if (adopted.length === 0) return actionsIn(await documentOf(trx, scheme), actor, scheme)
  const texts = await frozenTexts(trx, scheme, adopted.map(({ number }) => number)) // biome-ignore format: one line
  let known: CycleAction[] = []
  for (const [at, { number, on }] of adopted.entries()) {
    const text = texts.get(number)
    if (text === undefined) continue
    const before = new Map(known.map(one => [one.key, one]))
    const now = actionsIn(text, actor, scheme).map(one => {
      const then = before.get(one.key)
      return { ...one, entered: one.entered ?? (then ? then.entered : at === 0 ? null : on) }
    })
    const gone = known.filter(({ key }) => now.every(one => one.key !== key))
    known = [...gone.map(one => ({ ...one, left: one.left !== null && one.left < on ? one.left : on })), ...now]
  }
  return known
}

/** Reads a scheme’s cycle: its rules, its shares, what is judged of their actions and decided of it. */
export async function readCycle(trx: Writer, actor: Actor, scheme: Scheme): Promise<Cycle> {
  const rules = await rulesOf(trx, actor, scheme)
  const cycled = cycledOf(scheme)
  const actions = await actionsOf(trx, actor, scheme)
  const calendar = calendarOf(rules, cycled)
  const asked = await casesOf(trx, actor, { scope: scopeOfScheme(scheme), matter: [...MATTERS] })
  const about = (matter: string) => lastOfEach(asked.filter(one => one.matter === matter))
  const campaigns = await campaignsOf(trx, actor, scheme, rules, about)
  const coverage = coverageAt({ campaigns, actions, rules, cycled }, lastYear(cycled, rules), null)
  const reports = { shares: about(SHARE_REPORT), cycles: about(GLOBAL_REPORT) }
  const strategies = await strategiesOf(trx, actor, scheme)
  return { rules, cycled, years: yearsOf(cycled, rules), calendar, actions, campaigns, strategies, coverage, reports }
}

/** The campaigns of a scheme, by their years. @param about the last case of each subject of a matter */
export async function campaignsOf(
  trx: Writer,
  actor: Actor,
  scheme: Scheme,
  rules: Rules,
  about: (matter: string) => ReadonlyMap<string, Case>,
): Promise<Campaign[]> {
  const organisation = actor.membership.organisation.id
  const opened = await trx
    .selectFrom('campaign as c')
    .leftJoin('person as p', 'p.id', 'c.designated_by')
    .select(['c.id', 'c.year', 'c.cycle', 'c.designated_at as designatedAt'])
    .select(nameOf('c.designated_by').as('designatedBy'))
    .where('c.organisation_id', '=', organisation)
    .where('c.scheme_id', '=', scheme.id)
    .orderBy('c.year')
    .execute()
  if (opened.length === 0) return []
  const rows = await trx
    .selectFrom('campaign_action as a')
    .leftJoin('evaluation as e', join =>
      join
        .onRef('e.organisation_id', '=', 'a.organisation_id')
        .onRef('e.campaign_id', '=', 'a.campaign_id')
        .onRef('e.action', '=', 'a.action'),
    )
    .leftJoin('person as p', 'p.id', 'e.validated_by')
    .select(nameOf('e.validated_by').as('validatedBy'))
    .select(['a.campaign_id', 'a.action as key', 'a.code', 'a.title', 'a.origin', 'a.removed', 'a.reason'])
    .select(['e.judgements', 'e.grade', 'e.strengths', 'e.obstacles', 'e.evidence', 'e.recommendation'])
    .select(['e.advice', 'e.exit_on as exitOn', 'e.revision', 'e.validated_at as validatedAt'])
    .where('a.organisation_id', '=', organisation)
    .where(
      'a.campaign_id',
      'in',
      opened.map(({ id }) => id),
    )
    .orderBy('a.code')
    .orderBy('a.action')
    .execute()
  const [choices, asked] = [about(CHOICE), about(EVALUATION)]
  return opened.map(({ id, year, cycle, designatedAt, designatedBy }) => {
    const choice = choices.get(String(year)) ?? null
    const state = designatedAt ? 'designated' : (pendingOf(choice) ?? 'proposed')
    const actions = rows
      .filter(({ campaign_id }) => campaign_id === id)
      .map(({ key, code, title, origin, removed, reason, validatedBy, ...said }): ShareAction => {
        const evaluation = evaluationIn(said)
        const own = asked.get(subjectOf(year, key)) ?? null
        const written = evaluation?.validatedAt
          ? 'validated'
          : (pendingOf(own) ?? (evaluation ? 'draft' : 'designated'))
        const now = designatedAt ? written : 'proposed'
        return { key, code, title, origin, removed, reason, evaluation, asked: own, validatedBy, state: now }
      })
    const due = dueOf(calendarOf({ ...rules, first: cycle }, cycledOf(scheme)), year)
    return { id, year, cycle, state, designatedAt, designatedBy, asked: choice, due, actions }
  })
}

/** The day on which a share was chosen: that of the last body, or of who designated it alone. */
const chosenOn = ({ asked, designatedAt, designatedBy }: Campaign): string | null =>
  (designatedBy === null ? asked?.decisions.at(-1)?.on : undefined) ?? (designatedAt && parisDay(designatedAt))

/** Where what was submitted is, as long as it is not accepted: what was taken back is as if it had not been. */
const pendingOf = (asked: Case | null): 'submitted' | 'returned' | null =>
  asked?.state === 'open' ? 'submitted' : asked?.state === 'returned' || asked?.state === 'refused' ? 'returned' : null

function evaluationIn(
  row: {
    [K in 'strengths' | 'obstacles' | 'evidence' | 'advice' | 'exitOn']: string | null
  } & {
    judgements: unknown
    grade: number | null
    recommendation: Evaluation['recommendation']
    revision: number | null
    validatedAt: Date | null
  },
): Evaluation | null {
  const { revision, judgements, grade, strengths, obstacles, evidence, advice, ...rest } = row
  if (revision === null) return null
  return {
    ...rest,
    judgements: judgements as Judgements,
    grade: grade as Grade | null,
    strengths: strengths ?? '',
    obstacles: obstacles ?? '',
    evidence: evidence ?? '',
    advice: advice ?? '',
    revision,
  }
}

/**
 * What a cycle had covered by the share of a year.
 * @param first the first year of that cycle; null for the one that the rules are of
 */
export function coverageAt(
  { campaigns, actions, rules, cycled }: Pick<Cycle, 'campaigns' | 'actions' | 'rules' | 'cycled'>,
  year: number,
  first: number | null,
): Coverage {
  const then = first === null ? rules : { ...rules, first }
  const evaluations = campaigns
    .filter(one => one.year <= year)
    .flatMap(({ year: share, actions: all }) =>
      all.filter(({ removed }) => !removed).map(({ key, state }) => ({ key, share, validated: state === 'validated' })),
    )
  const last = campaigns.find(one => one.year === lastYear(cycled, then))
  const chosen = last?.designatedAt && last.year <= year ? chosenOn(last) : null
  return coverageOf(actions, evaluations, then, cycled, chosen)
}
