import type { Child } from 'hono/jsx'
import type { Actor } from '#features/organisations'
import type { Refusal } from '#kernel'
import type { Sent } from '#platform/http'
import { Alert, type Crumb, Page, PageHead, RefusalAlert, type Space, typo } from '#ui'
import type { Body } from '../bodies.ts'
import { bodiesPath, bodyPath } from '../within.ts'

/** What every page of bodies is given. */
export interface Framed {
  actor: Actor
  space: Space | undefined
  /** What was just done, or refused, and what had been typed. */
  done?: string | undefined
  refusal?: Refusal | undefined
  sent?: Sent | undefined
}

/** A page of bodies: under the list of them, and under one of them where it is of one. */
export const BodyFrame = (
  props: Framed & {
    title: string
    /** The body that the page is under. */
    under?: Body
    /** Between the body and this page. */
    crumbs?: readonly Crumb[]
    crumb?: string
    lede?: Child
    chips?: Child
    actions?: Child
    /** Refusals that a field of the page says beside itself. */
    said?: boolean
    wide?: boolean
    children: Child
  },
) => {
  const { actor, under } = props
  return (
    <Page
      title={props.title}
      space={props.space}
      width={props.wide ? 'wide' : 'text'}
      crumbs={[
        { label: 'Instances', href: bodiesPath(actor) },
        ...(under ? [{ label: under.name, href: bodyPath(actor, under) }] : []),
        ...(props.crumbs ?? []),
      ]}
      crumb={props.crumb ?? props.title}
    >
      <PageHead title={<bdi>{props.title}</bdi>} lede={props.lede} chips={props.chips} actions={props.actions} />
      {props.refusal && !props.said && <RefusalAlert title="Rien n’a été enregistré" message={props.refusal.message} />}
      {props.done && !props.refusal && (
        <Alert state="ok">
          <p>{typo(props.done)}</p>
        </Alert>
      )}
      {props.children}
    </Page>
  )
}

/** A text field as it was sent, or else as it is. */
export const valueIn = (sent: Sent | undefined, name: string, now = ''): string =>
  sent === undefined ? now : typeof sent[name] === 'string' ? sent[name] : ''

/** The sentence of a refusal beside its field. */
export const about = (refusal: Refusal | undefined, ...codes: string[]): string | undefined =>
  refusal && codes.includes(refusal.code) ? typo(refusal.message) : undefined
