import { baseOf, type Framed } from '#features/scheme'
import { fr } from '#ui'

/** Said where no body decides: who answers for it, and where bodies are given it. @param what « de ce choix » */
export const Alone = ({ actor, scheme, what }: Pick<Framed, 'actor' | 'scheme'> & { what: string }) => (
  <p class="small muted">
    {fr`Aucune instance ne décide ${what} : la personne qui conduit le schéma en répond, et son nom est gardé. Pour en saisir une, `}
    <a href={`${baseOf(actor, scheme)}/gouvernance`}>choisissez qui valide quoi</a>.
  </p>
)
