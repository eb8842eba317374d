import { z } from 'zod'
import { parisDay } from '#kernel'
import { readerBy } from '#platform/http'
import { refuse } from './labels.ts'
import { email, line, newOrganisation, ROLES } from './organisations.ts'

export type { Sent } from '#platform/http'

const reader = readerBy((code: Parameters<typeof refuse>[0]) => refuse(code as 'name-missing'))

const nothing = z.literal('').transform(() => null)
const list = z.preprocess(sent => (sent === undefined ? [] : Array.isArray(sent) ? sent : [sent]), z.array(z.string()))
const paragraph = (max: number) => z.string().trim().max(max)

const belonging = {
  roles: list.pipe(z.array(z.enum(ROLES)).min(1)).transform(roles => [...new Set(roles)]),
  directorate: z.union([nothing, z.uuid()]).default(null),
  until: z.union([nothing, z.iso.date().refine(date => date >= parisDay(new Date()))]).default(null),
}
const belongingCodes = { roles: 'roles-missing', directorate: 'directorate-unknown', until: 'date-invalid' } as const
const organisationCodes = {
  siret: 'siret-invalid',
  name: 'name-missing',
  kind: 'kind-missing',
  territory: 'territory-long',
} as const

/** What somebody is in an organisation. */
export const readBelonging = reader(z.object(belonging), belongingCodes)
/** The same, and to whom it is offered. */
export const readInvitation = reader(z.object({ email, ...belonging }), { email: 'email-invalid', ...belongingCodes })
/** An organisation to open, and who will administer it. */
export const readOpening = reader(newOrganisation.extend({ email }), { email: 'email-invalid', ...organisationCodes })
/** What an organisation may change of itself: not its SIRET. */
export const readSettings = reader(newOrganisation.omit({ siret: true }), organisationCodes)
/** An organisation that somebody asks for. */
export const readRequest = reader(newOrganisation.extend({ email, person: line(120), message: paragraph(2000) }), {
  email: 'email-invalid',
  person: 'person-missing',
  message: 'message-long',
  ...organisationCodes,
})
/** The first account and the first organisation. */
export const readFirstRun = reader(newOrganisation.extend({ email, person: line(120), code: line(100) }), {
  code: 'code-wrong',
  email: 'email-invalid',
  person: 'person-missing',
  ...organisationCodes,
})
/** A link by mail. */
export const readLinkRequest = reader(z.object({ email, to: z.enum(['session', 'password']) }), {
  email: 'email-invalid',
  to: 'email-invalid',
})
export const readToken = reader(z.object({ jeton: z.string().max(200) }), { jeton: 'session-link-unusable' })
export const readErasure = reader(z.object({ email: z.string().max(300) }), { email: 'erasure-unconfirmed' })
/** The name of who accepts an invitation. */
export const readName = reader(z.object({ name: line(120) }), { name: 'person-missing' })
export const readDirectorate = reader(z.object({ name: line(200) }), { name: 'directorate-missing' })
export const readReason = reader(z.object({ reason: line(1000) }), { reason: 'reason-missing' })

export type Belonging = ReturnType<typeof readBelonging>
