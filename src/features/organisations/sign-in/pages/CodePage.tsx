import { ButtonLink, Card, Disclosure, Form, Input, Page, PageHead, RefusalAlert } from '#ui'
import { withBack } from '../answering.ts'

interface Props {
  /** Where to go afterwards, in this site. */
  back?: string | undefined
  refusal?: string
  /** A recovery code was given. */
  recovery?: boolean
}

/** The second step of signing in, for those who asked for one. */
export const CodePage = ({ back, refusal, recovery }: Props) => {
  const retour = back && <input type="hidden" name="retour" value={back} />
  return (
    <Page title="Donner votre code" width="text">
      <PageHead
        title="Donner votre code"
        lede="Votre mot de passe est le bon. Comme vous l’avez demandé, il faut aussi le code de l’application de votre téléphone. Vous avez dix minutes."
      />
      {refusal && <RefusalAlert title="La connexion n’a pas abouti" message={refusal} />}
      <Card>
        <Form action="/connexion/code" submit="Se connecter">
          {retour}
          <Input
            name="code"
            label="Code à six chiffres"
            hint="L’application en montre un autre toutes les trente secondes."
            inputmode="numeric"
            autocomplete="one-time-code"
          />
        </Form>
      </Card>
      <Disclosure summary="Je n’ai pas mon téléphone" open={recovery === true}>
        <div class="stack">
          <p>
            Donnez l’un des dix codes de secours que vous avez gardés en activant le second facteur. Chacun sert une
            fois. Si vous n’en avez plus, écrivez à la personne qui gère ce site{'\u00a0'}: elle peut retirer le second
            facteur.
          </p>
          <Form action="/connexion/code" submit="Se connecter avec ce code" aside>
            {retour}
            <Input id="secours" name="code" label="Code de secours" hint="Dix signes, par exemple k7m2p-x9d4a." />
          </Form>
        </div>
      </Disclosure>
      <div class="actions">
        <ButtonLink look="quiet" href={withBack('/connexion', back)}>
          Revenir à l’adresse et au mot de passe
        </ButtonLink>
      </div>
    </Page>
  )
}
