import type { Child } from 'hono/jsx'
import { type State, Status } from './marks.tsx'
import { ButtonLink } from './navigation.tsx'
import { Card } from './surfaces.tsx'

/** Something that waits for whoever reads. */
export interface Task {
  state: State
  /** How urgent it is, or since when, in two or three words. */
  when: string
  /** The last day on which it is in time, `YYYY-MM-DD`; past it, the delay is said instead of `when`. */
  due?: string
  title: Child
  /** Why, and what to do. */
  text: Child
  /** A verb, and where it is done. */
  action: { label: string; href: string }
}

/** What waits, one line each, with the way to do it. */
export const Todo = ({ tasks }: { tasks: readonly Task[] }) => (
  <Card flush>
    <ol class="todo">
      {tasks.map(({ state, when, title, text, action }) => (
        <li>
          <Status state={state}>{when}</Status>
          <div>
            <h3>{title}</h3>
            <p>{text}</p>
          </div>
          <ButtonLink href={action.href}>
            {action.label}
            <span class="sr-only">
              {' : '}
              {title}
            </span>
          </ButtonLink>
        </li>
      ))}
    </ol>
  </Card>
)
