import type { Child } from 'hono/jsx'
import { Checks, Input } from '#ui'

/** What a view is called, and who finds it. `id` tells apart two such forms of a page. */
export const NameFields = (props: { id: string; name: string; shared: boolean; shares: boolean; error?: Child }) => (
  <>
    <Input name="nom" id={`${props.id}-nom`} label="Nom de la vue" value={props.name} error={props.error} />
    {props.shares && (
      <Checks
        name="partagee"
        legend="Qui la trouve"
        options={[{ value: 'oui', label: 'Aussi les membres de l’organisation qui ouvrent cette liste' }]}
        checked={props.shared ? ['oui'] : []}
      />
    )}
  </>
)
