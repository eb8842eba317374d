import { Alert, Card, FormButton, fr } from '#ui'
import { baseOf, type Framed, SchemePage } from '../../pages/SchemeFrame.tsx'

/** Before a sharing ends: what stays, and what does not. @param buyer whom it ends with; null for the actor's own organisation */
export const EndPage = (props: Framed & { buyer: string | null; action: string }) => {
  const { actor, scheme, buyer } = props
  return (
    <SchemePage
      {...props}
      title={buyer === null ? 'Quitter le schéma' : 'Mettre fin au partage'}
      lede={buyer && <bdi>{buyer}</bdi>}
      crumbs={[{ label: 'Acheteurs', href: `${baseOf(actor, scheme)}/acheteurs` }]}
    >
      <Card>
        <Alert state="warn">
          <p>
            {buyer === null
              ? fr`Votre organisation ne lira plus ce schéma et n’y écrira plus, sauf ce qui en est public.`
              : fr`Cet acheteur ne lira plus ce schéma et n’y écrira plus, sauf ce qui en est public.`}
          </p>
        </Alert>
        <p>
          {buyer === null
            ? fr`Vos valeurs et ce que vous avez dit restent, sous votre nom. Vos propres actions et vos repères restent dans le texte : qui conduit le schéma peut alors les modifier ou les retirer. Une nouvelle invitation vous rendra tout.`
            : fr`Ses valeurs et ce qu’il a dit restent, sous son nom. Ses propres actions et ses repères restent dans le texte : vous pouvez alors les modifier ou les retirer. Une nouvelle invitation lui rendra tout.`}
        </p>
        <FormButton action={props.action}>{buyer === null ? 'Quitter le schéma' : 'Mettre fin au partage'}</FormButton>
      </Card>
    </SchemePage>
  )
}
