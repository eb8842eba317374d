import type { Actor } from '#features/organisations'
import { Card, Facts, fr, Markdown, Section } from '#ui'
import { outcomeWords, voicesWords } from '../cases/labels.ts'
import { casePath } from '../cases/within.ts'
import type { MeetingFacts } from '../meetings/facts.ts'
import { CAME_WORDS, namesWords } from '../meetings/words.ts'
import { orientationPath } from '../orientations/within.ts'

/** Of a meeting that took place: who was there, what was decided, what was said. */
export const HeldMeeting = (props: { actor: Actor; facts: MeetingFacts; here: string; changes: boolean }) => {
  const { actor, facts, here, changes } = props
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
      {(decided.length > 0 || changes) && (
        <Section
          id="decisions"
          title="Ce qui a été décidé"
          aside={changes && <a href={`${here}/decisions/nouvelle`}>Inscrire une décision</a>}
        >
          {decided.length === 0 && (
            <p class="muted">
              {fr`Rien n’est inscrit. Ce qui était soumis s’inscrit depuis son dossier ; ce que l’instance a décidé d’elle-même, comme la stratégie de l’année, s’inscrit ici.`}
            </p>
          )}
          {decided.length > 0 && (
            <Card>
              <ul class="stack">
                {decided.map(one => (
                  <li>
                    <p>
                      <b>{fr`${outcomeWords(one)} : `}</b>
                      <a href={casePath(actor, { id: one.case })}>
                        <bdi>{one.title}</bdi>
                      </a>
                    </p>
                    {one.voices && <p class="small muted">{voicesWords(one.voices)}</p>}
                    {one.reason !== '' && <Markdown text={one.reason} />}
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </Section>
      )}
      {facts.orientations.length > 0 && (
        <Section id="orientations" title="Orientations données">
          <ul class="stack stack--tight">
            {facts.orientations.map(one => (
              <li>
                <a href={orientationPath(actor, one)}>
                  <bdi>{one.title}</bdi>
                </a>
              </li>
            ))}
          </ul>
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
