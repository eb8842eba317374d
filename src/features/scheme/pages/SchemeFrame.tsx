import type { Child } from 'hono/jsx'
import type { Actor } from '#features/organisations'
import { Alert, type Asset, type Crumb, Page, PageHead, type Space, Status, Tabs, typo } from '#ui'
import type { Scheme } from '../scheme.ts'
import { standingOf } from '../words.ts'

/** The schemes of the actor's organisation. */
export const schemesOf = ({ membership }: Actor) => `/organisations/${membership.organisation.siren}/schemas`
/** The pages of a scheme, in the space of the actor's organisation. */
export const baseOf = (actor: Actor, { code }: Pick<Scheme, 'code'>) => `${schemesOf(actor)}/${code}`

/** What every page of a scheme is given. */
export interface Framed {
  actor: Actor
  scheme: Scheme
  space: Space | undefined
  /** What was just done, or refused. */
  done?: string | undefined
  refused?: string | undefined
}

const TABS = [
  ['', 'Actions'],
  ['/indicateurs', 'Indicateurs'],
  ['/saisie', 'Saisie'],
  ['/calendrier', 'Calendrier'],
  ['/verification', 'Vérification'],
  ['/evaluation', 'Évaluation'],
  ['/bilans', 'Bilans'],
  ['/versions', 'Versions'],
  ['/gouvernance', 'Gouvernance'],
  ['/acheteurs', 'Acheteurs'],
] as const

/** A page of a scheme: what it is, what may be done with it, and the way to its other pages when it is one of the main ones. */
export const SchemePage = (
  props: Framed & {
    title: string
    lede?: Child
    /** The main page that this is, by what its address ends with; none for a page under one of them. */
    tab?: (typeof TABS)[number][0]
    crumbs?: readonly Crumb[]
    crumb?: string
    chips?: Child
    actions?: Child
    /** What the page does better with a script. */
    script?: Asset
    children: Child
  },
) => {
  const { actor, scheme, tab } = props
  const base = baseOf(actor, scheme)
  const { label, state } = standingOf(scheme)
  const above = [{ label: 'Schémas', href: schemesOf(actor) }]
  return (
    <Page
      title={tab === undefined ? props.title : `${props.title} : ${scheme.title}`}
      space={props.space}
      {...(props.script ? { script: props.script } : {})}
      crumbs={tab === undefined ? [...above, { label: scheme.title, href: base }, ...(props.crumbs ?? [])] : above}
      crumb={tab === undefined ? (props.crumb ?? props.title) : scheme.title}
    >
      <PageHead
        title={tab === undefined ? typo(props.title) : <bdi>{scheme.title}</bdi>}
        lede={props.lede}
        chips={props.chips ?? <Status state={state}>{label}</Status>}
        actions={props.actions}
      />
      {tab !== undefined && (
        <Tabs
          label="Pages du schéma"
          tabs={TABS.map(([path, label]) => ({ label, href: base + path, current: path === tab }))}
        />
      )}
      {scheme.notice && (
        <Alert state="info">
          <p>{typo(scheme.notice)}</p>
        </Alert>
      )}
      {props.done && (
        <Alert state="ok">
          <p>{typo(props.done)}</p>
        </Alert>
      )}
      {props.refused && (
        <Alert state="late" urgent title="Rien n’a été enregistré">
          <p>{typo(props.refused)}</p>
        </Alert>
      )}
      {props.children}
    </Page>
  )
}
