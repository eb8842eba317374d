import type { BodyKind, Matter } from '#features/bodies'
import type { Scheme } from '#features/scheme'

/** What bodies call a scheme: the scope of what is submitted of it. */
export const scopeOfScheme = ({ id }: Pick<Scheme, 'id'>): string => `scheme:${id}`

const FROM_WRITERS: readonly BodyKind[] = ['working-group', 'technical', 'political']

/** What bodies validate of a scheme, in the order of its reference: the content of actions, and the text as a whole. What is accepted holds by itself. */
export const SCHEME_MATTERS: readonly Matter[] = [
  {
    name: 'action',
    label: 'Contenu d’une action',
    says: 'Une action ajoutée, changée ou retirée pendant qu’une version s’écrit.',
    usual: FROM_WRITERS,
  },
  {
    name: 'text',
    label: 'Texte du schéma',
    says: 'Le texte entier, pour son adoption ou son renouvellement.',
    usual: ['assembly'],
  },
]
