import type { Buyer, Definition } from '#features/scheme'
import { Disclosure, Missing, Moment, Timeline } from '#ui'
import { periodWords } from '../figures.ts'
import type { PastRevision } from '../values/history.ts'
import { says } from '../values/values.ts'
import { ACT_WORDS } from '../words.ts'
import { inWords } from './words.ts'

/** What was done to the values of an indicator, the last first: who, when, what it was and what it became. */
export const History = (props: {
  revisions: readonly PastRevision[]
  definition: Definition
  buyers: readonly Buyer[]
}) => {
  const { revisions, definition, buyers } = props
  if (revisions.length === 0) return null
  const names = new Map(buyers.map(({ id, name }) => [id, name]))
  const rowOf = (key: string) => definition.breakdown?.rows.find(row => row.key === key)?.label ?? key
  const words = (one: PastRevision['was']) =>
    (one && says(one) ? inWords(definition, one) : null) ?? <Missing>vide</Missing>
  return (
    <Disclosure
      id="historique"
      summary={`Historique (${revisions.length === 100 ? 'les 100 derniers changements' : revisions.length})`}
    >
      <Timeline
        events={revisions.map(({ at, act, author, reason, now, was }) => ({
          past: true,
          date: (
            <>
              <Moment at={at} short /> ·{' '}
              <bdi>{author ?? (act === 'compute' ? 'La plateforme' : 'Une autre personne')}</bdi>
              {buyers.length > 1 && `, ${names.get(now.organisation) ?? ''}`}
            </>
          ),
          children: (
            <p>
              {ACT_WORDS[act]}, {periodWords(now.period)}
              {now.row === '' ? '' : `, ${rowOf(now.row)}`}
              {'\u00a0: '}
              {act === 'enter' || act === 'undo' || act === 'compute' ? (
                <>
                  {words(was)} → {words(now)}
                </>
              ) : (
                words(now)
              )}
              {reason !== '' && ` (${reason})`}
              {now.comment !== '' && now.comment !== was?.comment && (
                <>
                  <br />
                  <bdi class="muted">{now.comment}</bdi>
                </>
              )}
            </p>
          ),
        }))}
      />
    </Disclosure>
  )
}
