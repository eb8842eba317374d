import { givingPath, OrientationsTable } from '#features/bodies'
import type { Framed } from '#features/scheme'
import { fr, Section } from '#ui'
import { scopeOfScheme } from '../governance.ts'
import type { Governed } from '../reading.ts'

type Props = Pick<Framed, 'actor' | 'scheme'> & { read: Governed; leads: boolean }

/** What bodies asked to write, and where the technical body asks for more. */
export const Orientations = ({ actor, scheme, read, leads }: Props) => {
  const giver =
    read.bodies.find(({ kind, open }) => open && kind === 'technical') ?? read.bodies.find(({ open }) => open)
  if (read.orientations.length === 0 && !(leads && giver)) return null
  return (
    <Section
      id="orientations"
      title="Orientations"
      aside={leads && giver && <a href={givingPath(actor, giver, scopeOfScheme(scheme))}>Donner une orientation</a>}
    >
      {read.orientations.length === 0 ? (
        <p class="muted">{fr`Une instance peut demander à une autre d’écrire une action, ou d’en changer une : la demande, ce qui est écrit, puis ce qui est validé se suivent d’un bout à l’autre.`}</p>
      ) : (
        <OrientationsTable {...{ actor }} orientations={read.orientations} bodies={read.bodies} />
      )}
    </Section>
  )
}
