import { ButtonLink, Section, Status } from '#ui'

/** On one's account: whether a code is asked for after the password. */
export const SecondFactorSection = ({ on }: { on: boolean }) => (
  <Section
    id="second-facteur"
    title="Second facteur"
    aside={on ? <Status state="ok">Activé</Status> : <Status state="none">Désactivé</Status>}
  >
    <p>
      {on
        ? 'Après votre mot de passe, ce site demande un code que donne une application de votre téléphone.'
        : 'Une application de votre téléphone peut donner un code à chaque connexion, après le mot de passe. Quelqu’un qui apprendrait votre mot de passe n’entrerait pas sans elle.'}
    </p>
    <div class="actions">
      <ButtonLink href="/mon-compte/second-facteur">
        {on ? 'Gérer le second facteur' : 'Activer le second facteur'}
      </ButtonLink>
    </div>
  </Section>
)
