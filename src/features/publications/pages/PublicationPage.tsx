import {
  Alert,
  ButtonLink,
  Card,
  Day,
  Disclosure,
  day,
  Facts,
  fileSize,
  fr,
  Hero,
  inParis,
  moment,
  Page,
  Section,
  Timeline,
} from '#ui'
import {
  addressOf,
  isData,
  type Publication,
  type PublicationKind,
  type Published,
  publicationsOf,
} from '../publications.ts'
import { FrameSnippet } from './KeyFiguresPage.tsx'

export interface PublicationProps {
  published: Published
  kind: PublicationKind
  publicUrl: string
}

/** Who published it, under which number, when. */
export const Kicker = ({ publication: { name, number, publishedAt } }: { publication: Publication }) => (
  <>
    <bdi>{name}</bdi>
    {fr`, publication n° ${number} du `}
    <Day date={dayOf(publishedAt)} />
  </>
)

const dayOf = (at: Date) => inParis(at).date

/** What was published, for everybody: its figures, how to check them, and what became of it. */
export const PublicationPage = ({ published, kind, publicUrl }: PublicationProps) => {
  const { publication, content } = published
  const { title, name, siren } = publication
  // Withdrawn, perhaps since the database was first asked.
  const gone = content === null
  const lede = gone ? fr`Publiée, puis retirée : son adresse reste.` : kind.lede(published)
  return (
    <Page
      title={`${title} – ${name}`}
      description={lede}
      demo={publication.example}
      canonical={publicUrl + addressOf(publication)}
      feed={{ href: `${publicationsOf(siren)}/flux.atom`, title: `Publications : ${name}` }}
      {...(gone ? {} : { linked: `${addressOf(publication)}/catalogue.jsonld` })}
      hero={<Hero kicker={<Kicker publication={publication} />} title={title} lede={lede} />}
    >
      <div class="public stack stack--loose">
        <State {...published} />
        {!gone && (
          <>
            {kind.body(published)}
            <div class="grid grid--wide">
              <Card id="verifier" title="Vérifier par vous-même">
                {kind.recomputing(published)}
              </Card>
              <div class="stack">
                <Documents {...published} />
                <Data {...published} />
              </div>
            </div>
            {kind.keyFigures?.(published) && <FrameSnippet {...{ publication, publicUrl }} />}
          </>
        )}
        <Identity {...{ published, publicUrl }} />
        <History {...published} />
      </div>
    </Page>
  )
}

/** What became of it since. */
export const State = ({ publication: { withdrawn, replacedBy, replaces, changes, siren } }: Published) => (
  <>
    {withdrawn && (
      <Alert state="late" title={fr`Cette publication a été retirée le ${day(dayOf(withdrawn.at))}`}>
        <p>
          {fr`Motif donné : `}
          <bdi>{withdrawn.reason}</bdi>
        </p>
      </Alert>
    )}
    {replacedBy !== null && (
      <Alert state="warn" title={fr`Cette publication a été corrigée : le n° ${replacedBy} la remplace`}>
        <p>
          <a href={addressOf({ siren, number: replacedBy })}>Lire la publication n° {replacedBy}</a>
        </p>
      </Alert>
    )}
    {replaces !== null && !withdrawn && (
      <Alert
        state="info"
        title={
          <>
            {fr`Cette publication corrige le `}
            <a href={addressOf({ siren, number: replaces })}>n° {replaces}</a>
          </>
        }
      >
        <p>
          {fr`Ce qui change : `}
          <bdi>{changes}</bdi>
        </p>
      </Alert>
    )}
  </>
)

/** What is to be read rather than computed with, by the end of its name. */
const READ: Record<string, string> = {
  pdf: 'Document à lire et à imprimer (PDF)',
  docx: 'Document à modifier (Word)',
  xlsx: 'Classeur, un tableau par feuille (Excel)',
  pptx: 'Diaporama (PowerPoint)',
}
const ending = (name: string) => name.slice(name.lastIndexOf('.') + 1)
const isRead = ({ name }: { name: string }) => ending(name) in READ

const FileLink = (props: { of: Published['publication']; name: string; bytes: number; words?: string | undefined }) => (
  <li>
    <a href={`${addressOf(props.of)}/${props.name}`} download>
      {props.words ?? props.name}
    </a>{' '}
    <span class="small muted">{fileSize(props.bytes)}</span>
  </li>
)

const Documents = ({ publication, files }: Published) =>
  files.some(isRead) ? (
    <Card id="documents" title="Les documents">
      <ul class="stack stack--tight">
        {files.filter(isRead).map(({ name, bytes }) => (
          <FileLink of={publication} {...{ name, bytes }} words={READ[ending(name)]} />
        ))}
      </ul>
    </Card>
  ) : null

const Data = ({ publication, files }: Published) => (
  <Card id="donnees" title="Les données ouvertes">
    <ul class="stack stack--tight">
      {files
        .filter(file => !isRead(file))
        .map(({ name, bytes }) => (
          <FileLink of={publication} {...{ name, bytes }} />
        ))}
      <li>
        <a href={`${addressOf(publication)}/empreintes.txt`}>empreintes.txt</a>{' '}
        <span class="small muted">SHA-256 de chaque fichier</span>
      </li>
    </ul>
    <p>
      {fr`Libres de réutilisation sous `}
      <a href="https://www.etalab.gouv.fr/licence-ouverte-open-licence/">Licence Ouverte / Open Licence version 2.0</a>
      {fr` : citez la source et sa date.`}
      {!files.every(isData) && fr` Le logo n’en fait pas partie : il reste à qui il désigne.`}
    </p>
    <Disclosure summary="Contrôler que rien n’a changé depuis la publication">
      <p>
        {fr`Mettez tous ces fichiers dans un même dossier, puis lancez `}
        <code>sha256sum -c empreintes.txt</code>
        {fr` : chaque ligne doit répondre « OK » ou « Réussi ». L’empreinte de la publication, plus bas, est celle d’empreintes.txt.`}
      </p>
    </Disclosure>
  </Card>
)

const Identity = ({ published: { publication }, publicUrl }: Omit<PublicationProps, 'kind'>) => (
  <Card id="publication" title="Cette publication">
    <Facts
      facts={[
        { term: 'Publiée par', value: <bdi>{publication.name}</bdi> },
        { term: 'Numéro', value: publication.number },
        { term: 'Le', value: moment(publication.publishedAt) },
        { term: 'Adresse permanente', value: <code>{publicUrl + addressOf(publication)}</code>, wide: true },
        { term: 'Empreinte (SHA-256)', value: <code>{publication.sha256}</code>, wide: true },
      ]}
    />
    <div class="actions">
      <ButtonLink href={publicationsOf(publication.siren)}>Voir toutes ses publications</ButtonLink>
      <a href={`${publicationsOf(publication.siren)}/flux.atom`}>S’abonner (flux Atom)</a>
    </div>
  </Card>
)

/** What is said of a publication in a list. */
export const stateOf = ({ withdrawn, replacedBy }: Publication) =>
  withdrawn
    ? ({ state: 'late', words: `Retirée le ${day(dayOf(withdrawn.at))}` } as const)
    : replacedBy === null
      ? ({ state: 'ok', words: 'En vigueur' } as const)
      : ({ state: 'none', words: `Corrigée par le n° ${replacedBy}` } as const)

const History = ({ publication, history }: Published) =>
  history.length < 2 ? null : (
    <Section id="historique" title="Ce qui a été publié pour cette période">
      <Timeline
        events={history.map(one => ({
          date: <Day date={dayOf(one.publishedAt)} />,
          past: one.number === publication.number,
          children: (
            <>
              <p>
                {one.number === publication.number ? (
                  <b>N° {one.number} (cette page)</b>
                ) : (
                  <a href={addressOf(one)}>N° {one.number}</a>
                )}
                {fr` : ${stateOf(one).words}`}
              </p>
              {one.changes && (
                <p>
                  <bdi>{one.changes}</bdi>
                </p>
              )}
            </>
          ),
        }))}
      />
    </Section>
  )
