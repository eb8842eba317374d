import type { Child } from 'hono/jsx'
import { ButtonLink, Card, count, Day, day, fr, inParis, Markdown, moment, Section, Status, Timeline, typo } from '#ui'
import type { Seat } from '../../bodies.ts'
import { orientationPath } from '../../orientations/within.ts'
import { BodyFrame } from '../../pages/BodyFrame.tsx'
import { meetingPath } from '../../within.ts'
import type { Decision } from '../cases.ts'
import { outcomeWords, voicesWords, WAY_WORDS } from '../labels.ts'
import { turnOf } from '../rules.ts'
import { casePath, labelOf } from '../within.ts'
import { AnswerForms } from './AnswerForms.tsx'
import type { CaseProps } from './props.ts'
import { stateOf } from './words.ts'

/** A case in one screen: what is asked, who said what of it, whose turn it is. */
export const CasePage = (props: CaseProps) => {
  const { actor, asked, bodies, matters, others, place } = props
  const { state, words } = stateOf(asked)
  const turn = bodies.find(({ id }) => id === turnOf(asked))
  const where = place && matters.find(({ name }) => name === asked.matter)?.href?.(place, asked)
  return (
    <BodyFrame
      {...props}
      title={asked.title}
      crumbs={[{ label: 'Décisions', href: casePath(actor, { id: '' }).replace(/\/$/, '') }]}
      wide
      lede={
        <>
          {typo(labelOf(matters, asked.matter))}
          {place && (
            <>
              {fr` : `}
              <a href={place.href}>
                <bdi>{place.label}</bdi>
              </a>
            </>
          )}
        </>
      }
      chips={<Status state={state}>{words}</Status>}
      actions={where && <ButtonLink href={where}>Voir ce dont il s’agit</ButtonLink>}
    >
      <div class="grid grid--wide">
        <Card id="parcours" title="Le parcours">
          {turn && (
            <p>
              {fr`C’est au tour de `}
              <b>
                <bdi>{turn.name}</bdi>
              </b>
              {fr`, étape ${asked.level + 1} sur ${asked.bodies.length}.`}
            </p>
          )}
          <Timeline events={eventsOf(props)} />
        </Card>
        <Card id="soumis" title={asked.own ? 'Ce qui est décidé' : 'Ce qui est soumis'}>
          {asked.words === '' ? <p class="muted">Le titre dit tout.</p> : <Markdown text={asked.words} />}
          <p class="small muted">
            {asked.own
              ? fr`Ce texte est figé. Empreinte `
              : fr`Ce texte est figé : c’est celui que chaque instance a lu. Empreinte `}
            <code>{asked.fingerprint.slice(0, 12)}</code>.
          </p>
        </Card>
      </div>
      {asked.state === 'open' && <AnswerForms {...props} />}
      {props.documents}
      {others.length > 0 && (
        <Section id="autres" title="Le même sujet, soumis d’autres fois">
          <ul class="stack stack--tight">
            {others.map(one => (
              <li>
                <a href={casePath(actor, one)}>{fr`Soumis le ${day(inParis(one.openedAt).date)}`}</a>{' '}
                <Status state={stateOf(one).state}>{stateOf(one).words}</Status>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </BodyFrame>
  )
}

interface Event {
  date: Child
  past?: boolean
  children: Child
}

function eventsOf({ actor, asked, bodies, seats, people, rounds, orientations }: CaseProps): Event[] {
  const nameOf = (id: string) => <bdi>{bodies.find(one => one.id === id)?.name}</bdi>
  const said: Event[] = asked.decisions.map(one => ({
    date: <Day date={one.on} />,
    past: true,
    children: (
      <>
        <p>
          <b>{nameOf(one.body)}</b>
          {fr` : ${outcomeWords({ ...one, own: asked.own }).toLowerCase()}, `}
          {one.meeting ? (
            <a href={meetingPath(actor, { id: one.meeting, body: one.body })}>{WAY_WORDS[one.way]}</a>
          ) : (
            WAY_WORDS[one.way]
          )}
          {asked.own && fr`, de sa propre initiative`}
        </p>
        <Told {...{ one, seats }} />
        <p class="small muted">{fr`${one.way === 'round' ? 'Consultation conduite par' : 'Inscrit par'} ${people.get(one.recordedBy) ?? 'Compte effacé'}, ${moment(one.recordedAt)}.`}</p>
      </>
    ),
  }))
  const fruitless = rounds.filter(
    ({ id, closedAt }) => closedAt !== null && !asked.decisions.some(({ round }) => round === id),
  )
  const without: Event[] = fruitless.map(one => ({
    date: <Day date={inParis(one.closedAt ?? one.openedAt).date} />,
    past: true,
    children: (
      <p>
        {nameOf(one.body)}
        {fr` : consultation écrite terminée sans décision, ${count(one.voices.length, 'réponse')}`}
      </p>
    ),
  }))
  const toCome: Event[] =
    asked.state === 'open'
      ? asked.bodies.slice(asked.level).map((id, rank) => ({
          date: <span class="muted">{rank === 0 ? 'À son tour' : 'Ensuite'}</span>,
          children: <p>{nameOf(id)}</p>,
        }))
      : []
  const submitted: Event = {
    date: <Day date={inParis(asked.openedAt).date} />,
    past: true,
    children: <p>{fr`Soumis par ${people.get(asked.openedBy) ?? 'Compte effacé'}`}</p>,
  }
  const before: Event[] = orientations.map(one => ({
    date: <Day date={one.on} />,
    past: true,
    children: (
      <p>
        <b>{nameOf(one.by)}</b>
        {fr` donne l’orientation `}
        <a href={orientationPath(actor, one)}>
          <bdi>{one.title}</bdi>
        </a>
      </p>
    ),
  }))
  return [...before.reverse(), ...(asked.own ? [] : [submitted]), ...said, ...without, ...toCome]
}

/** Who took part, with how many voices, and why. */
const Told = ({ one, seats }: { one: Decision; seats: readonly Seat[] }) => (
  <>
    {one.voices && <p>{voicesWords(one.voices)}</p>}
    {one.reason !== '' && (
      <blockquote>
        <p>
          <bdi>{one.reason}</bdi>
        </p>
      </blockquote>
    )}
    <p class="small">
      {fr`Ont pris part : `}
      <bdi>
        {seats
          .filter(({ id }) => one.seats.includes(id))
          .map(({ name, title }) => `${name} (${title})`)
          .join(', ')}
      </bdi>
    </p>
  </>
)
