import type { Child } from 'hono/jsx'
import {
  ButtonLink,
  Card,
  type Column,
  Empty,
  Filters,
  Input,
  Missing,
  Moment,
  Page,
  PageHead,
  Select,
  type Space,
  Table,
} from '#ui'
import type { Filter, Line } from '../audit.ts'
import { actOf, changeOf, type Names, subjectOf, type TrailWords } from '../words.ts'

interface Props {
  space: Space
  /** The address of the page, without its filters. */
  address: string
  lines: readonly Line[]
  filter: Filter
  acts: readonly string[]
  /** Who may have acted, by id; somebody else is not named. */
  people: Names
  /** The same, and what else changes speak of. */
  names: Names
  words: TrailWords
  /** The line after which older ones follow. */
  older?: number | undefined
  /** The views that the reader keeps of this list. */
  views?: Child
}

/** Who did what to which row. */
export const AuditPage = ({ space, address, lines, filter, acts, people, names, words, older, views }: Props) => {
  const columns: Column<Line>[] = [
    { head: 'Quand', cell: ({ at }) => <Moment at={at} short />, nowrap: true },
    {
      head: 'Qui',
      cell: ({ person }) =>
        person === null ? (
          <Missing>Le programme</Missing>
        ) : people.has(person) ? (
          <bdi>{people.get(person)}</bdi>
        ) : (
          <Missing>Administration du site</Missing>
        ),
    },
    { head: 'Acte', cell: line => actOf(line, words) },
    { head: 'Objet', cell: line => subjectOf(line, words) },
    {
      head: 'Détail',
      cell: ({ changes }) =>
        changes.length === 0 ? (
          <Missing>Aucun</Missing>
        ) : (
          <ul class="plain small">
            {changes.map(change => (
              <li>
                <bdi>{changeOf(change, words, names)}</bdi>
              </li>
            ))}
          </ul>
        ),
    },
  ]
  const query = (more: Record<string, string> = {}) => {
    const kept = Object.entries({ ...filter, ...more }).filter(([, value]) => value)
    return kept.length === 0 ? '' : `?${new URLSearchParams(kept as [string, string][])}`
  }
  const filtered = Object.values(filter).some(Boolean)
  return (
    <Page title="Journal" space={space}>
      <PageHead
        title="Journal"
        lede="Qui a fait quoi, quand, avec ce qui a changé. Personne ne peut le modifier, pas même l’exploitant du site."
        actions={
          <ButtonLink href={`${address}.csv${query()}`} icon="download" download>
            Exporter la sélection
          </ButtonLink>
        }
      />
      <Filters action={address} label="Filtrer le journal" reset={filtered ? address : undefined}>
        <Input name="du" type="date" label="Du" value={filter.du} />
        <Input name="au" type="date" label="Au" value={filter.au} />
        <Select
          name="acte"
          label="Acte"
          value={filter.acte}
          options={[{ value: '', label: 'Tous' }, ...acts.map(act => ({ value: act, label: words.acts[act] ?? act }))]}
        />
        <Select
          name="personne"
          label="Personne"
          value={filter.personne}
          options={[{ value: '', label: 'Toutes' }, ...[...people].map(([value, label]) => ({ value, label }))]}
        />
      </Filters>
      {views}
      {lines.length === 0 ? (
        <Empty
          title={filtered ? 'Aucune ligne ne répond à ces filtres' : 'Le journal est vide'}
          actions={filtered && <ButtonLink href={address}>Effacer les filtres</ButtonLink>}
        >
          <p>{filtered ? 'Élargissez les dates, ou effacez les filtres.' : 'Il se remplit dès que quelqu’un agit.'}</p>
        </Empty>
      ) : (
        <Card flush>
          <Table id="lignes" caption="Lignes du journal" hideCaption columns={columns} rows={lines} stack />
        </Card>
      )}
      {older !== undefined && (
        <div class="actions">
          <ButtonLink href={address + query({ avant: String(older) })}>Voir les lignes plus anciennes</ButtonLink>
        </div>
      )}
    </Page>
  )
}
