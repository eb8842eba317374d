import { Disclosure, Form, FormButton, fr, Select, typo } from '#ui'
import type { Body } from '../bodies.ts'
import type { Place } from '../cases/deciding.ts'

/** Something that a body validates: of what, at which step of how many. */
export interface Validating {
  label: string
  place: Place | null
  rank: number
  of: number
}

/** What a body validates, and when its turn comes. */
export const Validates = ({ chains }: { chains: readonly Validating[] }) => (
  <ul>
    {chains.map(({ label, place, rank, of }) => (
      <li>
        {typo(label)}
        {place && (
          <>
            {fr` : `}
            <a href={`${place.href}/gouvernance`}>
              <bdi>{place.label}</bdi>
            </a>
          </>
        )}
        {of > 1 && fr`, étape ${rank} sur ${of}`}
      </li>
    ))}
  </ul>
)

/** Closing a body, and who takes its place where it validates. */
export const Closing = (props: {
  body: Body
  bodies: readonly Body[]
  chains: readonly Validating[]
  here: string
  /** Once it was refused. */
  open: boolean
}) => {
  const { body, bodies, chains, here, open } = props
  return (
    <Disclosure summary="Clore l’instance" open={open}>
      <p>
        Elle ne se réunira plus et ne décidera plus ; ses réunions et ses décisions restent lisibles. Ce qui attend son
        avis doit d’abord être tranché.
      </p>
      {chains.length === 0 ? (
        <FormButton action={`${here}/fermeture`}>Clore l’instance</FormButton>
      ) : (
        <Form action={`${here}/fermeture`} submit="Clore l’instance" aside>
          <Select
            name="remplacee"
            label="Dans ce qu’elle valide, la remplacer par"
            options={[
              { value: '', label: 'À choisir' },
              ...bodies
                .filter(one => one.open && one.id !== body.id)
                .map(({ id, name }) => ({ value: id, label: name })),
              { value: 'personne', label: 'Personne : les autres instances du circuit suffisent' },
            ]}
            value=""
          />
        </Form>
      )}
    </Disclosure>
  )
}
