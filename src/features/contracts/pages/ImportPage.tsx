import {
  Alert,
  Card,
  count,
  type Fact,
  Facts,
  fileSize,
  fr,
  Moment,
  nb,
  Page,
  PageHead,
  Section,
  Status,
  Table,
} from '#ui'
import type { WarningCode } from '../contracts.ts'
import type { ImportEntry, RejectedRecord } from '../register/import-log.ts'
import { WARNINGS } from '../warnings.ts'
import { FORMAT_WORDS, IMPORT_WORDS } from '../words.ts'
import { ImportHowTo } from './ImportHowTo.tsx'
import { importMark, warningFix, warningLabel } from './marks.ts'

interface Props {
  entry: ImportEntry
  /** Null when there is no rejects file, or when it is not here any more. */
  rejects: readonly RejectedRecord[] | null
  demo: boolean
}

/** One import: its file, what it did to the register, the defects and the rejects of its records. */
export const ImportPage = ({ entry, rejects, demo }: Props) => (
  <Page title={`Import n° ${entry.id}`} current="imports" demo={demo} crumbs={[{ label: 'Imports', href: '/imports' }]}>
    <PageHead
      title={<bdi>{entry.file}</bdi>}
      chips={<Status {...importMark(entry.state)}>{IMPORT_WORDS[entry.state]}</Status>}
      lede={fr`Import n° ${entry.id}. ${stateWords(entry)}`}
    />
    {entry.refusal !== null && (
      <Alert state="late" title="Ce fichier n’a pas pu être lu">
        <p>
          <bdi>{entry.refusal}</bdi>
        </p>
      </Alert>
    )}
    <Card>
      <Facts facts={factsOf(entry)} />
    </Card>
    {entry.state === 'finished' || entry.state === 'undone' ? (
      <>
        <Counts entry={entry} />
        <Defects entry={entry} />
        {entry.rejected > 0 && <Rejects entry={entry} rejects={rejects} />}
      </>
    ) : null}
    <ImportHowTo {...(entry.state === 'finished' ? { id: entry.id } : {})} />
  </Page>
)

function stateWords({ state }: ImportEntry): string {
  switch (state) {
    case 'running':
      return 'Il est en cours : les pages montrent encore le registre comme avant lui.'
    case 'finished':
      return 'Ses contrats sont dans le registre.'
    case 'refused':
      return 'Le fichier a été refusé en entier : le registre est resté comme avant.'
    case 'interrupted':
      return 'Il s’est arrêté en route : le registre est resté comme avant. Importez à nouveau le fichier.'
    case 'undone':
      return 'Il a été annulé : le registre est comme si ce fichier n’avait jamais été importé.'
  }
}

function factsOf(entry: ImportEntry): Fact[] {
  const { format, bytes, started_at, finished_at, undone_at, author, sha256 } = entry
  const facts: Fact[] = [
    { term: 'Format', value: format === null ? null : (FORMAT_WORDS[format] ?? format) },
    { term: 'Taille', value: bytes === null ? null : fileSize(bytes) },
    { term: 'Commencé le', value: <Moment at={started_at} /> },
    { term: 'Terminé le', value: finished_at && <Moment at={finished_at} /> },
    { term: 'Annulé le', value: undone_at && <Moment at={undone_at} /> },
    { term: 'Importé par', value: <bdi>{author}</bdi> },
    { term: 'Empreinte SHA-256 du fichier', value: sha256 && <code>{sha256}</code>, wide: true },
  ]
  // Of a file that was refused, or is still being read, not everything is known: nobody forgot to fill it in.
  return facts.filter(({ value }) => value !== null)
}

/** What the records of a file did to the register. */
export const Counts = ({ entry }: { entry: ImportEntry }) => (
  <Section
    id="comptes"
    title="Ce que le fichier contenait"
    aside={count(entry.read, 'enregistrement lu', 'enregistrements lus')}
  >
    <div class="card card--flush">
      <Table
        id="comptes-liste"
        caption="Enregistrements du fichier, selon ce qu’ils ont changé"
        hideCaption
        columns={[
          { head: 'Enregistrements', cell: row => row.words },
          { head: 'Nombre', cell: row => nb(row.n), numeric: true },
          { head: 'Ce que cela veut dire', cell: row => row.meaning },
        ]}
        rows={[
          { words: 'Nouveaux', n: entry.created, meaning: 'Des marchés que le registre n’avait pas.' },
          { words: 'Mis à jour', n: entry.updated, meaning: 'Une publication plus récente en remplace une autre.' },
          {
            words: 'Inchangés',
            n: entry.unchanged,
            meaning: 'Le registre avait déjà cette publication, ou une plus récente.',
          },
          {
            words: 'Concessions',
            n: entry.concessions,
            meaning: fr`À part : elles ne comptent dans aucun taux.`,
          },
          {
            words: 'Rejetés',
            n: entry.rejected,
            meaning: fr`Sans acheteur, ou illisibles : gardés dans le fichier des rejets.`,
          },
          ...(entry.left_out > 0
            ? [
                {
                  words: 'Laissés de côté',
                  n: entry.left_out,
                  meaning: 'Ceux d’autres acheteurs : une organisation ne change que ses propres marchés.',
                },
              ]
            : []),
        ]}
        foot={['Lus', nb(entry.read), 'La somme des lignes ci-dessus.']}
        stack
      />
    </div>
  </Section>
)

/** What is wrong with its records. */
export const Defects = ({ entry: { warnings, state } }: { entry: ImportEntry }) => {
  const rows = (Object.entries(warnings) as [WarningCode, number][])
    .filter(([code]) => code in WARNINGS)
    .sort(([, a], [, b]) => b - a)
  return (
    <Section id="defauts" title="Défauts relevés">
      {rows.length === 0 ? (
        <p>Aucun défaut dans les enregistrements de ce fichier.</p>
      ) : (
        <div class="card card--flush">
          <Table
            id="defauts-liste"
            caption={`${state === 'finished' ? 'Ces enregistrements sont dans le registre malgré leur défaut. ' : ''}Un enregistrement peut en avoir plusieurs.`}
            columns={[
              { head: 'Défaut', cell: ([code]) => warningLabel(code) },
              { head: 'Enregistrements', cell: ([, n]) => nb(n), numeric: true },
              { head: 'À corriger à la source', cell: ([code]) => warningFix(code) },
            ]}
            rows={rows}
            stack
          />
        </div>
      )}
    </Section>
  )
}

/** Its records that could not become contracts. */
export const Rejects = ({ entry, rejects }: { entry: ImportEntry; rejects: readonly RejectedRecord[] | null }) => (
  <Section id="rejets" title="Enregistrements rejetés" aside={count(entry.rejected, 'enregistrement')}>
    <p>
      {entry.rejects_file === null ? (
        'Aucun fichier de rejets n’a été gardé pour cet import.'
      ) : (
        <>
          {fr`Ils sont gardés entiers, sur le serveur, dans le fichier `}
          <code>{entry.rejects_file.replace(/^.*[/\\]/, '')}</code>
          {rejects === null
            ? fr`, qui n’est plus à sa place.`
            : entry.rejected > rejects.length
              ? fr`. En voici les ${rejects.length} premiers.`
              : '.'}
        </>
      )}
    </p>
    {rejects && rejects.length > 0 && (
      <div class="card card--flush">
        <Table
          id="rejets-liste"
          caption="Enregistrements rejetés"
          hideCaption
          columns={[
            { head: 'Rang', cell: reject => `n° ${nb(reject.position)}`, nowrap: true },
            { head: 'Motif', cell: reject => <bdi>{reject.reason}</bdi> },
            { head: 'Texte d’origine', cell: reject => <code>{reject.raw}</code> },
          ]}
          rows={rejects}
          stack
        />
      </div>
    )}
  </Section>
)
