import { Card, Empty, Form, FormButton, fr, Select, Table } from '#ui'
import type { Action } from '../document/document.ts'
import type { Pilot } from '../life/pilots.ts'
import { Coded } from './marks.tsx'
import { baseOf, type Framed, SchemePage } from './SchemeFrame.tsx'

/** Who pilots an action, and giving it to somebody. */
export const PilotsPage = (
  props: Framed & { action: Action; pilots: readonly Pilot[]; possible: readonly Pilot[] },
) => {
  const { actor, scheme, action, pilots } = props
  const base = baseOf(actor, scheme)
  const here = `${base}/actions/${action.key}/pilotes`
  const others = props.possible.filter(one => !pilots.some(({ membership }) => membership === one.membership))
  return (
    <SchemePage
      {...props}
      title="Confier l’action"
      lede={<Coded code={action.code}>{action.title}</Coded>}
      crumbs={[
        { label: action.code === '' ? 'Action' : `Action ${action.code}`, href: `${base}/actions/${action.key}` },
      ]}
    >
      {pilots.length === 0 ? (
        <Empty title="Personne ne pilote cette action">
          <p>{fr`Tant que personne n’en est chargé, seules les personnes qui conduisent le schéma peuvent dire où elle en est.`}</p>
        </Empty>
      ) : (
        <Card flush>
          <Table
            id="pilotes"
            caption="Personnes qui pilotent l’action"
            hideCaption
            stack
            rows={pilots}
            columns={[
              { head: 'Personne', cell: ({ name }) => <bdi>{name}</bdi> },
              {
                head: 'Agir',
                cell: ({ membership, name }) => (
                  <FormButton small action={`${here}/${membership}/fin`}>
                    <span>
                      Reprendre l’action <span class="sr-only">à {name}</span>
                    </span>
                  </FormButton>
                ),
              },
            ]}
          />
        </Card>
      )}
      <Card id="confier" title="La confier à quelqu’un">
        {others.length === 0 ? (
          <p>
            {fr`Aucun autre membre n’a le rôle de pilote. Donnez-le à la page `}
            <a href={`/organisations/${actor.membership.organisation.siren}/membres`}>Membres</a>.
          </p>
        ) : (
          <Form action={here} submit="Confier l’action">
            <Select
              name="membre"
              label="À qui"
              hint="Les membres qui ont le rôle de pilote."
              options={others.map(({ membership, name }) => ({ value: membership, label: name }))}
            />
          </Form>
        )}
      </Card>
    </SchemePage>
  )
}
