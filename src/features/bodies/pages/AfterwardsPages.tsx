import { Button, Card, Disclosure, Form, fr, Markdown, Select, Table, TextArea, typo } from '#ui'
import { PRESENCES, presenceField, proxyField } from '../meetings/attending.ts'
import type { MeetingFacts } from '../meetings/facts.ts'
import type { SeatHeld } from '../seats/reading.ts'
import { meetingPath } from '../within.ts'
import { PRESENCE_WORDS } from '../words.ts'
import { about, BodyFrame, type Framed, valueIn } from './BodyFrame.tsx'
import { under } from './MeetingForms.tsx'
import { inOrder } from './SeatsTable.tsx'

/** Who was at a meeting: each titular seat, then who sits for it. */
export const AttendancePage = (props: Framed & { facts: MeetingFacts }) => {
  const { actor, facts, sent } = props
  const seats = inOrder(facts.seats)
  const known = (seat: SeatHeld) => facts.attending.find(one => one.seat === seat.id)
  return (
    <BodyFrame
      {...under(props)}
      title="Noter qui était là"
      wide
      lede={typo('Chaque titulaire, et les suppléants qui ont siégé. La réunion est alors tenue.')}
    >
      <form action={`${meetingPath(actor, facts.meeting)}/presences`} method="post" class="stack">
        <Card flush>
          <Table
            id="table-presences"
            caption="Présences, siège par siège"
            hideCaption
            stack
            rows={seats}
            columns={[
              {
                head: 'Siège',
                cell: seat => (
                  <>
                    <bdi>{seat.name}</bdi>
                    <small class="muted">
                      <bdi>{seat.title}</bdi>
                      {seat.substituteOf !== null && (
                        <>
                          {fr`, en suppléance de `}
                          <bdi>{facts.seats.find(({ id }) => id === seat.substituteOf)?.name}</bdi>
                        </>
                      )}
                    </small>
                  </>
                ),
              },
              {
                head: 'Présence',
                cell: seat => (
                  <Select
                    name={presenceField(seat)}
                    label={<span class="sr-only">Présence de {seat.name}</span>}
                    value={valueIn(sent, presenceField(seat), known(seat)?.presence)}
                    options={[
                      { value: '', label: seat.substituteOf === null ? 'À dire' : 'N’a pas siégé' },
                      ...PRESENCES.map(value => ({ value, label: PRESENCE_WORDS[value] })),
                    ]}
                  />
                ),
              },
              {
                head: 'Représenté·e par',
                cell: seat => (
                  <Select
                    name={proxyField(seat)}
                    label={<span class="sr-only">Pouvoir de {seat.name}</span>}
                    value={valueIn(sent, proxyField(seat), known(seat)?.by ?? '')}
                    options={[
                      { value: '', label: 'Personne' },
                      ...seats.filter(({ id }) => id !== seat.id).map(({ id, name }) => ({ value: id, label: name })),
                    ]}
                  />
                ),
              },
            ]}
          />
        </Card>
        <div class="actions">
          <Button>Enregistrer les présences</Button>
        </div>
      </form>
    </BodyFrame>
  )
}

/** The minutes of a meeting, to be written; where somebody wrote meanwhile, theirs too. */
export const MinutesPage = (props: Framed & { facts: MeetingFacts }) => {
  const { actor, facts, sent, refusal } = props
  const { meeting } = facts
  const changed = refusal?.code === 'minutes-changed'
  return (
    <BodyFrame
      {...under(props)}
      title="Compte rendu"
      lede={typo('Les présences, l’ordre du jour et les décisions y sont déjà : écrivez ce qui s’est dit.')}
      said={refusal?.code === 'minutes-length'}
    >
      {changed && (
        <Disclosure summary="Le compte rendu tel qu’il est maintenant" open>
          <Markdown text={meeting.minutes} />
        </Disclosure>
      )}
      <Form action={`${meetingPath(actor, meeting)}/compte-rendu`} submit="Enregistrer le compte rendu" wide>
        <input type="hidden" name="revision" value={String(meeting.revision)} />
        <TextArea
          name="minutes"
          label="Compte rendu"
          hint={typo('Mise en forme Markdown : ## titre, **gras**, listes. 20 000 signes au plus.')}
          rows={20}
          value={valueIn(sent, 'minutes', meeting.minutes)}
          error={about(refusal, 'minutes-length')}
        />
      </Form>
    </BodyFrame>
  )
}
