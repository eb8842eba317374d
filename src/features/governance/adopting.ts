import { chainsOf } from '#features/bodies'
import type { Verifier } from '#features/scheme'
import { coded, scopeOfScheme } from './governance.ts'
import { governed } from './reading.ts'

/**
 * Why the text that waits may not be said to be adopted: where bodies validate texts, they accepted it; where they validate actions, each that it changes.
 * Nothing where no chain is set: nobody is held to have bodies.
 */
export const adoptionHeld: NonNullable<Verifier['adoption']> = async (trx, actor, scheme) => {
  const chains = await chainsOf(trx, actor, scopeOfScheme(scheme))
  const asks = (matter: string) => (chains.get(matter)?.length ?? 0) > 0
  if (!asks('text') && !asks('action')) return []
  const { text, changes } = await governed(trx, actor, scheme)
  const waiting = asks('action') ? changes.filter(({ standing }) => standing !== 'accepted') : []
  return [
    ...(asks('text') && text !== null && text.standing !== 'accepted'
      ? [
          'Les instances qui valident le texte ne l’ont pas encore accepté : l’onglet « Gouvernance » dit à qui est le tour.',
        ]
      : []),
    ...waiting.map(one => `L’action ${coded(one)} n’est pas validée telle qu’elle est écrite.`),
  ]
}
