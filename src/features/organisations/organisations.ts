import type { Generated } from 'kysely'
import { z } from 'zod'
import { compactId, isSiret } from '#kernel'

/** What one may be in an organisation (product.md): several at once, and others elsewhere. */
export const ROLES = [
  'administrator',
  'scheme-lead',
  'pilot',
  'buyer',
  'facilitator',
  'elected',
  'animator',
  'supplier',
  'adviser',
] as const
export type Role = (typeof ROLES)[number]

export const KINDS = [
  'department',
  'region',
  'metropolis',
  'intercommunality',
  'municipality',
  'public-body',
  'state',
  'network',
  'other',
] as const
export type Kind = (typeof KINDS)[number]

/** A legal person on the platform: a buyer, or a network of them. */
export interface Organisation {
  id: string
  /** Nine digits; its address here. */
  siren: string
  name: string
}

/** What somebody is in an organisation today. */
export interface Membership {
  id: string
  organisation: Organisation
  roles: readonly Role[]
  /** It may no longer publish in its buyer's name, until the instance's administrator says otherwise. */
  suspended: boolean
}

/** Who asks, and for which organisation. */
export interface Actor {
  person: { id: string; name: string; email: string }
  membership: Membership
}

/** An e-mail address without the spaces around it and in lower case: who writes it otherwise is the same person. */
export const foldEmail = (text: string) => text.trim().toLowerCase()

export const email = z.string().transform(foldEmail).pipe(z.email().max(254))

/** A line that must hold something. */
export const line = (max: number) => z.string().trim().min(1).max(max)

const siret = z.string().transform(compactId).refine(isSiret)

/** What is needed to open an organisation. */
export const newOrganisation = z.object({
  siret,
  name: line(200),
  kind: z.enum(KINDS),
  territory: z.string().trim().max(200),
})

declare module '#platform/db' {
  interface Tables {
    organisation: {
      id: string
      siret: string
      siren: Generated<string>
      name: string
      kind: Kind
      territory: string
      created_at: Generated<Date>
      suspended_at: Date | null
      suspended_for: string | null
    }
    organisation_logo: {
      id: string
      organisation_id: string
      png: Uint8Array
      width: number
      height: number
      sha256: string
    }
    directorate: { id: string; organisation_id: string; name: string; closed_at: Date | null }
    membership: {
      id: string
      organisation_id: string
      person_id: string
      roles: Role[]
      directorate_id: string | null
      until: string | null
      created_at: Generated<Date>
      ended_at: Date | null
    }
    invitation: {
      id: string
      organisation_id: string
      email: string
      roles: Role[]
      directorate_id: string | null
      until: string | null
      token_hash: string | null
      created_at: Generated<Date>
      expires_at: Date
      accepted_at: Date | null
      withdrawn_at: Date | null
    }
    organisation_request: {
      id: string
      siret: string
      name: string
      kind: Kind
      territory: string
      person_name: string
      email: string
      message: string
      created_at: Generated<Date>
      decided_at: Date | null
      refused_for: string | null
      organisation_id: string | null
    }
  }
}
