import type { Child } from 'hono/jsx'
import { Card, Checks, Day, Disclosure, day, Facts, Form, FormButton, fr, inParis, Markdown, Status, TextArea, Timeline, typo } from '#ui' // biome-ignore format: one line
import type { Body } from '../../bodies.ts'
import type { Case } from '../../cases/cases.ts'
import type { Matter, Place } from '../../cases/deciding.ts'
import { stateOf } from '../../cases/pages/words.ts'
import { casePath } from '../../cases/within.ts'
import { titleOf } from '../../meetings/letters.ts'
import type { Meeting } from '../../meetings/meetings.ts'
import { about, BodyFrame, type Framed, valueIn } from '../../pages/BodyFrame.tsx'
import { bodyPath, meetingPath } from '../../within.ts'
import { ORIENTATION_WORDS } from '../labels.ts'
import { isLate, type Orientation, type Written } from '../orientations.ts'
import { orientationPath } from '../within.ts'

interface Props extends Framed {
  orientation: Orientation
  bodies: readonly Body[]
  matters: readonly Matter[]
  place: Place | null
  meeting: Meeting | null
  /** What was submitted since of what was written. */
  cases: readonly Case[]
  /** Whether the reader answers it, and what may answer it. */
  answers: boolean
  writable: readonly Written[]
  today: string
}

/** Refusals that a field says beside itself. */
const SAID = ['orientation-written', 'orientation-words', 'orientation-reason']

/** What a body asked another one to write, and what became of it. */
export const OrientationPage = (props: Props) => {
  const { actor, orientation, bodies, place, meeting, answers, today } = props
  const body = (id: string) => bodies.find(one => one.id === id)
  const Named = ({ id }: { id: string }) => (
    <a href={bodyPath(actor, { id })}>
      <bdi>{body(id)?.name}</bdi>
    </a>
  )
  const giver = body(orientation.by)
  return (
    <BodyFrame
      {...props}
      {...(giver ? { under: giver } : {})}
      title={orientation.title}
      crumb="Orientation"
      wide
      lede={
        <>
          <bdi>{giver?.name}</bdi>
          {' → '}
          <bdi>{body(orientation.to)?.name}</bdi>
        </>
      }
      chips={<OrientationStatus {...{ orientation, today }} />}
      said={props.refusal !== undefined && SAID.includes(props.refusal.code)}
    >
      <div class="grid grid--wide">
        <Card id="parcours" title="Le parcours">
          <Timeline events={eventsOf(props)} />
        </Card>
        <Card id="demande" title="Ce qui est demandé">
          <Facts
            facts={[
              { term: 'À écrire par', value: <Named id={orientation.to} /> },
              {
                term: 'Donnée',
                value: meeting ? (
                  <a href={meetingPath(actor, meeting)}>{titleOf(meeting)}</a>
                ) : (
                  <>
                    le <Day date={orientation.on} />, hors réunion
                  </>
                ),
              },
              { term: 'Pour', value: place && <a href={place.href}>{<bdi>{place.label}</bdi>}</a> },
              { term: 'Échéance', value: orientation.due && <Day date={orientation.due} /> },
            ]}
          />
          {orientation.words !== '' && <Markdown text={orientation.words} />}
        </Card>
      </div>
      {answers && <Answering {...props} />}
    </BodyFrame>
  )
}

/** Where an orientation is, and whether its answer is late. */
export const OrientationStatus = ({ orientation, today }: Pick<Props, 'orientation' | 'today'>) => {
  const { label, state } = ORIENTATION_WORDS[orientation.state]
  return isLate(orientation, today) ? (
    <Status state="late">{label}, en retard</Status>
  ) : (
    <Status state={state}>{label}</Status>
  )
}

function eventsOf({ actor, orientation, bodies, matters, place, cases, today }: Props) {
  const { state, on, due, takenUpAt, answeredAt, written, answer } = orientation
  const nameOf = (id: string) => <bdi>{bodies.find(one => one.id === id)?.name}</bdi>
  const href = (subject: string) =>
    place && matters.find(({ name }) => name === orientation.matter)?.href?.(place, { subject, fingerprint: '' })
  const on_ = (at: Date) => <Day date={inParis(at).date} />
  const events: { date: Child; past?: boolean; children: Child }[] = [
    {
      date: <Day date={on} />,
      past: true,
      children: (
        <p>
          <b>{nameOf(orientation.by)}</b>
          {fr` donne l’orientation`}
        </p>
      ),
    },
  ]
  if (takenUpAt)
    events.push({
      date: on_(takenUpAt),
      past: true,
      children: (
        <p>
          <b>{nameOf(orientation.to)}</b>
          {fr` la prend en charge`}
        </p>
      ),
    })
  if (answeredAt)
    events.push({
      date: on_(answeredAt),
      past: true,
      children: (
        <>
          <p>
            <b>{nameOf(orientation.to)}</b>
            {state === 'answered' ? fr` a écrit :` : fr` n’y donne pas suite :`}
          </p>
          {written.map(({ subject, title }) => (
            <p>
              {href(subject) ? (
                <a href={href(subject) ?? ''}>
                  <bdi>{title}</bdi>
                </a>
              ) : (
                <bdi>{title}</bdi>
              )}
            </p>
          ))}
          {answer !== '' && <Markdown text={answer} />}
        </>
      ),
    })
  for (const one of cases)
    events.push({
      date: on_(one.openedAt),
      past: true,
      children: (
        <p>
          {fr`Soumis aux instances : `}
          <a href={casePath(actor, one)}>
            <bdi>{one.title}</bdi>
          </a>{' '}
          <Status state={stateOf(one).state}>{stateOf(one).words}</Status>
        </p>
      ),
    })
  if (!answeredAt)
    events.push({
      date: due ? <Day date={due} /> : <span class="muted">Ensuite</span>,
      children: (
        <p>
          {nameOf(orientation.to)}
          {due && due < today ? fr` devait dire ce qu’il en est` : fr` dira ce qu’il en est`}
        </p>
      ),
    })
  return events
}

/** What who is to write may say of it. */
const Answering = ({ actor, orientation, writable, sent, refusal }: Props) => {
  const here = orientationPath(actor, orientation)
  const declined = refusal?.code === 'orientation-reason'
  return (
    <>
      <Card id="suite" title="Dire ce qui en est fait">
        {orientation.state === 'sent' && <FormButton action={`${here}/prise-en-charge`}>Prendre en charge</FormButton>}
        {writable.length === 0 ? (
          <p class="muted">
            {typo('Aucune action n’est encore écrite dans le schéma : écrivez-la, puis revenez dire laquelle.')}
          </p>
        ) : (
          <Form action={`${here}/suite`} submit="Inscrire la suite" wide>
            <Checks
              name="ecrit"
              legend="Actions écrites ou changées pour y répondre"
              options={writable.map(({ subject, title }) => ({ value: subject, label: title }))}
              checked={[sent?.['ecrit'] ?? []].flat().map(String)}
              error={about(refusal, 'orientation-written')}
            />
            <TextArea
              name="mots"
              label="Ce qu’il faut en dire (facultatif)"
              rows={3}
              value={declined ? '' : valueIn(sent, 'mots')}
              error={declined ? undefined : about(refusal, 'orientation-words')}
            />
          </Form>
        )}
      </Card>
      <Disclosure summary="Ne pas y donner suite" open={declined}>
        <Form action={`${here}/sans-suite`} submit="Inscrire, avec la raison" wide>
          <TextArea
            id="raison"
            name="mots"
            label="Pourquoi"
            hint={fr`L’instance qui l’a donnée le ${day(orientation.on)} le lira.`}
            rows={3}
            value={declined ? valueIn(sent, 'mots') : ''}
            error={about(refusal, 'orientation-reason')}
          />
        </Form>
      </Disclosure>
    </>
  )
}
