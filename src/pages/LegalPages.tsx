import type { LegalNotice } from '#platform/config'
import { Facts, Page, PageHead, typo } from '#ui'

interface Props {
  /** What the operator said of this installation. */
  legal: LegalNotice
  demo: boolean
}

/** How to write to somebody: an address leads to one’s mail program. */
const Contact = ({ to }: { to: string }) =>
  /^[^\s@<>?]+@[^\s@<>?]+$/.test(to) ? <a href={`mailto:${to}`}>{to}</a> : <bdi>{to}</bdi>

/** Ends a sentence that says whom to write to, when it is known. */
const At = ({ contact }: { contact: string | null }) =>
  contact && (
    <>
      {' ('}
      <Contact to={contact} />)
    </>
  )

/** Who publishes the site. */
export const LegalNoticePage = ({ legal: { publisher, host, contact }, demo }: Props) => (
  <Page title="Mentions légales" width="text" demo={demo}>
    <PageHead title="Mentions légales" />
    <div class="prose">
      <h2>Éditeur et hébergeur</h2>
      {(publisher ?? host ?? contact) !== null && (
        <Facts
          list
          facts={[
            ...(publisher ? [{ term: 'Éditeur', value: typo(publisher) }] : []),
            ...(host ? [{ term: 'Hébergeur', value: typo(host) }] : []),
            ...(contact ? [{ term: 'Contact', value: <Contact to={contact} /> }] : []),
          ]}
        />
      )}
      {(publisher === null || host === null) && (
        <p>
          Ce site est exploité par l’organisme qui l’a installé. Pour savoir qui en répond et où il est hébergé,
          demandez-le à la personne qui le gère, ou à l’acheteur dont vous lisez les chiffres.
        </p>
      )}
      <h2>Contenus</h2>
      <p>
        Ce qu’une organisation publie ici l’est sous sa responsabilité. Le registre des marchés vient des données
        essentielles de la commande publique, diffusées sous Licence Ouverte{'\u00a0'}: chaque contrat dit de quel
        fichier il vient.
      </p>
      <h2>Logiciel</h2>
      <p>
        Mieuxdisant est un logiciel libre, sous licence publique de l’Union européenne (EUPL-1.2). Ce n’est pas un site
        de l’État.
      </p>
    </div>
  </Page>
)

/** What is kept of people, why, how long, and what they may ask. */
export const PersonalDataPage = ({ legal, demo }: Props) => (
  <Page title="Données personnelles" width="text" demo={demo}>
    <PageHead title="Données personnelles" lede="Ce que le site garde des personnes, pourquoi, combien de temps." />
    <div class="prose">
      {legal.publisher !== null && (
        <>
          <h2>Responsable</h2>
          <p>
            Qui répond de ces données{'\u00a0'}: {legal.publisher}
          </p>
        </>
      )}
      <h2>Sans compte</h2>
      <p>
        Lire le site ne dépose aucun cookie et ne laisse aucune adresse de réseau dans ses journaux. Pour ralentir qui
        essaie des mots de passe, les essais sont comptés pendant un jour au plus sous une empreinte, dont on ne peut
        pas tirer l’adresse. Les demandes lourdes (exports, recherches dans tous les marchés) le sont par adresse de
        réseau, dans la mémoire du programme seulement, jusqu’à ce qu’il s’arrête au plus tard.
      </p>
      <h2>Avec un compte</h2>
      <ul>
        <li>Votre nom et votre adresse électronique, aussi longtemps que vous avez un compte.</li>
        <li>
          Vos sessions, sept jours après leur dernière visite{'\u00a0'}: leurs dates et le nom du navigateur, pour que
          vous les reconnaissiez. L’adresse de réseau n’est pas gardée.
        </li>
        <li>
          Le moment de votre dernier passage dans chacune de vos organisations, à quelques minutes près, pour vous dire
          ce qui a changé depuis{'\u00a0'}: personne d’autre ne le lit.
        </li>
        <li>Votre mot de passe sous une forme qui ne permet pas de le retrouver, et votre second facteur, chiffré.</li>
        <li>
          Vos organisations, vos rôles, et le journal de vos actes{'\u00a0'}: qui agit au nom d’un acheteur public doit
          pouvoir en répondre.
        </li>
        <li>
          Vos commentaires et les pièces que vous joignez{'\u00a0'}: ils sont à votre organisation, qui les garde sous
          votre nom, ou sans lui une fois votre compte effacé. La fréquence des courriels que vous avez choisie.
        </li>
        <li>Un cookie, strictement nécessaire à la connexion. Aucun autre, aucune mesure d’audience.</li>
      </ul>
      <h2>Titulaires de marchés</h2>
      <p>
        Les données essentielles publiées par les acheteurs peuvent nommer un entrepreneur individuel. Elles sont
        reprises telles quelles{'\u00a0'}: pour les corriger, adressez-vous à l’acheteur qui les publie.
      </p>
      <h2>Vos droits</h2>
      <p>
        Depuis <a href="/mon-compte">votre compte</a>, vous pouvez prendre une copie de vos données et les faire
        effacer. Pour toute autre demande, écrivez à l’organisme qui exploite le site
        <At contact={legal.dataContact ?? legal.contact} />
        {'\u202f'}; si sa réponse ne vous convient pas, vous pouvez saisir la CNIL.
      </p>
    </div>
  </Page>
)

/** How accessible the site is, without claiming more than was checked. */
export const AccessibilityPage = ({ legal, demo }: Props) => (
  <Page title="Accessibilité" width="text" demo={demo}>
    <PageHead
      title="Accessibilité : non conforme"
      lede="Aucun audit RGAA n’a encore été mené sur cette installation."
    />
    <div class="prose">
      <p>
        Le site vise le RGAA 4.1 et les règles WCAG 2.2, niveau AA. Il se lit et s’utilise sans JavaScript, au clavier,
        à 320 pixels de large, en clair et en sombre{'\u202f'}; à chaque version, chaque page est parcourue par un outil
        qui vérifie ce qui peut l’être sans personne. Cela ne remplace pas un audit{'\u00a0'}: tant qu’il n’a pas eu
        lieu, le site doit être tenu pour non conforme.
      </p>
      <h2>Un obstacle{'\u202f'}?</h2>
      <p>
        Dites-le à l’organisme qui exploite le site
        <At contact={legal.contact} />
        {'\u00a0'}: il vous doit une réponse et un moyen d’accéder au contenu. Sans réponse satisfaisante, vous pouvez
        saisir le Défenseur des droits.
      </p>
    </div>
  </Page>
)
