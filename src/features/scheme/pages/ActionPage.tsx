import type { Child } from 'hono/jsx'
import { ButtonLink, Card, Day, Facts, fr, Missing, PillarMark, Section, Tag, Timeline, typo } from '#ui'
import type { Action } from '../document/document.ts'
import type { Event } from '../life/events.ts'
import type { Talked } from '../talking.tsx'
import type { Branch } from '../text/outline.ts'
import { LOOKS } from '../words.ts'
import { EventWords, StepDates, Words } from './Life.tsx'
import { ActionStatus, Coded } from './marks.tsx'
import { baseOf, type Framed, SchemePage } from './SchemeFrame.tsx'
import { SheetLinks } from './SheetLinks.tsx'

interface Props extends Framed, Talked {
  action: Action
  /** What it is under, from the axis. */
  above: readonly { kind: string; code: string; title: string }[]
  indicators: readonly Branch[]
  events: readonly Event[]
  /** Who pilots it for the organisation, by name. */
  people: readonly string[]
  /** Indicators with their values, by who keeps them; the bare list without. */
  figures: Child | null
  /** Whether the actor may change its text, and say where it stands. */
  writes: boolean
  says: boolean
  /** Whether the actor says who pilots it. */
  names: boolean
  /** The buyer of a joint scheme whose own it is. */
  owner: string | undefined
}

const List = ({ of }: { of: readonly string[] }) =>
  of.length === 0 ? (
    <Missing>Aucun</Missing>
  ) : (
    of.map((one, rank) => (
      <>
        {rank > 0 && <br />}
        <bdi>{one}</bdi>
      </>
    ))
  )

/** An action sheet: what is wanted, how it is followed, who does it, and what has happened. */
export const ActionPage = (props: Props) => {
  const { actor, scheme, action, above, indicators, events, writes, says } = props
  const base = baseOf(actor, scheme)
  const here = `${base}/actions/${action.key}`
  const status = events.find(({ kind }) => kind === 'status')?.status ?? undefined
  const pillars = action.pillars
  const objective = above.at(-1)
  return (
    <SchemePage
      {...props}
      title={[action.code, action.title].filter(Boolean).join(' ')}
      crumb={action.code === '' ? 'Action' : fr`Action ${action.code}`}
      chips={
        <>
          {pillars.map(pillar => (
            <PillarMark pillar={LOOKS[pillar]} chip />
          ))}
          <ActionStatus status={action.left ? 'left' : status} />
          {props.owner && <Tag>{fr`Action propre : ${props.owner}`}</Tag>}
        </>
      }
      lede={
        objective && (
          <Coded code={`${objective.kind === 'axis' ? 'Axe' : 'Objectif'} ${objective.code}`.trim()}>
            {objective.title}
          </Coded>
        )
      }
      actions={
        <>
          <SheetLinks at={`${here}/fiche`} of="de la fiche" />
          {writes && <ButtonLink href={`${base}/parties/${action.key}`}>Modifier la fiche</ButtonLink>}
          {says && (
            <ButtonLink look="primary" href={`${here}/suivi`}>
              Dire où en est l’action
            </ButtonLink>
          )}
        </>
      }
    >
      <div class="split">
        <div class="stack stack--loose">
          {(action.aim !== '' || action.description !== '') && (
            <section class="prose" aria-labelledby="but">
              <h2 id="but">Ce que nous voulons</h2>
              {action.aim !== '' && <Words>{action.aim}</Words>}
              {action.description !== '' && <Words>{action.description}</Words>}
            </section>
          )}
          <Card
            id="indicateurs"
            title="Indicateurs"
            flush={indicators.length > 0}
            aside={
              writes &&
              props.names && <a href={`${base}/ajout?nature=indicateur&sous=${action.key}`}>Ajouter un indicateur</a>
            }
          >
            {props.figures ??
              (indicators.length === 0 ? (
                <p class="muted">{fr`Aucun indicateur : cette action ne se suit que par son calendrier.`}</p>
              ) : (
                <ul class="stack stack--tight">
                  {indicators.map(({ key, code, title }) => (
                    <li>
                      <a href={`${base}/indicateurs/${key}`}>
                        <Coded code={code}>{title}</Coded>
                      </a>
                    </li>
                  ))}
                </ul>
              ))}
          </Card>
          <Section id="calendrier" title="Calendrier">
            {action.calendar.length === 0 ? (
              <p class="muted">{fr`Aucune étape : la fiche ne fixe pas de calendrier.`}</p>
            ) : (
              <Timeline
                events={action.calendar.map(step => {
                  const said = events.find(one => one.kind === 'step' && one.step === step.key)
                  return {
                    past: said?.done === true,
                    date: <StepDates step={step} done={said?.done === true ? said.day : null} />,
                    children: <bdi>{step.title}</bdi>,
                  }
                })}
              />
            )}
          </Section>
          {action.evaluation.length > 0 && (
            <section class="prose" aria-labelledby="modalites">
              <h2 id="modalites">Modalités d’évaluation</h2>
              <ul>
                {action.evaluation.map(one => (
                  <li>{typo(one)}</li>
                ))}
              </ul>
            </section>
          )}
          {action.legal.length > 0 && (
            <section class="prose" aria-labelledby="loi">
              <h2 id="loi">Ce que dit la loi</h2>
              <ul>
                {action.legal.map(one => (
                  <li>{typo(one)}</li>
                ))}
              </ul>
            </section>
          )}
          {action.remark !== '' && (
            <section class="prose" aria-labelledby="remarque">
              <h2 id="remarque">Remarque</h2>
              <Words>{action.remark}</Words>
            </section>
          )}
        </div>
        <aside class="stack" aria-label="Repères">
          <Card>
            <Facts
              list
              facts={[
                { term: 'Directions pilotes', value: <List of={action.pilots} /> },
                {
                  term: 'Personnes qui pilotent',
                  value: (
                    <>
                      <List of={props.people} />
                      {props.names && (
                        <>
                          {' '}
                          <a class="small" href={`${here}/pilotes`}>
                            Confier l’action
                          </a>
                        </>
                      )}
                    </>
                  ),
                },
                { term: 'Directions impactées', value: <List of={action.impacted} /> },
                { term: 'Partenaires', value: <List of={action.partners} /> },
                ...(action.projects.length > 0 ? [{ term: 'Projets liés', value: <List of={action.projects} /> }] : []),
                ...(action.plans.length > 0 ? [{ term: 'Autres plans', value: <List of={action.plans} /> }] : []),
                ...([...action.families, ...action.themes].length > 0
                  ? [{ term: 'Achats et thèmes', value: <List of={[...action.families, ...action.themes]} /> }]
                  : []),
                ...(action.entered
                  ? [{ term: 'Entrée dans le schéma', value: <Day date={action.entered} short /> }]
                  : []),
                ...(action.left
                  ? [
                      {
                        term: 'Sortie du schéma',
                        value: (
                          <>
                            <Day date={action.left.on} short />
                            {fr` : `}
                            <bdi>{action.left.reason}</bdi>
                          </>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          </Card>
          <Card id="suivi" title="Ce qui est arrivé">
            {events.length === 0 ? (
              <p class="muted small">Rien n’a encore été dit de cette action.</p>
            ) : (
              <Timeline
                events={events.slice(0, 12).map(event => ({
                  past: true,
                  date: <Day date={event.day} short />,
                  children: <EventWords event={event} action={action} />,
                }))}
              />
            )}
          </Card>
        </aside>
      </div>
      {props.talk}
    </SchemePage>
  )
}
