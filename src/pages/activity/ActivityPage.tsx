import type { Chronicle } from '#features/organisations'
import {
  ButtonLink,
  Card,
  day,
  Empty,
  Filters,
  fr,
  inParis,
  Missing,
  Page,
  PageHead,
  Section,
  Select,
  type Space,
  Timeline,
} from '#ui'
import type { Told } from './activity.ts'

interface Props {
  space: Space
  /** Without its filters. */
  address: string
  told: readonly Told[]
  chronicles: readonly Chronicle[]
  people: readonly { id: string; name: string }[]
  filter: { genre?: string | undefined; personne?: string | undefined }
  /** The deed after which older ones follow. */
  older: number | undefined
}

/** What somebody did, in a sentence. */
export const Sentence = ({ told: { who, did, thing } }: { told: Told }) => (
  <p>
    {who === null ? <Missing>Le programme</Missing> : <b>{<bdi>{who}</bdi>}</b>} {did}
    {thing && (
      <>
        {' '}
        {thing.href === undefined ? (
          <bdi>{fr`« ${thing.name} »`}</bdi>
        ) : (
          <a href={thing.href}>
            <bdi>{thing.name}</bdi>
          </a>
        )}
        {thing.more}
      </>
    )}
    .
  </p>
)

/** What happened in an organisation, day by day, in the words of the trade. */
export const ActivityPage = ({ space, address, told, chronicles, people, filter, older }: Props) => {
  const filtered = filter.genre !== undefined || filter.personne !== undefined
  const days = [...new Set(told.map(({ at }) => inParis(at).date))]
  const kept = Object.entries({ ...filter, avant: older?.toString() }).filter(([, value]) => value !== undefined)
  return (
    <Page title="Activité" space={space}>
      <PageHead title="Activité" lede="Ce que chacune et chacun a fait, jour après jour, de ce que vous pouvez lire." />
      <Filters action={address} label="Filtrer l’activité" reset={filtered ? address : undefined}>
        <Select
          name="genre"
          label="Sur quoi"
          value={filter.genre}
          options={[{ value: '', label: 'Tout' }, ...chronicles.map(({ kind, label }) => ({ value: kind, label }))]}
        />
        <Select
          name="personne"
          label="Qui"
          value={filter.personne}
          options={[
            { value: '', label: 'Tout le monde' },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Filters>
      {told.length === 0 && (
        <Empty title={filtered ? 'Rien ne répond à ces filtres' : 'Rien ne s’est encore passé'}>
          <p>
            {filtered
              ? 'Élargissez-les, ou effacez-les.'
              : 'Ce que les membres feront des schémas, des instances, des enquêtes et des marchés se lira ici.'}
          </p>
        </Empty>
      )}
      {days.map(date => (
        <Section id={`jour-${date}`} title={day(date)}>
          <Card>
            <Timeline
              events={told
                .filter(({ at }) => inParis(at).date === date)
                .map(one => ({
                  past: true,
                  date: <time datetime={one.at.toISOString()}>{inParis(one.at).time}</time>,
                  children: <Sentence told={one} />,
                }))}
            />
          </Card>
        </Section>
      ))}
      {older !== undefined && (
        <div class="actions">
          <ButtonLink href={`${address}?${new URLSearchParams(kept as [string, string][])}`}>
            Voir ce qui précède
          </ButtonLink>
        </div>
      )}
    </Page>
  )
}
