import type { Actor } from '#features/organisations'
import { Alert, ButtonLink, Card, Day, Empty, fr, Page, PageHead, type Space, Status, Table, typo } from '#ui'
import { type Offer, offerPath } from '../joint/buyers.tsx'
import { inForce, type Scheme } from '../scheme.ts'
import { standingOf } from '../words.ts'
import { baseOf, schemesOf } from './SchemeFrame.tsx'

/** The schemes of an organisation. */
export const SchemesPage = (props: {
  actor: Actor
  space: Space | undefined
  schemes: readonly Scheme[]
  /** Those that it is invited to share. */
  offers: readonly Offer[]
  /** Whether the actor may open one. */
  leads: boolean
  done?: string | undefined
}) => {
  const { actor, schemes, offers, leads } = props
  const here = schemesOf(actor)
  return (
    <Page title="Schémas" space={props.space}>
      <PageHead
        title="Schémas"
        lede={fr`Ce que l’organisation s’engage à faire pour acheter mieux : le texte, ses versions, et ce qui arrive à chaque action.`}
        actions={
          leads &&
          schemes.length > 0 && (
            <ButtonLink look="primary" href={`${here}/nouveau`}>
              Ouvrir un schéma
            </ButtonLink>
          )
        }
      />
      {props.done && (
        <Alert state="ok">
          <p>{typo(props.done)}</p>
        </Alert>
      )}
      {offers.map(({ code, title, lead }) => (
        <Alert state="info" title="Invitation à partager un schéma">
          <p>
            {lead}
            {fr` vous propose de partager `}
            <a href={offerPath(actor, code)}>
              <bdi>{title}</bdi>
            </a>
            .
          </p>
        </Alert>
      ))}
      {schemes.length === 0 ? (
        <Empty
          title="Aucun schéma pour l’instant"
          actions={
            leads && (
              <ButtonLink look="primary" href={`${here}/nouveau`}>
                Ouvrir un schéma
              </ButtonLink>
            )
          }
        >
          <p>
            {leads
              ? fr`Partez d’une page blanche, d’actions modèles ou d’un fichier : rien n’est public avant que vous ne le décidiez.`
              : fr`Quand quelqu’un qui conduit le schéma en aura ouvert un, il sera ici.`}
          </p>
        </Empty>
      ) : (
        <Card flush>
          <Table
            id="schemas"
            caption="Schémas de l’organisation"
            hideCaption
            stack
            rows={schemes}
            columns={[
              {
                head: 'Schéma',
                cell: scheme => (
                  <>
                    <a href={baseOf(actor, scheme)}>
                      <bdi>{scheme.title}</bdi>
                    </a>
                    {scheme.buyers.length > 1 && (
                      <small>{fr`Commun à ${scheme.buyers.map(({ name }) => name).join(', ')}`}</small>
                    )}
                  </>
                ),
              },
              { head: 'Période', cell: ({ from, to }) => `${from.slice(0, 4)}-${to.slice(0, 4)}`, nowrap: true },
              {
                head: 'État',
                cell: scheme => {
                  const { label, state } = standingOf(scheme)
                  return <Status state={state}>{label}</Status>
                },
              },
              {
                head: 'Adopté le',
                cell: scheme => <Day date={inForce(scheme)?.adoption?.on ?? null} short />,
              },
            ]}
          />
        </Card>
      )}
    </Page>
  )
}
