import type { Context } from 'hono'
import type { Actor } from '#features/organisations'
import type { Matter } from './deciding.ts'
import { OWN } from './own.ts'

/** What is submitted to the bodies of an organisation, after its address. */
export const ALL = '/decisions'
export const ONE = `${ALL}/:case`
export const ROUND = `${ONE}/consultations/:round`

export const casesPath = ({ membership }: Actor) => `/organisations/${membership.organisation.siren}${ALL}`
export const casePath = (actor: Actor, { id }: { id: string }) => `${casesPath(actor)}/${id}`

/** What was just done, by the word in the address. */
const DONE: Record<string, string> = {
  soumis: 'C’est soumis : la première instance de la chaîne est saisie.',
  decide: 'La décision est inscrite.',
  inscrite: 'La décision est inscrite, avec la réunion qui l’a prise.',
  retire: 'Le dossier est retiré. Il peut être soumis de nouveau.',
  consultation: 'La consultation écrite est ouverte : chaque personne qui siège reçoit un courriel.',
  voix: 'La réponse est enregistrée.',
  terminee: 'La consultation est terminée, et la décision inscrite.',
  'sans-suite':
    'La consultation est terminée sans décision : trop peu ont répondu, ou une seule personne, qui avait déjà validé seule l’étape précédente. Le dossier attend toujours cette instance.',
}
export const doneIn = (c: Context): string | undefined => DONE[c.req.query('fait') ?? '']
export const labelOf = (matters: readonly Matter[], name: string) =>
  name === OWN ? 'Décision d’une instance' : (matters.find(matter => matter.name === name)?.label ?? name)
