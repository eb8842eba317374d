import { parisDay } from '#kernel'
import { Card, count, Day, Empty, fr, Status, Table } from '#ui'
import { actionsUnder, type Branch } from '../text/outline.ts'
import { StepDates } from './Life.tsx'
import { Coded } from './marks.tsx'
import { baseOf, type Framed, SchemePage } from './SchemeFrame.tsx'

interface Due {
  action: Branch
  step: Branch['steps'][number]
  /** The day it was said to be done. */
  done: string | null
}

/** When a step is due: its last day, or its first. */
const dueOn = ({ step }: Due) => step.to ?? step.from

const Standing = ({ due }: { due: Due }) => {
  if (due.done !== null)
    return (
      <Status state="ok">
        Faite le <Day date={due.done} short />
      </Status>
    )
  const late = due.step.to !== null && due.step.to < parisDay(new Date())
  return late ? <Status state="late">Date passée</Status> : <Status state="none">À faire</Status>
}

/** The steps of all the actions, year by year. */
export const CalendarPage = (
  props: Framed & {
    outline: readonly Branch[]
    /** The day each step was done, by the keys of its action and of it. */
    days: ReadonlyMap<string, string>
  },
) => {
  const { actor, scheme } = props
  const base = baseOf(actor, scheme)
  const actions = actionsUnder(props.outline).filter(({ left }) => left === null)
  const all = actions.flatMap(action =>
    action.steps.map(step => ({ action, step, done: props.days.get(`${action.key} ${step.key}`) ?? null })),
  )
  const dated = all.filter(due => dueOn(due) !== null).sort((a, b) => (dueOn(a) ?? '').localeCompare(dueOn(b) ?? ''))
  const years = [...new Set(dated.map(due => (dueOn(due) ?? '').slice(0, 4)))]
  const undated = all.filter(due => dueOn(due) === null)
  const without = actions.filter(({ steps }) => steps.length === 0).length
  return (
    <SchemePage
      {...props}
      tab="/calendrier"
      title="Calendrier"
      lede={fr`${count(all.length, 'étape')}, dont ${count(all.filter(({ done }) => done !== null).length, 'faite')}. ${count(without, 'action')} sans calendrier.`}
    >
      {all.length === 0 ? (
        <Empty title="Aucune étape">
          <p>{fr`Les étapes s’écrivent dans les fiches des actions, avec ou sans date.`}</p>
        </Empty>
      ) : (
        <Card flush>
          <Table
            id="etapes"
            caption="Étapes des actions, par année"
            hideCaption
            stack
            rows={[]}
            groups={[
              ...years.map(year => ({ head: year, rows: dated.filter(due => dueOn(due)?.startsWith(year)) })),
              ...(undated.length > 0 ? [{ head: 'Sans date', rows: undated }] : []),
            ]}
            columns={[
              { head: 'Étape', cell: ({ step }) => <bdi>{step.title}</bdi> },
              { head: 'Quand', cell: ({ step }) => <StepDates step={step} done={null} /> },
              {
                head: 'Action',
                cell: ({ action: { key, code, title } }) => (
                  <a href={`${base}/actions/${key}`}>
                    <Coded code={code}>{title}</Coded>
                  </a>
                ),
              },
              { head: 'État', cell: due => <Standing due={due} /> },
            ]}
          />
        </Card>
      )}
    </SchemePage>
  )
}
