import { ButtonLink, Card, count, Disclosure, Empty, Facts, fr, Markdown, Moment, Section, Status, Table } from '#ui'
import type { Body, MeetingState } from '../bodies.ts'
import type { Orientation } from '../orientations/orientations.ts'
import { OrientationsTable } from '../orientations/pages/OrientationsTable.tsx'
import { givingPath } from '../orientations/within.ts'
import type { SeatHeld } from '../seats/reading.ts'
import { seatTense } from '../seats/seating.ts'
import { bodyPath, meetingPath } from '../within.ts'
import { DECIDING_WORDS, KIND_WORDS, MEETING_WORDS } from '../words.ts'
import { Closing, Validates, type Validating } from './BodyChains.tsx'
import { BodyFrame, type Framed } from './BodyFrame.tsx'
import { SeatsTable } from './SeatsTable.tsx'

interface Listed {
  id: string
  body: string
  startsAt: Date
  place: string
  state: MeetingState
}

interface Props extends Framed {
  body: Body
  bodies: readonly Body[]
  /** Of all the bodies. */
  seats: readonly SeatHeld[]
  /** Of this body, the latest first. */
  meetings: readonly Listed[]
  chains: readonly Validating[]
  /** That it gave, or that it is to write. */
  orientations: readonly Orientation[]
  organises: boolean
}

/** A body: what it is for, who sits in it, when it meets. */
export const BodyPage = (props: Props) => {
  const { actor, body, bodies, seats, organises } = props
  const here = bodyPath(actor, body)
  const changes = organises && body.open
  return (
    <BodyFrame
      {...props}
      title={body.name}
      wide
      lede={KIND_WORDS[body.kind].name}
      chips={!body.open && <Status state="none">Close</Status>}
      actions={
        changes && (
          <>
            <ButtonLink look="primary" href={`${here}/reunions/nouvelle`}>
              Prévoir une réunion
            </ButtonLink>
            <ButtonLink href={`${here}/modification`}>Changer l’instance</ButtonLink>
          </>
        )
      }
    >
      <Card>
        <Facts
          facts={[
            { term: 'Décide', value: DECIDING_WORDS[body.decides] },
            {
              term: 'Quorum',
              value: body.quorum === null ? 'aucun : une personne suffit' : fr`${body.quorum} % des sièges`,
            },
            { term: 'La présidence seule', value: body.alone ? 'peut décider' : 'ne décide pas' },
            ...(props.chains.length === 0
              ? []
              : [{ term: 'Valide', value: <Validates chains={props.chains} />, wide: true }]),
          ]}
        />
        {body.mandate === '' ? (
          <p class="muted">Son mandat n’est pas encore écrit.</p>
        ) : (
          <Markdown text={body.mandate} />
        )}
      </Card>
      <Seats {...{ body, bodies, seats, changes, here }} />
      <Meetings {...props} />
      {(props.orientations.length > 0 || changes) && (
        <Section
          id="orientations"
          title="Orientations"
          aside={changes && <a href={givingPath(actor, body)}>Donner une orientation</a>}
        >
          {props.orientations.length === 0 ? (
            <p class="muted">{fr`Cette instance n’a rien demandé d’écrire à une autre, et rien ne lui est demandé.`}</p>
          ) : (
            <OrientationsTable {...{ actor, bodies }} orientations={props.orientations} />
          )}
        </Section>
      )}
      {changes && <Closing {...{ body, bodies, here }} chains={props.chains} open={props.refusal !== undefined} />}
    </BodyFrame>
  )
}

const Seats = (props: {
  body: Body
  bodies: readonly Body[]
  seats: readonly SeatHeld[]
  changes: boolean
  here: string
}) => {
  const { body, bodies, seats, changes, here } = props
  const mine = seats.filter(seat => seat.body === body.id)
  const past = mine.filter(seat => seatTense(seat) === 'past')
  const now = mine.filter(seat => seatTense(seat) !== 'past')
  const changed = changes ? `${here}/sieges` : null
  const adding = changes && <ButtonLink href={`${here}/sieges/nouveau`}>Ajouter un siège</ButtonLink>
  return (
    <Section
      id="sieges"
      title="Qui y siège"
      aside={now.length > 0 && count(now.filter(({ substituteOf }) => substituteOf === null).length, 'titulaire')}
    >
      {now.length === 0 ? (
        <Empty title="Personne n’y siège" actions={adding}>
          <p>
            {fr`Une instance sans membre ne se réunit pas et ne décide pas : ajoutez un siège pour chaque fonction, avec la personne qui la tient.`}
          </p>
        </Empty>
      ) : (
        <>
          <Card flush>
            <SeatsTable
              id="table-sieges"
              caption="Sièges de l’instance"
              seats={now}
              all={seats}
              {...{ bodies, changed }}
            />
          </Card>
          {adding && <div class="actions">{adding}</div>}
        </>
      )}
      {past.length > 0 && (
        <Disclosure summary={count(past.length, 'siège passé', 'sièges passés')}>
          <SeatsTable id="table-passes" caption="Sièges passés" seats={past} all={seats} {...{ bodies, changed }} />
        </Disclosure>
      )}
    </Section>
  )
}

const Meetings = ({ actor, body, meetings, organises }: Props) => (
  <Section
    id="reunions"
    title="Réunions"
    aside={
      organises && body.open ? (
        <a href={`${bodyPath(actor, body)}/reunions/deja-tenue`}>Inscrire une réunion déjà tenue</a>
      ) : (
        meetings.length > 0 && count(meetings.length, 'réunion')
      )
    }
  >
    {meetings.length === 0 ? (
      <p class="muted">Aucune réunion n’est prévue.</p>
    ) : (
      <Card flush>
        <Table
          id="table-reunions"
          caption="Réunions, de la plus récente à la plus ancienne"
          hideCaption
          stack
          rows={meetings}
          columns={[
            {
              head: 'Réunion',
              cell: meeting => (
                <a href={meetingPath(actor, meeting)}>
                  <Moment at={meeting.startsAt} />
                </a>
              ),
            },
            {
              head: 'Lieu',
              cell: ({ place }) => (place === '' ? <span class="muted">Non précisé</span> : <bdi>{place}</bdi>),
            },
            {
              head: 'Où elle en est',
              cell: ({ state }) => <Status state={MEETING_WORDS[state].state}>{MEETING_WORDS[state].label}</Status>,
            },
          ]}
        />
      </Card>
    )}
  </Section>
)
