import type { Body, Matter } from '#features/bodies'
import { baseOf, type Framed, SchemePage } from '#features/scheme'
import { Card, Form, fr, Select, typo } from '#ui'

/** Bodies that a chain may hold; a form of so many choices. */
export const LONGEST_CHAIN = 5

/** The bodies that validate a matter, one choice a step. */
export const ChainPage = (
  props: Framed & { matter: Matter; bodies: readonly Body[]; chosen: readonly string[]; usual: boolean },
) => {
  const { actor, scheme, matter, bodies, chosen, usual } = props
  const here = `${baseOf(actor, scheme)}/gouvernance`
  const options = [
    { value: '', label: 'Personne' },
    ...bodies.filter(({ open }) => open).map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <SchemePage
      {...props}
      title={matter.label}
      crumbs={[{ label: 'Gouvernance', href: here }]}
      lede={typo(matter.says)}
    >
      <Card id="chaine" title="Les instances, dans leur ordre">
        <p>
          {fr`Chacune se prononce à son tour : elle accepte, renvoie avec un motif, ou refuse. Ce qui est déjà soumis garde l’ordre qu’il avait.`}
        </p>
        {usual && (
          <p class="muted">{fr`Proposé : l’ordre du schéma de référence. Rien n’est enregistré tant que vous ne le faites pas.`}</p>
        )}
        <Form action={`${here}/chaines/${matter.name}`} submit="Enregistrer la chaîne">
          {Array.from({ length: LONGEST_CHAIN }, (_, rank) => (
            <Select
              name="instance"
              id={`instance-${rank + 1}`}
              label={fr`Étape ${rank + 1}`}
              options={options}
              value={chosen[rank] ?? ''}
            />
          ))}
        </Form>
      </Card>
    </SchemePage>
  )
}
