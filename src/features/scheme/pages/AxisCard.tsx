import type { Child } from 'hono/jsx'
import { Card, type Column, count, fr, Missing, PillarMark, Table } from '#ui'
import type { Pillar } from '../document/document.ts'
import { Owner } from '../joint/pages/Owner.tsx'
import type { View } from '../joint/viewing.tsx'
import type { Status as Standing } from '../scheme.ts'
import { actionsUnder, type Branch, flat, indicatorsOf } from '../text/outline.ts'
import { LOOKS } from '../words.ts'
import { ActionStatus, Coded } from './marks.tsx'
import type { Framed } from './SchemeFrame.tsx'

/** What is known of the indicators of an action, by who keeps their values. */
export interface ActionFigures {
  /** How many have their value of the last period, of how many. */
  upToDate: { done: number; of: number }
  position: Child
}

/** What the card of an axis is drawn from. */
export interface AxisProps extends Pick<Framed, 'scheme'> {
  /** How many buyers of the view say each status of each action. */
  statuses: ReadonlyMap<string, ReadonlyMap<Standing, number>>
  view: View
  figures: ReadonlyMap<string, ActionFigures>
  /** Whether the actor may change the text now. */
  writes: boolean
  /** Whether the actor may add actions to it, its own where another organisation leads. */
  adds: boolean
}

/** Where an action stands, as one buyer says; as how many, where several are told together. */
const Statuses = ({
  left,
  said,
  view,
}: Pick<AxisProps, 'view'> & { left: boolean; said: ReadonlyMap<Standing, number> }) => {
  if (left || said.size === 0) return <ActionStatus status={left ? 'left' : undefined} />
  return (
    <span class="row">
      {[...said].map(([status, n]) => (
        <span>
          <ActionStatus status={status} />
          {view.chosen === null && n > 1 && `\u00a0×\u00a0${n}`}
        </span>
      ))}
    </span>
  )
}

/** An axis: its objectives, their actions and where each stands. */
export const AxisCard = (props: AxisProps & { axis: Branch; base: string }) => {
  const { axis, base, writes, adds } = props
  const actions = actionsUnder([axis])
  const indicators = flat([axis]).filter(({ kind, support }) => kind === 'indicator' && !support).length
  const direct = axis.under.filter(({ kind }) => kind === 'action')
  const objectives = axis.under.filter(({ kind }) => kind === 'objective')
  const pillar: Pillar | null = axis.pillar
  return (
    <Card
      id={`axe-${axis.key}`}
      flush
      pillar={pillar ? LOOKS[pillar] : undefined}
      title={<Coded code={axis.code === '' ? '' : fr`Axe ${axis.code}.`}>{axis.title}</Coded>}
      aside={
        <span class="row">
          {pillar && <PillarMark pillar={LOOKS[pillar]} chip />}
          {count(actions.length, 'action')}, {count(indicators, 'indicateur')}
        </span>
      }
    >
      <Table
        id={`actions-${axis.key}`}
        caption={
          <>
            <bdi>{axis.title}</bdi>
            {fr` : actions par objectif`}
          </>
        }
        hideCaption
        stack
        columns={columnsOf(props)}
        rows={direct}
        groups={objectives.map(objective => ({
          head: writes ? (
            <a href={`${base}/parties/${objective.key}`}>
              <Coded code={objective.code}>{objective.title}</Coded>
            </a>
          ) : (
            <Coded code={objective.code}>{objective.title}</Coded>
          ),
          rows: objective.under.filter(({ kind }) => kind === 'action'),
        }))}
      />
      {adds && (
        <p class="row small card__foot">
          {writes && <a href={`${base}/parties/${axis.key}`}>Modifier l’axe</a>}
          {writes && <a href={`${base}/ajout?nature=objectif&sous=${axis.key}`}>Ajouter un objectif</a>}
          <a href={`${base}/ajout?nature=action&sous=${objectives.at(-1)?.key ?? axis.key}`}>
            {writes ? 'Ajouter une action' : 'Ajouter une action propre'}
          </a>
        </p>
      )}
    </Card>
  )
}

function columnsOf({ base, statuses, figures, scheme, view }: AxisProps & { base: string }): Column<Branch>[] {
  const columns: Column<Branch>[] = [
    {
      head: 'Action',
      cell: ({ key, code, title, buyer }) => (
        <>
          <a href={`${base}/actions/${key}`}>
            <Coded code={code}>{title}</Coded>
          </a>{' '}
          <Owner buyer={buyer} scheme={scheme} view={view} />
        </>
      ),
    },
    {
      head: 'Pilote',
      cell: ({ pilots }) => (pilots.length === 0 ? <Missing>Sans pilote</Missing> : <bdi>{pilots.join(', ')}</bdi>),
    },
    {
      head: 'État',
      cell: ({ key, left }) => <Statuses left={left !== null} said={statuses.get(key) ?? new Map()} view={view} />,
    },
    {
      head: 'Indicateurs',
      numeric: true,
      cell: action => {
        const known = figures.get(action.key)
        const indicators = indicatorsOf(action).length
        if (known && known.upToDate.of > 0) return `${known.upToDate.done} sur ${known.upToDate.of}`
        return indicators === 0 ? 'aucun' : indicators
      },
    },
  ]
  if (figures.size > 0)
    columns.push({
      head: 'Position',
      cell: ({ key }) => figures.get(key)?.position ?? <Missing>Non mesurable</Missing>,
    })
  return columns
}
