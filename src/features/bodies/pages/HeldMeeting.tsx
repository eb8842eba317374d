import type { Child } from 'hono/jsx'
import { Card, Facts, fr, Markdown, Section } from '#ui'
import { voicesWords } from '../cases/labels.ts'
import type { MeetingFacts } from '../meetings/facts.ts'
import { CAME_WORDS, namesWords, OUTCOME_WORDS } from '../meetings/words.ts'

/** Of a meeting that took place: who was there, what was decided, what was said. */
export const HeldMeeting = (props: {
  facts: MeetingFacts
  here: string
  changes: boolean
  onCase?: ((id: string) => Child) | undefined
}) => {
  const { facts, here, changes } = props
  const { meeting, decided } = facts
  const groups = (['present', 'represented', 'excused', 'away'] as const)
    .map(presence => ({ presence, names: namesWords(facts, presence) }))
    .filter(({ names }) => names.length > 0)
  return (
    <>
      <Section
        id="presences"
        title="Qui était là"
        aside={changes && decided.length === 0 && <a href={`${here}/presences`}>Corriger les présences</a>}
      >
        <Card>
          <Facts
            list
            facts={groups.map(({ presence, names }) => ({
              term: CAME_WORDS[presence],
              value: (
                <ul>
                  {names.map(name => (
                    <li>
                      <bdi>{name}</bdi>
                    </li>
                  ))}
                </ul>
              ),
            }))}
          />
        </Card>
      </Section>
      {decided.length > 0 && (
        <Section id="decisions" title="Ce qui a été décidé">
          <Card>
            <ul class="stack">
              {decided.map(one => (
                <li>
                  <p>
                    <b>{fr`${OUTCOME_WORDS[one.outcome]} : `}</b>
                    <bdi>{one.title}</bdi>
                  </p>
                  {one.voices && <p class="small muted">{voicesWords(one.voices)}</p>}
                  {one.reason !== '' && <Markdown text={one.reason} />}
                  {props.onCase?.(one.case)}
                </li>
              ))}
            </ul>
          </Card>
        </Section>
      )}
      <Section id="compte-rendu" title="Compte rendu">
        {meeting.minutes === '' ? (
          <p class="muted">Il n’est pas encore rédigé.</p>
        ) : (
          <Card>
            <Markdown text={meeting.minutes} />
          </Card>
        )}
      </Section>
    </>
  )
}
