import type { Child } from 'hono/jsx'
import {
  Button,
  ButtonLink,
  Card,
  Disclosure,
  Empty,
  Facts,
  Form,
  fr,
  inParis,
  Markdown,
  Moment,
  Section,
  Status,
  TextArea,
} from '#ui'
import { casePath } from '../cases/within.ts'
import type { MeetingFacts } from '../meetings/facts.ts'
import { titleOf } from '../meetings/letters.ts'
import { quorumWords } from '../meetings/words.ts'
import { meetingPath } from '../within.ts'
import { MEETING_WORDS } from '../words.ts'
import { about, BodyFrame, type Framed, valueIn } from './BodyFrame.tsx'
import { HeldMeeting } from './HeldMeeting.tsx'

interface MeetingProps extends Framed {
  facts: MeetingFacts
  /** How many have an address, of those who sit that day. */
  called: { people: number; without: number }
  organises: boolean
  now: Date
  /** What is attached to it. */
  documents: Child
}

/** A meeting: when, where, what about; then who was there, what was decided and said. */
export const MeetingPage = (props: MeetingProps) => {
  const { actor, facts, organises, now } = props
  const { body, meeting } = facts
  const here = meetingPath(actor, meeting)
  const changes = organises && body.open && meeting.state !== 'cancelled'
  const ahead = meeting.startsAt > now && meeting.state !== 'held'
  const { label, state } = MEETING_WORDS[meeting.state]
  return (
    <BodyFrame
      {...props}
      under={body}
      title={titleOf(meeting)}
      lede={
        <>
          <bdi>{body.name}</bdi>
          {fr`, de ${inParis(meeting.startsAt).time} à ${inParis(meeting.endsAt).time}`}
        </>
      }
      wide
      chips={
        <>
          <Status state={state}>{label}</Status>
          {!ahead && ['planned', 'convened'].includes(meeting.state) && <Status state="warn">Présences à noter</Status>}
        </>
      }
      actions={<Actions {...{ ...props, here, changes, ahead }} />}
    >
      <Card>
        <Facts
          facts={[
            ...(meeting.state === 'held' ? [{ term: 'Quorum', value: quorumWords(facts.quorum) }] : []),
            { term: 'Lieu', value: meeting.place && <bdi>{meeting.place}</bdi> },
            ...(meeting.link
              ? [
                  {
                    term: 'En ligne',
                    value: (
                      <a href={meeting.link} rel="noopener">
                        {new URL(meeting.link).host}
                      </a>
                    ),
                  },
                ]
              : []),
            {
              term: 'Convocation',
              value: meeting.convenedAt ? (
                <>
                  Envoyée le <Moment at={meeting.convenedAt} short />
                  {facts.convenedBy && (
                    <>
                      {' par '}
                      <bdi>{facts.convenedBy}</bdi>
                    </>
                  )}
                </>
              ) : ahead ? (
                'pas encore envoyée'
              ) : meeting.afterwards ? (
                'aucune : la réunion est inscrite une fois tenue'
              ) : (
                'pas envoyée d’ici'
              ),
            },
          ]}
        />
        {meeting.words !== '' && <Markdown text={meeting.words} />}
      </Card>
      <Agenda {...props} {...{ here, changes: changes && ahead }} />
      {meeting.state === 'held' && <HeldMeeting {...{ actor, facts, here, changes }} />}
      {props.documents}
      {changes && meeting.state !== 'held' && (
        <Disclosure summary="Annuler la réunion" open={props.refusal?.code === 'meeting-words'}>
          <Form action={`${here}/annulation`} submit="Annuler la réunion" aside>
            <TextArea
              name="words"
              label="Pourquoi (facultatif)"
              hint={
                meeting.state === 'convened'
                  ? 'Les personnes convoquées le liront dans un courriel.'
                  : 'Personne n’a été convoqué d’ici : aucun courriel ne part.'
              }
              value={valueIn(props.sent, 'words')}
              error={about(props.refusal, 'meeting-words')}
            />
          </Form>
        </Disclosure>
      )}
    </BodyFrame>
  )
}

/** What comes next, then the rest. */
const Actions = (props: MeetingProps & { here: string; changes: boolean; ahead: boolean }) => {
  const { facts, here, changes, ahead } = props
  const { meeting, items } = facts
  const calendar = (
    <ButtonLink icon="calendar" href={`${here}/reunion.ics`} download>
      Rendez-vous
    </ButtonLink>
  )
  if (meeting.state === 'cancelled') return ''
  if (meeting.state === 'held')
    return (
      <>
        {changes && (
          <ButtonLink look="primary" href={`${here}/compte-rendu`}>
            {meeting.minutes === '' ? 'Écrire le compte rendu' : 'Changer le compte rendu'}
          </ButtonLink>
        )}
        <ButtonLink icon="download" href={`${here}/compte-rendu/pdf`} download>
          PDF
        </ButtonLink>
        <ButtonLink icon="download" href={`${here}/compte-rendu/docx`} download>
          Word
        </ButtonLink>
      </>
    )
  if (!changes) return ahead && calendar
  if (!ahead)
    return (
      <ButtonLink look="primary" href={`${here}/presences`}>
        Noter qui était là
      </ButtonLink>
    )
  const convened = meeting.state === 'convened'
  return (
    <>
      {items.length === 0 ? (
        <ButtonLink look="primary" href={`${here}/points/nouveau`}>
          Écrire l’ordre du jour
        </ButtonLink>
      ) : (
        <form action={`${here}/${convened ? 'rappel' : 'convocation'}`} method="post">
          <Button look={convened ? 'secondary' : 'primary'}>{convened ? 'Convoquer de nouveau' : 'Convoquer'}</Button>
        </form>
      )}
      <ButtonLink href={`${here}/modification`}>Changer la réunion</ButtonLink>
      {calendar}
    </>
  )
}

const Agenda = (props: MeetingProps & { here: string; changes: boolean }) => {
  const { actor, facts, here, changes, called } = props
  const { items, meeting } = facts
  const adding = changes && <ButtonLink href={`${here}/points/nouveau`}>Ajouter un point</ButtonLink>
  return (
    <Section id="ordre-du-jour" title="Ordre du jour">
      {items.length === 0 ? (
        <Empty title="Aucun point" actions={adding}>
          <p>
            {changes
              ? 'Une convocation dit de quoi il sera question : ajoutez au moins un point.'
              : 'Cette réunion n’a pas d’ordre du jour.'}
          </p>
        </Empty>
      ) : (
        <Card>
          <div class="prose">
            <ol>
              {items.map(item => (
                <li>
                  <p>
                    <b>
                      <bdi>{item.title}</bdi>
                    </b>{' '}
                    {changes && (
                      <a class="small" href={`${here}/points/${item.id}`}>
                        Changer<span class="sr-only"> le point {item.title}</span>
                      </a>
                    )}
                  </p>
                  {item.words !== '' && <Markdown text={item.words} />}
                  {item.case !== null && (
                    <p class="small">
                      <a href={casePath(actor, { id: item.case })}>
                        Lire le dossier<span class="sr-only"> {item.title}</span>
                      </a>
                    </p>
                  )}
                </li>
              ))}
            </ol>
          </div>
        </Card>
      )}
      {changes && items.length > 0 && (
        <>
          <div class="actions">{adding}</div>
          <p class="small muted">
            {meeting.state === 'convened'
              ? fr`L’ordre du jour peut encore changer : les personnes convoquées ne l’apprennent que si vous convoquez de nouveau.`
              : called.people === 0
                ? fr`Personne n’a d’adresse électronique parmi celles et ceux qui siègent ce jour-là : prévenez-les autrement.`
                : fr`Convoquer écrit à ${called.people} personne${called.people > 1 ? 's' : ''}, avec l’ordre du jour et le rendez-vous${called.without > 0 ? fr` ; ${called.without} n’${called.without > 1 ? 'ont' : 'a'} pas d’adresse` : ''}.`}
          </p>
        </>
      )}
    </Section>
  )
}
