import { Card, count, Day, Empty, fr, inParis, nb, Page, PageHead, Pagination, Status, Table } from '#ui'
import type { ImportEntry, importPage } from '../register/import-log.ts'
import { IMPORT_WORDS } from '../words.ts'
import { ImportHowTo } from './ImportHowTo.tsx'
import { importMark } from './marks.ts'

interface Props {
  imports: Awaited<ReturnType<typeof importPage>>
  page: number
  demo: boolean
}

/** The files that the register is made of, latest first. */
export const ImportsPage = ({ imports: { entries, total, size }, page, demo }: Props) => (
  <Page title="Imports" current="imports" demo={demo}>
    <PageHead title="Imports" lede="Les fichiers officiels dont le registre est fait, et ce que chacun y a changé." />
    {total === 0 ? (
      <Empty title="Aucun fichier importé">
        <p>
          Le registre se remplit depuis l’espace d’une organisation, ou depuis la ligne de commande, sur le serveur.
        </p>
      </Empty>
    ) : entries.length === 0 ? (
      <Empty title={fr`La page ${page} n’existe pas`} actions={<a href="/imports">Voir les derniers imports</a>}>
        <p>{fr`Il y a ${count(total, 'import')}.`}</p>
      </Empty>
    ) : (
      <Card flush>
        <Table
          id="imports"
          caption={fr`${count(total, 'import')}, du plus récent au plus ancien.`}
          columns={entries.some(entry => entry.left_out > 0) ? [...COLUMNS, LEFT_OUT] : COLUMNS}
          rows={entries}
          stack
        />
      </Card>
    )}
    <Pagination
      page={page}
      pageSize={size}
      total={total}
      href={n => (n === 1 ? '/imports' : `/imports?page=${n}`)}
      noun={['Import', 'Imports']}
    />
    <ImportHowTo />
  </Page>
)

const LEFT_OUT = {
  head: 'Autres acheteurs',
  cell: (entry: ImportEntry) => nb(entry.left_out),
  numeric: true,
}

const COLUMNS = [
  {
    head: 'Fichier',
    cell: (entry: ImportEntry) => (
      <>
        <a href={`/imports/${entry.id}`}>
          <bdi>{entry.file}</bdi>
        </a>
        <small>import n° {entry.id}</small>
      </>
    ),
  },
  {
    head: 'Importé le',
    cell: (entry: ImportEntry) => <Day date={inParis(entry.started_at).date} short />,
    nowrap: true,
  },
  {
    head: 'État',
    cell: (entry: ImportEntry) => <Status {...importMark(entry.state)}>{IMPORT_WORDS[entry.state]}</Status>,
  },
  { head: 'Lus', cell: (entry: ImportEntry) => nb(entry.read), numeric: true },
  { head: 'Nouveaux', cell: (entry: ImportEntry) => nb(entry.created), numeric: true },
  { head: 'Mis à jour', cell: (entry: ImportEntry) => nb(entry.updated), numeric: true },
  { head: 'Inchangés', cell: (entry: ImportEntry) => nb(entry.unchanged), numeric: true },
  { head: 'Concessions', cell: (entry: ImportEntry) => nb(entry.concessions), numeric: true },
  { head: 'Rejetés', cell: (entry: ImportEntry) => nb(entry.rejected), numeric: true },
]
