import { type Column, Day, fr, Status, Table, Tag } from '#ui'
import type { Body } from '../bodies.ts'
import { alsoSits, type SeatHeld } from '../seats/reading.ts'
import { seatTense } from '../seats/seating.ts'
import { ROLE_WORDS } from '../words.ts'

const list = new Intl.ListFormat('fr', { type: 'conjunction' })

/** Seats as they are read: each one, then who sits for it. */
export const inOrder = (seats: readonly SeatHeld[]): SeatHeld[] =>
  seats
    .filter(({ substituteOf }) => substituteOf === null || !seats.some(({ id }) => id === substituteOf))
    .flatMap(seat => [seat, ...seats.filter(({ substituteOf }) => substituteOf === seat.id)])

const Days = ({ seat }: { seat: SeatHeld }) => (
  <span>
    {seat.until === null ? 'Depuis le ' : 'Du '}
    <Day date={seat.since} short />
    {seat.until !== null && (
      <>
        {' au '}
        <Day date={seat.until} short />
      </>
    )}
  </span>
)

/** Who sits in a body, at which title, since when; and in which others they sit. */
export const SeatsTable = (props: {
  id: string
  caption: string
  seats: readonly SeatHeld[]
  /** Of all the bodies. */
  all: readonly SeatHeld[]
  bodies: readonly Body[]
  /** The address under which seats are changed, for whoever may. */
  changed: string | null
}) => {
  const { all, bodies, changed } = props
  const titular = (seat: SeatHeld) => all.find(({ id }) => id === seat.substituteOf)
  const columns: Column<SeatHeld>[] = [
    {
      head: 'À quel titre',
      cell: seat => {
        const of = titular(seat)
        return (
          <>
            <bdi>{seat.title}</bdi> {seat.role !== 'member' && <Tag>{ROLE_WORDS[seat.role]}</Tag>}
            {of && (
              <small class="muted">
                {fr`Supplée `}
                <bdi>{of.name}</bdi>
              </small>
            )}
          </>
        )
      },
    },
    {
      head: 'Qui',
      cell: seat => {
        const also = seatTense(seat) === 'past' ? [] : alsoSits(seat, all, bodies)
        return (
          <>
            <bdi>{seat.name}</bdi>
            {seat.gone && seatTense(seat) !== 'past' && (
              <Status state="warn">N’est plus membre de l’organisation</Status>
            )}
            {also.length > 0 && (
              <small class="muted">
                {'Siège aussi\u00a0: '}
                <bdi>{list.format(also)}</bdi>
              </small>
            )}
          </>
        )
      },
    },
    { head: 'Quand', cell: seat => <Days seat={seat} /> },
    ...(changed === null
      ? []
      : [
          {
            head: 'Agir',
            cell: (seat: SeatHeld) => (
              <a href={`${changed}/${seat.id}`}>
                Changer<span class="sr-only"> le siège de {seat.name}</span>
              </a>
            ),
          },
        ]),
  ]
  return <Table id={props.id} caption={props.caption} hideCaption stack rows={inOrder(props.seats)} columns={columns} />
}
