import { type Actor, allows, type Rule, rolesHeld } from '#features/organisations'
import type { Writer } from '#platform/db'
import { refuse } from './labels.ts'

/** Who writes a survey, opens and closes it, invites, types paper answers. */
export const SURVEYORS: Rule = {
  words: 'aux personnes qui conduisent le schéma ou administrent l’organisation',
  roles: ['administrator', 'scheme-lead'],
}

/** Who reads surveys and their results. */
export const READERS: Rule = {
  words: 'aux membres de l’organisation, fournisseurs exceptés',
  roles: ['administrator', 'scheme-lead', 'pilot', 'buyer', 'facilitator', 'elected', 'animator', 'adviser'],
}

/** @throws Refusal `role-lost` unless the actor still may, whatever the page that they opened knew */
export async function holdAsSurveyor(trx: Writer, actor: Actor): Promise<void> {
  if (!allows(SURVEYORS, await rolesHeld(trx, actor))) refuse('role-lost')
}
