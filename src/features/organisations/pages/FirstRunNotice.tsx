import { Alert, ButtonLink, fr } from '#ui'

/** Where an installation that nobody administers yet begins. */
export const FirstRunNotice = () => (
  <Alert state="info" title="Ce site n’a encore personne pour l’administrer">
    <p>{fr`Vous gérez le serveur : ouvrez le premier compte, avec le code que le programme affiche à chaque démarrage.`}</p>
    <div class="actions">
      <ButtonLink href="/premier-demarrage">Ouvrir le premier compte</ButtonLink>
    </div>
  </Alert>
)
