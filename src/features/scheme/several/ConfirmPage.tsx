import { Alert, Button, ButtonLink, Card, type Column, count, Day, Empty, fr, Table } from '#ui'
import { Coded } from '../pages/marks.tsx'
import { baseOf, type Framed, SchemePage } from '../pages/SchemeFrame.tsx'
import { STATUS_WORDS } from '../words.ts'
import type { Typed } from './sent.ts'
import type { Change, Planned } from './several.ts'

/** What is about to be done, in a sentence. */
const Words = ({ change }: { change: Change }) =>
  change.kind === 'status' ? (
    <>
      {fr`État « ${STATUS_WORDS[change.status].label} », le `}
      <Day date={change.day} />
      {change.words !== '' && fr` : ${change.words}`}
    </>
  ) : (
    <>
      {change.kind === 'name' ? 'Les confier à ' : 'Les reprendre à '}
      <bdi>{change.name}</bdi>
    </>
  )

const what: Column<Planned> = {
  head: 'Action',
  cell: ({ action }) => <Coded code={action.code}>{action.title}</Coded>,
}

/** What a change does to each of the actions that were chosen: to confirm, or once it is `carried` out. */
export const ConfirmPage = (
  props: Framed & { plan: readonly Planned[]; change: Change; typed: Typed; carried?: boolean },
) => {
  const { actor, scheme, plan, change, typed, carried } = props
  const here = `${baseOf(actor, scheme)}/plusieurs`
  const changing = plan.filter(({ changes }) => changes !== null)
  const left = plan.filter(({ why }) => why !== null)
  // Those that stay are still chosen there.
  const keys = (carried ? left : plan).map(({ action }) => ['action', action.key] as [string, string])
  const back = keys.length > 0 ? `${here}?${new URLSearchParams(keys)}` : here
  return (
    <SchemePage
      {...props}
      title={carried ? 'Actions changées' : 'Relire avant de confirmer'}
      lede={<Words change={change} />}
      crumbs={[{ label: 'Changer plusieurs actions', href: here }]}
    >
      {carried && changing.length > 0 && (
        <Alert state="ok">
          <p>{count(changing.length, 'action est changée', 'actions sont changées')}.</p>
        </Alert>
      )}
      {left.length > 0 && (
        <Card
          id="inchangees"
          flush
          title={
            carried
              ? count(left.length, 'action est restée telle quelle', 'actions sont restées telles quelles')
              : count(left.length, 'action ne changera pas', 'actions ne changeront pas')
          }
        >
          <Table
            id="inchangees-table"
            caption="Actions qui restent telles quelles, et pourquoi"
            hideCaption
            stack
            rows={left}
            columns={[what, { head: 'Pourquoi', cell: ({ why }) => why }]}
          />
        </Card>
      )}
      {changing.length > 0 ? (
        <form action={`${here}/confirmation`} method="post" class="stack">
          <Card
            id="changees"
            flush
            title={carried ? 'Ce qui a changé' : count(changing.length, 'action changera', 'actions changeront')}
          >
            <Table
              id="changees-table"
              caption="Actions qui changent"
              hideCaption
              stack
              rows={changing}
              columns={[
                what,
                { head: 'Avant', cell: ({ changes }) => <bdi>{changes?.before}</bdi> },
                { head: 'Après', cell: ({ changes }) => <bdi>{changes?.after}</bdi> },
              ]}
            />
          </Card>
          {!carried && (
            <>
              {changing.map(({ action, seen }) => (
                <input type="hidden" name={`vu-${action.key}`} value={seen} />
              ))}
              {(['geste', 'etat', 'jour', 'mots', 'membre'] as const).map(name => (
                <input type="hidden" name={name} value={typed[name] ?? ''} />
              ))}
              <div class="actions">
                <Button>{`Changer ${count(changing.length, 'action')}`}</Button>
                <ButtonLink href={back}>Changer le choix</ButtonLink>
              </div>
            </>
          )}
        </form>
      ) : (
        !carried && (
          <Empty title="Rien ne changerait" actions={<ButtonLink href={back}>Changer le choix</ButtonLink>}>
            <p>{fr`Aucune des actions cochées ne peut l’être ainsi : voyez pourquoi ci-dessus.`}</p>
          </Empty>
        )
      )}
      {carried && (
        <div class="actions">
          {left.length > 0 && <ButtonLink href={back}>Reprendre les actions restées telles quelles</ButtonLink>}
          <ButtonLink href={baseOf(actor, scheme)}>Voir les actions</ButtonLink>
        </div>
      )}
    </SchemePage>
  )
}
