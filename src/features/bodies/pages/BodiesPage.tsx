import { ButtonLink, Card, count, Empty, Missing, Moment, Page, PageHead, Status, Table, Tag, typo } from '#ui'
import { type Body, holdsOn } from '../bodies.ts'
import type { SeatHeld } from '../seats/reading.ts'
import { bodiesPath, bodyPath, meetingPath } from '../within.ts'
import { KIND_WORDS } from '../words.ts'
import type { Framed } from './BodyFrame.tsx'

/** The next meeting of a body. */
export interface Next {
  id: string
  body: string
  startsAt: Date
}

/** The bodies of an organisation: what they are, who chairs them, when they meet. */
export const BodiesPage = (
  props: Framed & {
    bodies: readonly Body[]
    seats: readonly SeatHeld[]
    next: readonly Next[]
    awaited: readonly { body: string }[]
    organises: boolean
    today: string
  },
) => {
  const { actor, bodies, seats, next, awaited, organises, today } = props
  const here = bodiesPath(actor)
  const held = (body: Body) =>
    seats.filter(seat => seat.body === body.id && seat.substituteOf === null && holdsOn(seat, today))
  const open = bodies.filter(one => one.open)
  const closed = bodies.filter(one => !one.open)
  const opening = organises && (
    <ButtonLink look="primary" href={`${here}/nouvelle`}>
      Ouvrir une instance
    </ButtonLink>
  )
  const columns = [
    {
      head: 'Instance',
      cell: (body: Body) => (
        <>
          <a href={bodyPath(actor, body)}>
            <bdi>{body.name}</bdi>
          </a>
          <small class="muted">{KIND_WORDS[body.kind].name}</small>
        </>
      ),
    },
    {
      head: 'Préside',
      cell: (body: Body) => {
        const chairs = held(body).filter(({ role }) => role === 'chair')
        return chairs.length === 0 ? <Missing>Personne</Missing> : <bdi>{chairs.map(one => one.name).join(', ')}</bdi>
      },
    },
    {
      head: 'Titulaires',
      cell: (body: Body) => {
        const n = held(body).length
        return n === 0 && body.open ? <Status state="warn">Aucun</Status> : n
      },
      numeric: true,
    },
    {
      head: 'Prochaine réunion',
      cell: (body: Body) => {
        const meeting = next.find(one => one.body === body.id)
        return meeting ? (
          <a href={meetingPath(actor, meeting)}>
            <Moment at={meeting.startsAt} short />
          </a>
        ) : (
          <Missing>Aucune de prévue</Missing>
        )
      },
    },
    {
      head: 'Attend son avis',
      cell: (body: Body) => {
        const n = awaited.filter(one => one.body === body.id).length
        return n === 0 ? <Missing>Rien</Missing> : <Tag>{count(n, 'dossier')}</Tag>
      },
    },
  ]
  return open.length + closed.length === 0 ? (
    <Page title="Instances" space={props.space}>
      <PageHead title="Instances" lede={LEDE} />
      <Empty title="Aucune instance pour l’instant" actions={opening}>
        <p>
          {organises
            ? typo('Ouvrez celles qui pilotent votre schéma : qui écrit, qui valide, qui décide, qui adopte.')
            : typo('Quand quelqu’un qui conduit le schéma en aura ouvert une, elle sera ici.')}
        </p>
      </Empty>
    </Page>
  ) : (
    <Page title="Instances" space={props.space}>
      <PageHead title="Instances" lede={LEDE} actions={opening} />
      <Card flush>
        <Table id="instances" caption="Instances ouvertes" hideCaption stack rows={open} columns={columns} />
      </Card>
      {closed.length > 0 && (
        <Card id="closes" title="Instances closes" level="h2">
          <ul class="stack stack--tight">
            {closed.map(body => (
              <li>
                <a href={bodyPath(actor, body)}>
                  <bdi>{body.name}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Page>
  )
}

const LEDE = typo('Qui écrit, qui valide, qui décide : les instances qui pilotent le schéma, et leurs réunions.')
