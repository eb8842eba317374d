import { Button, Card, Empty, fr, Table, typo } from '#ui'
import { Coded } from '../../pages/marks.tsx'
import { baseOf, type Framed, SchemePage } from '../../pages/SchemeFrame.tsx'
import type { Branch } from '../../text/outline.ts'

/** The two buttons that move a part, each named to the address that follows so that the focus stays on it. */
const Moves = ({ part, beside }: { part: Branch; beside: readonly Branch[] }) => {
  const name = <span class="sr-only">{` « ${part.code} ${part.title} »`}</span>
  return (
    <span class="row">
      {part !== beside[0] && (
        <Button look="secondary" small icon="up" id={`monter-${part.key}`} name="monter" value={part.key}>
          <span>Monter{name}</span>
        </Button>
      )}
      {part !== beside.at(-1) && (
        <Button look="secondary" small icon="down" id={`descendre-${part.key}`} name="descendre" value={part.key}>
          <span>Descendre{name}</span>
        </Button>
      )}
    </span>
  )
}

/** The axes, objectives and actions of a scheme, in order, each with what moves it. */
export const OrderPage = (props: Framed & { outline: readonly Branch[] }) => {
  const { actor, scheme } = props
  const base = baseOf(actor, scheme)
  const axes = props.outline.filter(({ kind }) => kind === 'axis')
  return (
    <SchemePage
      {...props}
      title="Ordonner le schéma"
      lede={fr`Chaque partie monte ou descend parmi celles qui sont sous la même. Pour la ranger ailleurs, ouvrez-la. Les codes ne changent pas : ils se renumérotent ensuite.`}
    >
      {axes.length === 0 ? (
        <Empty title="Ce schéma n’a encore aucun axe">
          <p>{typo('Ajoutez un axe, puis ses objectifs et ses actions : leur ordre se change ici.')}</p>
        </Empty>
      ) : (
        <form class="stack stack--loose" action={`${base}/ordre`} method="post">
          {axes.map(axis => {
            const actions = axis.under.filter(({ kind }) => kind === 'action')
            const objectives = axis.under.filter(({ kind }) => kind === 'objective')
            const rowsOf = (parts: readonly Branch[]) => parts.map(part => ({ part, beside: parts }))
            return (
              <Card
                id={`axe-${axis.key}`}
                flush
                title={<Coded code={axis.code === '' ? '' : fr`Axe ${axis.code}.`}>{axis.title}</Coded>}
                aside={<Moves part={axis} beside={axes} />}
              >
                <Table
                  id={`ordre-${axis.key}`}
                  caption={<bdi>{axis.title}</bdi>}
                  hideCaption
                  stack
                  rows={rowsOf(actions)}
                  groups={objectives.map(objective => ({
                    head: (
                      <span class="row row--between">
                        <span>
                          <Coded code={objective.code}>{objective.title}</Coded>
                        </span>
                        <Moves part={objective} beside={objectives} />
                      </span>
                    ),
                    rows: rowsOf(objective.under.filter(({ kind }) => kind === 'action')),
                  }))}
                  columns={[
                    {
                      head: 'Action',
                      cell: ({ part }) => (
                        <a href={`${base}/parties/${part.key}/place`}>
                          <Coded code={part.code}>{part.title}</Coded>
                        </a>
                      ),
                    },
                    { head: 'Rang', nowrap: true, cell: row => <Moves {...row} /> },
                  ]}
                />
              </Card>
            )
          })}
        </form>
      )}
    </SchemePage>
  )
}
