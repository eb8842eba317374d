import { ButtonLink, Page, PageHead, SearchForm } from '#ui'

const Ways = () => (
  <div class="actions">
    <ButtonLink href="/">Aller à l’accueil</ButtonLink>
    <ButtonLink href="/acheteurs">Chercher un acheteur</ButtonLink>
    <ButtonLink href="/marches">Voir les marchés</ButtonLink>
  </div>
)

/** Nothing at this address. */
export const NotFoundPage = () => (
  <Page title="Page introuvable" width="text">
    <PageHead
      title="Cette page n’existe pas"
      lede="L’adresse est peut-être incomplète, ou ce qu’elle montrait a été retiré du registre."
    />
    <SearchForm action="/acheteurs" id="acheteur" label="Chercher un acheteur par nom, SIREN ou SIRET" />
    <Ways />
  </Page>
)

/** The request was understood, and refused. */
export const RefusedPage = ({ message }: { message: string }) => (
  <Page title="Demande refusée" width="text">
    <PageHead title="Cette demande n’a pas pu être suivie" lede={message} />
    <Ways />
  </Page>
)

/** A fault of ours. */
export const BrokenPage = ({ incident }: { incident: string }) => (
  <Page title="Incident" width="text">
    <PageHead
      title="Cette page n’a pas pu être préparée"
      lede="La faute est de notre côté, et rien n’a été modifié. Réessayez dans un instant ; si cela recommence, donnez ce numéro à la personne qui gère le site."
    />
    <p>
      Numéro d’incident : <b>{incident}</b>
    </p>
    <Ways />
  </Page>
)
