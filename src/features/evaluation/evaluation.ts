import type { Generated } from 'kysely'
import type { Criterion } from './rules/settings.ts'

export const GRADES = [1, 2, 3, 4] as const
export type Grade = (typeof GRADES)[number]

export const RECOMMENDATIONS = ['continue', 'amend', 'reinforce', 'leave'] as const
export type Recommendation = (typeof RECOMMENDATIONS)[number]

/** What is judged by one criterion of the grid. */
export interface Judgement {
  grade: Grade | null
  words: string
}
export type Judgements = Partial<Record<Criterion, Judgement>>

/** What an evaluation says of an action. */
export interface EvaluationSaid {
  judgements: Judgements
  /** Of the action as a whole. */
  grade: Grade | null
  /** Markdown, as those that follow. */
  strengths: string
  obstacles: string
  evidence: string
  recommendation: Recommendation | null
  advice: string
  /** The day on which it is proposed that the action leaves, where that is what is recommended. */
  exitOn: string | null
}

/** An evaluation as it is kept, and which of its revisions that is. */
export interface Evaluation extends EvaluationSaid {
  revision: number
  validatedAt: Date | null
}

/** Where a share is: proposed by the rules and amended, read by bodies, sent back by one of them, designated. */
export const CAMPAIGN_STATES = ['proposed', 'submitted', 'returned', 'designated'] as const
export type CampaignState = (typeof CAMPAIGN_STATES)[number]

/** Where the evaluation of an action is: not designated yet, designated with nothing written, written, read by bodies, sent back, validated. */
export const ACTION_STATES = ['proposed', 'designated', 'draft', 'submitted', 'returned', 'validated'] as const
export type ActionState = (typeof ACTION_STATES)[number]

declare module '#platform/db' {
  interface Tables {
    evaluation_rules: { id: string; organisation_id: string; scheme_id: string /** As JSON. */; rules: unknown }
    campaign: {
      id: string
      organisation_id: string
      scheme_id: string
      year: number
      cycle: number
      opened_at: Generated<Date>
      opened_by: string
      designated_at: Date | null
      designated_by: Generated<string | null>
    }
    campaign_action: {
      id: string
      organisation_id: string
      campaign_id: string
      action: string
      code: string
      title: string
      origin: 'proposed' | 'added'
      removed: Generated<boolean>
      reason: string
    }
    evaluation: {
      id: string
      organisation_id: string
      campaign_id: string
      action: string
      /** As JSON. */
      judgements: unknown
      grade: number | null
      strengths: string
      obstacles: string
      evidence: string
      recommendation: Recommendation | null
      advice: string
      exit_on: string | null
      revision: Generated<number>
      validated_at: Date | null
      validated_by: Generated<string | null>
    }
  }
}
