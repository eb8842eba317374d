import type { Child } from 'hono/jsx'
import { Missing, Status } from '#ui'
import type { Status as Standing } from '../scheme.ts'
import { STATUS_WORDS } from '../words.ts'

/** The status of an action, in its words. */
export const ActionStatus = ({ status }: { status: Standing | 'left' | undefined }) => {
  if (status === undefined) return <Missing>Non dit</Missing>
  const { label, state, icon } = STATUS_WORDS[status]
  return (
    <Status state={state} icon={icon}>
      {label}
    </Status>
  )
}

/** A title after its code. */
export const Coded = ({ code, children }: { code: string; children: Child }) => (
  <>
    {code !== '' && <span class="code">{code}</span>} <bdi>{children}</bdi>
  </>
)
