import type { Generated } from 'kysely'
import { z } from 'zod'
import { email, line, type Membership } from './organisations.ts'

/** Someone who has an account here. */
export interface Person {
  id: string
  name: string
  /** Lower case. */
  email: string
  /** Administers the instance; no organisation's data by that. */
  administrator: boolean
}

/** Whoever is signed in, with the session that says so and what they belong to. */
export interface Visitor extends Person {
  sessionId: string
  /** In the order of their names. */
  memberships: readonly Membership[]
}

/** A session of a person, as the person sees it. */
export interface OpenSession {
  id: string
  startedAt: Date
  lastUsedAt: Date
  /** What the browser says of itself, in two words; null when it says nothing. */
  browser: string | null
}

/** The CNIL's recommendation of 2022 on passwords asks for more signs where there are no other limits: here attempts are counted too. */
export const PASSWORD = { shortest: 12, longest: 128 }

/** How long a link to sign in may be used, in minutes. */
export const SESSION_LINK = 15

/** The beginning of the names of our cookies. */
export const COOKIES = 'mieuxdisant'

/** What is needed to open an account. */
export const newPerson = z.object({ email, name: line(120), administrator: z.boolean() })

// What is too long to be true is as good as nothing: the refusal says what to do.
const field = z.string().max(1000).catch('')

/** The forms, as they are sent. */
export const signInForm = z.object({ email: field, password: field, retour: field })
export const newPasswordForm = z.object({ jeton: field, password: field })
export const provenForm = z.object({ password: field, code: field, retour: field })
export const changedPasswordForm = z.object({ current: field, password: field })

declare module '#platform/db' {
  interface Tables {
    person: { id: string; name: string; email: string; administrator: boolean; email_verified: Generated<boolean> }
    credential: {
      id: string
      person_id: string
      account_id: string
      provider_id: string
      password: string | null
      created_at: Date
      updated_at: Date
    }
    session: { id: string; person_id: string; created_at: Date; updated_at: Date; expires_at: Date; user_agent: string | null } // biome-ignore format: one line
    sign_in_failure: { key: string; failures: number; since: Date }
  }
}
