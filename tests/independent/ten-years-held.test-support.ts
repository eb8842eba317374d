/** Rows of an organisation, as the database holds them. */
export interface Held {
  validation_chain: { matter: string; bodies: string[] }[]
  validation_case: Case[]
  body_decision: Decision[]
  round: { id: string; case_id: string; body_id: string; until: string; closed_at: string | null }[]
  round_voice: { id: string; round_id: string; seat_id: string; voice: 'for' | 'against' | 'abstention' }[]
  body: { id: string; name: string; quorum: number | null; decides: 'majority' | 'consent' }[]
  body_seat: Seat[]
  meeting: { id: string; body_id: string; starts_at: string; state: string }[]
  attendance: { id: string; meeting_id: string; seat_id: string; presence: string }[]
  evaluation_rules: { rules: { first: number | null } }[]
  campaign: { id: string; year: number; cycle: number; designated_at: string | null }[]
  campaign_action: {
    id: string
    campaign_id: string
    action: string
    removed: boolean
    origin: string
    reason: string
  }[]
  evaluation: Evaluation[]
  scheme_version: Version[]
  scheme_part: { kind: string; key: string; content: { entered?: string; left?: { on: string } | null } }[]
}
export interface Case {
  id: string
  matter: string
  subject: string
  bodies: string[]
  level: number
  state: 'open' | 'accepted' | 'returned' | 'refused' | 'withdrawn'
  fingerprint: string
  opened_at: string
  opened_by: string
}
export interface Decision {
  id: string
  case_id: string
  body_id: string
  level: number
  outcome: 'accept' | 'return' | 'refuse'
  way: string
  seats: string[]
  decided_on: string
}
export interface Seat {
  id: string
  body_id: string
  person_id: string | null
  name: string | null
  role: 'chair' | 'secretary' | 'member'
  since: string
  until: string | null
}
export interface Evaluation {
  id: string
  campaign_id: string
  action: string
  grade: number | null
  recommendation: string | null
  exit_on: string | null
  revision: number
  validated_at: string | null
}
export interface Version {
  id: string
  number: number
  state: 'draft' | 'submitted' | 'adopted' | 'dropped'
  sha256: string | null
  adopted_on: string | null
  /** The actions of the frozen text, by key. */
  actions: Record<string, { axis: string; entered: string | null; left: string | null }>
}
