import type { Actor } from '#features/organisations'
import { parisDay } from '#kernel'
import { Card, Day, Missing, Table } from '#ui'
import type { Body } from '../../bodies.ts'
import type { Orientation } from '../orientations.ts'
import { orientationPath } from '../within.ts'
import { OrientationStatus } from './OrientationPage.tsx'

/** Orientations in a list: what is asked of whom, since when, what became of it. */
export const OrientationsTable = (props: {
  actor: Actor
  orientations: readonly Orientation[]
  bodies: readonly Body[]
  today?: string
}) => {
  const { actor, orientations, bodies, today = parisDay(new Date()) } = props
  const nameOf = (id: string) => <bdi>{bodies.find(one => one.id === id)?.name}</bdi>
  return (
    <Card flush>
      <Table
        id="table-orientations"
        caption="Orientations, de la plus récente à la plus ancienne"
        hideCaption
        stack
        rows={orientations}
        columns={[
          {
            head: 'Orientation',
            cell: one => (
              <>
                <a href={orientationPath(actor, one)}>
                  <bdi>{one.title}</bdi>
                </a>
                <small>
                  {nameOf(one.by)} → {nameOf(one.to)}
                </small>
              </>
            ),
          },
          { head: 'Donnée le', cell: one => <Day date={one.on} short /> },
          {
            head: 'Échéance',
            cell: one => (one.due ? <Day date={one.due} short /> : <Missing>Aucune</Missing>),
          },
          {
            head: 'Suite',
            cell: one => (
              <>
                <OrientationStatus orientation={one} today={today} />
                {one.written.length > 0 && (
                  <small>
                    <bdi>{one.written.map(({ title }) => title).join(', ')}</bdi>
                  </small>
                )}
              </>
            ),
          },
        ]}
      />
    </Card>
  )
}
