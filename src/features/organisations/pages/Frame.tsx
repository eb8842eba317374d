import type { Child } from 'hono/jsx'
import { Alert, Page, PageHead, RefusalAlert, type Space } from '#ui'

/** A page of a space: its head, what was just done or refused, its content. */
export const SpacePage = (props: {
  space: Space
  title: string
  lede?: Child
  actions?: Child
  /** The page above this one, when it is not in the menu. */
  above?: { label: string; href: string }
  /** What was just done, in a sentence. */
  done?: string | undefined
  /** Why what was asked was not done; the field that it is about says so too. */
  refused?: { message: string } | undefined
  wide?: boolean
  children: Child
}) => (
  <Page
    title={props.title}
    space={props.space}
    width={props.wide ? 'wide' : 'text'}
    {...(props.above ? { crumbs: [props.above] } : {})}
  >
    <PageHead title={props.title} lede={props.lede} actions={props.actions} />
    {props.refused && <RefusalAlert title="Rien n’a été changé" message={props.refused.message} />}
    {props.done && !props.refused && (
      <Alert state="ok">
        <p>{props.done}</p>
      </Alert>
    )}
    {props.children}
  </Page>
)
