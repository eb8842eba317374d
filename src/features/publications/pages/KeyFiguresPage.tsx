import { Alert, Card, Day, day, FramedPage, fr, inParis } from '#ui'
import { addressOf, type Publication, type PublicationKind, type Published } from '../publications.ts'

/** Where the key figures of a publication are, for the frames of other sites. */
export const keyFiguresOf = (publication: Publication) => `${addressOf(publication)}/chiffres-cles`

/** The key figures of a publication, to be shown by any site: who says them, when, whether they still stand, and the way to the rest. */
export const KeyFiguresPage = (props: { published: Published; kind: PublicationKind; publicUrl: string }) => {
  const { published, kind, publicUrl } = props
  const { publication, content } = published
  const { title, name, number, publishedAt, withdrawn, replacedBy, siren } = publication
  const away = (to: number, words: string) => (
    <a href={publicUrl + addressOf({ siren, number: to })} target="_top">
      {words}
    </a>
  )
  return (
    <FramedPage title={`${title} – ${name}`} canonical={publicUrl + addressOf(publication)} demo={publication.example}>
      <header>
        <h1>
          <bdi>{title}</bdi>
        </h1>
        <p class="small muted">
          <bdi>{name}</bdi>
          {fr`, publication n° ${number} du `}
          <Day date={inParis(publishedAt).date} />
          {publication.example && fr` (données d’exemple, inventées)`}
        </p>
      </header>
      {withdrawn && (
        <Alert state="late" title={fr`Ces chiffres ont été retirés le ${day(inParis(withdrawn.at).date)}`}>
          <p>{away(number, 'Lire pourquoi')}</p>
        </Alert>
      )}
      {replacedBy !== null && (
        <Alert state="warn" title={fr`Ces chiffres ont été corrigés depuis`}>
          <p>{away(replacedBy, fr`Lire la publication n° ${replacedBy}, qui les remplace`)}</p>
        </Alert>
      )}
      {!withdrawn && content !== null && (
        <>
          {kind.keyFigures?.(published) ?? <p>{fr`Cette publication ne met aucun chiffre en avant.`}</p>}
          <p>{away(number, 'Lire la publication, ses données et de quoi refaire chaque calcul')}</p>
        </>
      )}
    </FramedPage>
  )
}

const attribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

/** What another site copies to show them. */
export const FrameSnippet = ({ publication, publicUrl }: { publication: Publication; publicUrl: string }) => {
  const [address, title] = [publicUrl + keyFiguresOf(publication), `${publication.title} – ${publication.name}`].map(
    attribute,
  )
  return (
    <Card id="integrer" title="Montrer ces chiffres ailleurs">
      <p>{fr`Copiez ces lignes dans une page de votre site : elles y montrent les chiffres clés, sans script ni témoin de connexion, et diront s’ils sont corrigés ou retirés.`}</p>
      <div class="prose">
        <pre>
          <code>{`<iframe src="${address}" title="${title}"\n  width="100%" height="480" loading="lazy"></iframe>`}</code>
        </pre>
      </div>
      <p>
        <a href={keyFiguresOf(publication)}>Voir ce qu’elles montrent</a>
      </p>
    </Card>
  )
}
