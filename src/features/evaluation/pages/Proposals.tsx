import { baseOf, type Framed } from '#features/scheme'
import { Card, count, Day, Excerpt, Section, Table } from '#ui'
import type { Cycle } from '../reading.ts'
import { globalRead } from '../telling.ts'
import { actionPath } from '../within.ts'
import { RECOMMENDATION_WORDS } from '../words.ts'
import { calledOf } from './shares.ts'

/** What validated evaluations propose to change, and what came in and left on the way. */
export const Proposals = ({ actor, scheme, cycle }: Pick<Framed, 'actor' | 'scheme'> & { cycle: Cycle }) => {
  const { shares, additions, exits } = globalRead(cycle)
  const proposed = shares.flatMap(({ year, actions }) =>
    actions
      .filter(({ state, evaluation }) => state === 'validated' && evaluation?.recommendation !== 'continue')
      .map(action => ({ year, action })),
  )
  const moves = [
    ...additions.map(one => ({ one, day: one.entered, word: 'Entrée' })),
    ...exits.map(one => ({ one, day: one.left, word: 'Sortie' })),
  ]
  const base = baseOf(actor, scheme)
  return (
    <>
      {proposed.length > 0 && (
        <Section id="propositions" title="Ce que proposent les évaluations" aside={count(proposed.length, 'action')}>
          <Card flush>
            <Table
              id="propositions-table"
              caption="Recommandations validées, à suivre dans le texte du schéma"
              hideCaption
              stack
              rows={proposed}
              columns={[
                {
                  head: 'Action',
                  cell: ({ action }) => (
                    <a href={`${base}/actions/${action.key}`}>
                      <bdi>{calledOf(action)}</bdi>
                    </a>
                  ),
                },
                {
                  head: 'Recommandation',
                  cell: ({ action: { evaluation } }) => (
                    <>
                      {evaluation?.recommendation && RECOMMENDATION_WORDS[evaluation.recommendation]}
                      {evaluation?.exitOn && (
                        <small>
                          le <Day date={evaluation.exitOn} short />
                        </small>
                      )}
                    </>
                  ),
                },
                {
                  head: 'Pourquoi',
                  cell: ({ action }) => <Excerpt text={action.evaluation?.advice ?? null} max={160} />,
                },
                {
                  head: 'Évaluation',
                  cell: ({ year, action }) => (
                    <a href={actionPath(actor, scheme, year, action.key)}>{`Part ${year}`}</a>
                  ),
                },
              ]}
            />
          </Card>
        </Section>
      )}
      {moves.length > 0 && (
        <Section id="mouvements" title="Entrées et sorties">
          <ul>
            {moves.map(({ one, day, word }) => (
              <li>
                {word} de <bdi>{calledOf(one)}</bdi> le <Day date={day} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
