import type { BodyKind, Matter, Place } from '#features/bodies'
import type { Actor } from '#features/organisations'
import { canonicalJson, sha256 } from '#features/publications'
import { baseOf, documentOf, frozenTexts, inForce, type Scheme, schemesIn } from '#features/scheme'
import type { Writer } from '#platform/db'

/** What bodies call a scheme: the scope of what is submitted of it. */
export const scopeOfScheme = ({ id }: Pick<Scheme, 'id'>): string => `scheme:${id}`

/** The schemes of the actor's organisation, by what bodies call them. */
export const schemePlaces = async (trx: Writer, actor: Actor): Promise<ReadonlyMap<string, Place>> =>
  new Map(
    (await schemesIn(trx, actor)).map(one => [scopeOfScheme(one), { label: one.title, href: baseOf(actor, one) }]),
  )

/** The fingerprint of an action’s going. */
export const removalOf = (key: string): string => sha256(canonicalJson({ removed: key }))

/** The actions of a scheme as it is written now, and those of the text in force that it has no more. */
async function actionsWritten(trx: Writer, actor: Actor, scope: string) {
  const scheme = (await schemesIn(trx, actor)).find(one => scopeOfScheme(one) === scope)
  if (scheme === undefined) return []
  const number = inForce(scheme)?.number ?? 0
  const adopted = (await frozenTexts(trx, scheme, [number])).get(number)?.actions ?? []
  const now = (await documentOf(trx, scheme)).actions
  const gone = adopted.filter(({ key }) => now.every(one => one.key !== key))
  return [...now, ...gone].map(one => ({ subject: one.key, title: coded(one) }))
}

/** An action in a line: « 1-1.3 Imprimer moins ». */
export const coded = ({ code, title }: { code: string; title: string }) => [code, title].filter(Boolean).join('\u00a0')

const FROM_WRITERS: readonly BodyKind[] = ['working-group', 'technical', 'political']

/** What bodies validate of a scheme, in the order of its reference: the content of actions, and the text as a whole. What is accepted holds by itself. */
export const SCHEME_MATTERS: readonly Matter[] = [
  {
    name: 'action',
    label: 'Contenu d’une action',
    says: 'Une action ajoutée, changée ou retirée pendant qu’une version s’écrit.',
    usual: FROM_WRITERS,
    written: actionsWritten,
    href: ({ href }, { subject, fingerprint }) =>
      fingerprint === removalOf(subject) ? `${href}/versions` : `${href}/actions/${subject}`,
  },
  {
    name: 'text',
    label: 'Texte du schéma',
    says: 'Le texte entier, pour son adoption ou son renouvellement.',
    usual: ['assembly'],
    href: (place, { subject }) => `${place.href}/versions/${subject}`,
  },
]
