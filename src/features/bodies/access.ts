import { type Actor, allows, type Rule, rolesHeld } from '#features/organisations'
import type { Writer } from '#platform/db'
import { refuse } from './labels.ts'

/** Who calls bodies together, prepares what they are asked and writes down what they decide. */
export const ORGANISERS: Rule = {
  words: 'aux personnes qui administrent l’organisation ou conduisent le schéma',
  roles: ['administrator', 'scheme-lead'],
}

/** Who reads what bodies are, were asked and decided; and speaks in those where they sit. */
export const READERS: Rule = {
  words: 'aux membres de l’organisation, fournisseurs exceptés',
  roles: ['administrator', 'scheme-lead', 'pilot', 'buyer', 'facilitator', 'elected', 'animator', 'adviser'],
}

/** @throws Refusal `role-lost` unless the actor still organises, whatever the page that they opened knew */
export async function holdAsOrganiser(trx: Writer, actor: Actor): Promise<void> {
  if (!allows(ORGANISERS, await rolesHeld(trx, actor))) refuse('role-lost')
}
