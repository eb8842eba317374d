import type { Actor } from '#features/organisations'
import {
  Button,
  ButtonLink,
  Card,
  Day,
  Empty,
  Facts,
  fr,
  Moment,
  Page,
  PageHead,
  RefusalAlert,
  type Space,
  typo,
} from '#ui'
import { schemesOf } from '../../pages/SchemeFrame.tsx'
import { type Offer, offerPath } from '../buyers.tsx'

/** An invitation to share a scheme: what it is, who leads it, and the two answers. @param offer null once it waits for no answer */
export const OfferPage = (props: {
  actor: Actor
  space: Space | undefined
  offer: Offer | null
  refused?: string | undefined
}) => {
  const { actor, offer } = props
  const schemes = schemesOf(actor)
  return (
    <Page title="Invitation à partager un schéma" space={props.space} crumbs={[{ label: 'Schémas', href: schemes }]}>
      <PageHead title="Invitation à partager un schéma" lede={offer && <bdi>{offer.title}</bdi>} />
      {props.refused && <RefusalAlert title="Rien n’a été enregistré" message={props.refused} />}
      {offer === null ? (
        <Empty
          title="Cette invitation n’attend plus de réponse"
          actions={<ButtonLink href={schemes}>Voir les schémas</ButtonLink>}
        >
          <p>{fr`Elle a été retirée, ou quelqu’un de votre organisation y a répondu.`}</p>
        </Empty>
      ) : (
        <Card>
          <Facts
            facts={[
              { term: 'Conduit par', value: <bdi>{offer.lead}</bdi> },
              {
                term: 'Période',
                value: (
                  <>
                    Du <Day date={offer.from} short /> au <Day date={offer.to} short />
                  </>
                ),
              },
              { term: 'Acheteurs', value: <bdi>{offer.buyers.map(({ name }) => name).join(', ')}</bdi> },
              { term: 'Reçue le', value: <Moment at={offer.invitedAt} short /> },
              ...(offer.summary === '' ? [] : [{ term: 'Présentation', value: typo(offer.summary), wide: true }]),
              ...(offer.notice === '' ? [] : [{ term: 'Avertissement', value: typo(offer.notice), wide: true }]),
            ]}
          />
          <p>{fr`Si vous le rejoignez, vous lirez son texte, brouillon compris, et les valeurs de chaque acheteur. Vous y direz vos repères, vos valeurs et vos propres actions, que les autres acheteurs liront aussi. Vous pourrez le quitter.`}</p>
          <form method="post" class="actions" action={`${offerPath(actor, offer.code)}/acceptation`}>
            <Button>Rejoindre le schéma</Button>
          </form>
          <form method="post" class="actions" action={`${offerPath(actor, offer.code)}/refus`}>
            <Button look="secondary">Décliner l’invitation</Button>
          </form>
        </Card>
      )}
    </Page>
  )
}
