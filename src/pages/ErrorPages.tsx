import { ButtonLink, count, Page, PageHead, SearchForm, typo } from '#ui'

const Ways = ({ search }: { search?: boolean }) => (
  <div class="actions">
    <ButtonLink href="/">Aller à l’accueil</ButtonLink>
    {search && <ButtonLink href="/acheteurs">Chercher un acheteur</ButtonLink>}
    <ButtonLink href="/marches">Voir les marchés</ButtonLink>
  </div>
)

/** Nothing at this address. */
export const NotFoundPage = ({ demo }: { demo: boolean }) => (
  <Page title="Page introuvable" width="text" demo={demo}>
    <PageHead
      title="Cette page n’existe pas"
      lede="L’adresse est peut-être incomplète, ou ce qu’elle montrait a été retiré du registre."
    />
    <SearchForm action="/acheteurs" id="acheteur" label="Chercher un acheteur par nom, SIREN ou SIRET" />
    <Ways />
  </Page>
)

/** The request was understood, and refused. */
export const RefusedPage = ({ message, demo }: { message: string; demo: boolean }) => (
  <Page title="Demande refusée" width="text" demo={demo}>
    <PageHead title="Cette demande n’a pas pu être suivie" lede={message} />
    <Ways search />
  </Page>
)

/** A form that another site sent in the reader's name. */
export const ForeignPage = () => (
  <Page title="Demande refusée" width="text">
    <PageHead
      title="Cette demande vient d’un autre site"
      lede={typo(
        'Rien n’a été fait. Si vous l’avez bien envoyée d’ici, ouvrez la page à son adresse habituelle, puis recommencez : un intermédiaire a pu changer l’adresse en chemin.',
      )}
    />
    <Ways />
  </Page>
)

/** A page for others. */
export const ReservedPage = ({ words }: { words: string }) => (
  <Page title="Page réservée" width="text">
    <PageHead
      title={`Cette page est réservée ${words}`}
      lede={typo(
        'Rien n’a été fait. Si vous devez pouvoir le faire, demandez ce rôle à une personne qui administre votre organisation ; s’il vient de vous être donné, rechargez la page.',
      )}
    />
    <div class="actions">
      <ButtonLink href="/organisations">Voir mes organisations</ButtonLink>
    </div>
  </Page>
)

/** Too much that is heavy was asked for. */
export const TooManyPage = ({ seconds }: { seconds: number }) => (
  <Page title="Trop de demandes à la fois" width="text">
    <PageHead
      title="Il y a trop de demandes à la fois"
      lede={typo(
        `Les exports, les recherches dans tous les marchés et les calculs de publication demandent du temps au serveur : chacun en a sa part. Recommencez dans ${count(seconds, 'seconde')}.`,
      )}
    />
    <p>
      {typo(
        'Pour lire beaucoup de données, préférez un seul export à beaucoup de petits ; pour chercher, ajoutez un acheteur.',
      )}
    </p>
    <div class="actions">
      <ButtonLink href="">Réessayer</ButtonLink>
    </div>
  </Page>
)

/** A fault of ours. */
export const BrokenPage = ({ incident }: { incident: string }) => (
  <Page title="Incident" width="text">
    <PageHead
      title="Cette page n’a pas pu être préparée"
      lede={typo(
        'La faute est de notre côté, et rien n’a été modifié. Réessayez dans un instant ; si cela recommence, donnez ce numéro à la personne qui gère le site.',
      )}
    />
    <p>
      Numéro d’incident{'\u00a0'}: <b>{incident}</b>
    </p>
    <Ways search />
  </Page>
)

/** The database cannot be asked: no page that reads it can be made. The reason is in the log, since it may name an address. */
export const UnavailablePage = ({ busy }: { busy: boolean }) => (
  <Page title="Site momentanément indisponible" width="text">
    <PageHead
      title="Le site est momentanément indisponible"
      lede={typo(
        'Ses données ne peuvent pas être lues pour l’instant. Réessayez dans quelques minutes ; si cela dure, prévenez la personne qui gère le site : elle en trouvera la raison dans le journal du serveur.',
      )}
    />
    {busy && (
      <p>
        {typo(
          'Une recherche dans tous les marchés peut aussi être trop longue : ajoutez-lui un acheteur, une année ou un mot.',
        )}
      </p>
    )}
    <div class="actions">
      <ButtonLink href="">Réessayer</ButtonLink>
    </div>
  </Page>
)
