import { type Case, type CaseState, casesOf, lastOfEach } from '#features/bodies'
import { scopeOfScheme } from '#features/governance'
import type { Actor } from '#features/organisations'
import type { Scheme } from '#features/scheme'
import type { Writer } from '#platform/db'
import type { ActionState, CampaignState, Evaluation, Grade, Judgements } from './evaluation.ts'
import { nameOf } from './named.ts'
import { calendarOf, dueOf } from './rules/calendar.ts'
import type { Cycled } from './rules/cycle.ts'
import type { Rules } from './rules/settings.ts'

/** What is submitted to bodies: the share of a year, the evaluation of an action of it, the bilan of a share, the global bilan. */
export const CHOICE = 'choice'
export const EVALUATION = 'evaluation'
export const SHARE_REPORT = 'share-report'
export const GLOBAL_REPORT = 'global-report'
/** What a body decides of itself, for a year: its purchase strategy. */
export const STRATEGY = 'strategy'
const MATTERS = [CHOICE, EVALUATION, SHARE_REPORT, GLOBAL_REPORT, STRATEGY] as const
export const subjectOf = (year: number, action: string) => `${year}/${action}`

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

/** What the rules of a cycle know of a scheme. */
export const cycledOf = ({ from, versions }: Pick<Scheme, 'from' | 'versions'>): Cycled => ({
  from,
  adopted: versions.find(({ adoption }) => adoption !== null)?.adoption?.on ?? null,
})

/** The last case of each subject of a matter. @param state of those that are in it alone */
export type Asked = (matter: string, state?: CaseState) => ReadonlyMap<string, Case>

/** What was submitted of the evaluation of a scheme. */
export async function askedOf(trx: Writer, actor: Actor, scheme: Scheme): Promise<Asked> {
  const asked = await casesOf(trx, actor, { scope: scopeOfScheme(scheme), matter: [...MATTERS] })
  return (matter, state) =>
    lastOfEach(asked.filter(one => one.matter === matter && (state === undefined || one.state === state)))
}

/** The campaigns of a scheme, by their years. */
export async function campaignsOf(
  trx: Writer,
  actor: Actor,
  scheme: Scheme,
  rules: Rules,
  about: Asked,
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
