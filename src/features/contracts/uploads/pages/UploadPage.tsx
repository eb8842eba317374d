import {
  Alert,
  Button,
  ButtonLink,
  Card,
  type Fact,
  Facts,
  fileSize,
  fr,
  Moment,
  Page,
  PageHead,
  RefusalAlert,
  type Space,
  Status,
  typo,
  uploadScript,
} from '#ui'
import { Counts, Defects, Rejects } from '../../pages/ImportPage.tsx'
import type { RejectedRecord } from '../../register/import-log.ts'
import type { UploadEntry } from '../reading.ts'
import { isCancellable, isUnderWay } from '../rules.ts'
import { Following, ResumeForm } from './SendForm.tsx'
import { type Progress, STANDINGS } from './words.ts'

interface Props {
  /** The address of the organisation's imports. */
  base: string
  siren: string
  space: Space | undefined
  upload: UploadEntry
  progress: Progress
  /** Null when there is no rejects file, or when it is not here any more. */
  rejects: readonly RejectedRecord[] | null
  /** Whether whoever reads may undo it. */
  undoes: boolean
  example: boolean
  refusal?: string | undefined
}

/** One file: how far it is, or what it did to the register. */
export const UploadPage = (props: Props) => {
  const { base, siren, space, upload, rejects, undoes, example, refusal } = props
  const { standing, entry } = upload
  const { word, state, icon, sentence } = STANDINGS[standing]
  return (
    <Page
      title={upload.file}
      space={space}
      demo={example}
      crumbs={[{ label: 'Imports', href: base }]}
      script={uploadScript}
    >
      <PageHead
        title={<bdi>{upload.file}</bdi>}
        chips={
          <Status state={state} icon={icon}>
            {word}
          </Status>
        }
        lede={typo(sentence)}
        actions={
          standing === 'finished' && <ButtonLink href={`/marches?acheteurs=${siren}`}>Voir les marchés</ButtonLink>
        }
      />
      {refusal && <RefusalAlert title="Rien n’a été changé" message={refusal} />}
      {upload.reason !== null && (
        <Alert state={state} title={standing === 'refused' ? 'Ce fichier n’a pas pu être importé' : 'Pourquoi'}>
          <p>
            <bdi>{typo(upload.reason)}</bdi>
          </p>
          <p>
            <a href={`${base}#envoyer`}>Importer un autre fichier</a>
          </p>
        </Alert>
      )}
      {isUnderWay(standing) && <UnderWay {...props} />}
      <Card>
        <Facts facts={factsOf(upload)} />
      </Card>
      {entry && standing !== 'undone' && (
        <>
          <Counts entry={entry} />
          <Defects entry={entry} />
          {entry.rejected > 0 && <Rejects entry={entry} rejects={rejects} />}
        </>
      )}
      {entry && (
        <div class="actions">
          {entry.rejected > 0 && rejects !== null && (
            <ButtonLink href={`${base}/${upload.id}/rejets`} icon="download" download>
              Télécharger les rejets
            </ButtonLink>
          )}
          <ButtonLink href={`/imports/${entry.id}`}>Voir ce que le public voit</ButtonLink>
          {standing === 'finished' && undoes && (
            <ButtonLink href={`${base}/${upload.id}/annulation`}>Annuler l’import</ButtonLink>
          )}
        </div>
      )}
    </Page>
  )
}

const UnderWay = ({ base, upload, progress }: Props) => {
  const { id, standing } = upload
  const here = `${base}/${id}`
  const following = <Following {...progress} {...(isCancellable(standing) ? { stop: `${here}/arret` } : {})} />
  return (
    <Card id="avancement" title="Avancement" aside={<a href={here}>Actualiser</a>}>
      {standing === 'receiving' && upload.bytes !== null ? (
        <ResumeForm base={base} upload={upload}>
          {following}
        </ResumeForm>
      ) : (
        <file-upload class="stack" data-page={here} data-state={standing}>
          {following}
        </file-upload>
      )}
    </Card>
  )
}

function factsOf({ person, created_at, ended_at, bytes, all_buyers, entry }: UploadEntry): Fact[] {
  const facts: Fact[] = [
    { term: 'Envoyé par', value: person },
    { term: 'Envoyé le', value: <Moment at={created_at} /> },
    { term: 'Terminé le', value: ended_at && <Moment at={ended_at} /> },
    { term: 'Annulé le', value: entry?.undone_at && <Moment at={entry.undone_at} /> },
    { term: 'Taille', value: bytes === null ? null : fileSize(bytes) },
    { term: 'Marchés', value: all_buyers ? 'De tous les acheteurs' : 'De cette organisation' },
    { term: 'Empreinte SHA-256 du fichier', value: entry?.sha256 && <code>{entry.sha256}</code>, wide: true },
  ]
  // Not everything is known of what is under way: nobody forgot to fill it in.
  return facts.filter(({ value }) => value !== null && value !== undefined)
}

/** What undoing an import means, before it is done. */
export const UndoPage = (props: {
  base: string
  space: Space | undefined
  upload: UploadEntry
  example: boolean
  refusal?: string
}) => {
  const { base, upload } = props
  const here = `${base}/${upload.id}`
  return (
    <Page
      title="Annuler l’import"
      space={props.space}
      demo={props.example}
      width="text"
      crumbs={[
        { label: 'Imports', href: base },
        { label: upload.file, href: here },
      ]}
    >
      <PageHead title="Annuler l’import" lede={<bdi>{upload.file}</bdi>} />
      {props.refusal && <RefusalAlert title="Rien n’a été changé" message={props.refusal} />}
      <Card>
        <p>
          {fr`Le registre redeviendra comme si ce fichier n’avait jamais été importé : les marchés que lui seul contenait disparaissent, ceux qu’il avait mis à jour reprennent leur version d’avant, ceux qu’un autre fichier contient aussi restent. Les taux sont recalculés.`}
        </p>
        <p>{fr`Ce qui est publié ne change pas. Pour revenir sur l’annulation, il suffit d’importer à nouveau le fichier.`}</p>
        <form action={`${here}/annulation`} method="post" class="actions">
          <Button>Annuler l’import</Button>
          <ButtonLink href={here}>Revenir sans annuler</ButtonLink>
        </form>
      </Card>
    </Page>
  )
}
