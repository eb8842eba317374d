import type { Actor } from '#features/organisations'
import {
  Card,
  Day,
  Empty,
  fr,
  inParis,
  Missing,
  nb,
  Page,
  PageHead,
  Pagination,
  Section,
  type Space,
  Status,
  Table,
  uploadScript,
} from '#ui'
import { PER_PAGE, type UploadEntry } from '../reading.ts'
import { SendForm } from './SendForm.tsx'
import { STANDINGS } from './words.ts'

interface Props {
  actor: Actor
  space: Space | undefined
  uploads: { entries: readonly UploadEntry[]; total: number }
  page: number
  /** Whether the actor may import for everybody. */
  everybody: boolean
  example: boolean
  /** Why what was sent was not taken. */
  refusal?: string | undefined
}

/** Where an organisation sends files, and sees what became of them. */
export const UploadsPage = ({ actor, space, uploads, page, everybody, example, refusal }: Props) => {
  const { organisation } = actor.membership
  const base = `/organisations/${organisation.siren}/imports`
  return (
    <Page title="Imports" space={space} demo={example} script={uploadScript}>
      <PageHead
        title="Imports"
        lede={
          <>
            <bdi>{organisation.name}</bdi>
            {fr` : les fichiers envoyés, et ce qu’ils ont changé dans le registre.`}
          </>
        }
      />
      <Card id="envoyer" title="Importer des marchés">
        <p>
          {fr`Seuls les marchés du SIREN ${organisation.siren} changent dans le registre ; ceux d’autres acheteurs sont comptés et laissés de côté. Un fichier est importé en entier ou pas du tout, et un import s’annule.`}
        </p>
        <SendForm base={base} everybody={everybody} error={refusal} />
      </Card>
      <Section id="envoyes" title="Fichiers envoyés">
        {uploads.total === 0 ? (
          <Empty title="Aucun fichier envoyé">
            <p>{fr`Choisissez ci-dessus le fichier que votre logiciel de marchés exporte (« données essentielles » ou DECP).`}</p>
          </Empty>
        ) : (
          <Card flush>
            <Table
              id="envois"
              caption="Du plus récent au plus ancien"
              hideCaption
              columns={columnsOf(base)}
              rows={uploads.entries}
              stack
            />
          </Card>
        )}
        <Pagination
          page={page}
          pageSize={PER_PAGE}
          total={uploads.total}
          href={n => (n === 1 ? base : `${base}?page=${n}`)}
          noun={['Fichier', 'Fichiers']}
        />
      </Section>
    </Page>
  )
}

const columnsOf = (base: string) => [
  {
    head: 'Fichier',
    cell: ({ id, file, created_at }: UploadEntry) => (
      <>
        <a href={`${base}/${id}`}>
          <bdi>{file}</bdi>
        </a>
        <small>
          <Day date={inParis(created_at).date} short />
        </small>
      </>
    ),
  },
  { head: 'Envoyé par', cell: ({ person }: UploadEntry) => person ?? <Missing>Personne partie</Missing> },
  {
    head: 'État',
    cell: ({ standing }: UploadEntry) => {
      const { state, icon, word } = STANDINGS[standing]
      return (
        <Status state={state} icon={icon}>
          {word}
        </Status>
      )
    },
  },
  ...(
    [
      ['Lus', 'read'],
      ['Nouveaux', 'created'],
      ['Mis à jour', 'updated'],
      ['Inchangés', 'unchanged'],
      ['Autres acheteurs', 'left_out'],
      ['Rejetés', 'rejected'],
    ] as const
  ).map(([head, column]) => ({
    head,
    cell: ({ entry }: UploadEntry) => (entry ? nb(entry[column]) : <Missing>–</Missing>),
    numeric: true,
  })),
]
