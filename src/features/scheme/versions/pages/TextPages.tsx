import type { Child } from 'hono/jsx'
import { parisDay } from '#kernel'
import { ButtonLink, Card, Day, Empty, Facts, Filters, fr, Input, Missing, Pagination, Status, Table, typo } from '#ui'
import type { Action, Axis, SchemeDocument } from '../../document/document.ts'
import { day } from '../../document/fields.ts'
import { Words } from '../../pages/Life.tsx'
import { ActionStatus, Coded } from '../../pages/marks.tsx'
import { baseOf, type Framed, SchemePage } from '../../pages/SchemeFrame.tsx'
import type { Version } from '../../scheme.ts'
import { VERSION_WORDS } from '../../words.ts'
import { presence, type Said } from '../standing.ts'
import { type Node, someActions, treeOf } from '../tree.ts'
import { SchemeText } from './SchemeText.tsx'
import { Adopted } from './VersionsPage.tsx'

/** How many actions are told in full on a page. */
export const ACTIONS = 40
const shown = (document: SchemeDocument, page: number) =>
  someActions(treeOf(document), (page - 1) * ACTIONS, page * ACTIONS)

/** The keys of the indicators that a page of a text shows. */
export function indicatorsOn(document: SchemeDocument, page: number): string[] {
  const keys = (nodes: readonly Node[]): string[] =>
    nodes.flatMap(({ kind, part, under }) => (kind === 'indicator' ? [part.key] : keys(under)))
  return keys(shown(document, page))
}

const buyersOf = ({ buyers }: SchemeDocument) => new Map(buyers.map(({ siren, name }) => [siren, name]))

/** What is read of a text on one of its pages: its actions in full, so many at a time. */
export const TextBody = (props: {
  document: SchemeDocument
  said: ReadonlyMap<string, Said> | null
  figures?: ReadonlyMap<string, Child> | undefined
  page: number
  href: (page: number) => string
}) => {
  const { document, said, figures, page } = props
  return (
    <>
      {document.summary !== '' && page === 1 && (
        <Card id="presentation" title="Présentation">
          <Words>{document.summary}</Words>
        </Card>
      )}
      <SchemeText nodes={shown(document, page)} said={said} figures={figures} buyers={buyersOf(document)} />
      {document.actions.length > ACTIONS && (
        <Pagination
          page={page}
          pageSize={ACTIONS}
          total={document.actions.length}
          href={props.href}
          noun={['Action', 'Actions']}
        />
      )}
    </>
  )
}

/** The frozen text of a version, for the organisation. */
export const VersionPage = (props: Framed & { version: Version; document: SchemeDocument; page: number }) => {
  const { actor, scheme, version, document, page } = props
  const versions = `${baseOf(actor, scheme)}/versions`
  const here = `${versions}/${version.number}`
  return (
    <SchemePage
      {...props}
      title={fr`Version ${version.number}`}
      crumbs={[{ label: 'Versions', href: versions }]}
      chips={<Status state={VERSION_WORDS[version.state].state}>{VERSION_WORDS[version.state].label}</Status>}
      lede={<bdi>{document.title}</bdi>}
      actions={
        <ButtonLink icon="download" href={`${here}/document.json`} download>
          Télécharger (JSON)
        </ButtonLink>
      }
    >
      <Card id="version" title="Cette version">
        <Facts
          facts={[
            { term: 'Adoption', value: <Adopted version={version} /> },
            {
              term: 'Période',
              value: (
                <>
                  Du <Day date={document.from} short /> au <Day date={document.to} short />
                </>
              ),
            },
            { term: 'Empreinte (SHA-256)', value: <code>{version.sha256}</code>, wide: true },
          ]}
        />
      </Card>
      <TextBody {...{ document, page }} said={null} href={to => `${here}?page=${to}`} />
    </SchemePage>
  )
}

interface StoodProps extends Framed {
  on: string
  /** What was in force; null when nothing was. */
  stood: { version: Version; document: SchemeDocument; said: ReadonlyMap<string, Said> } | null
}

/** The scheme as it stood on a day. */
export const StoodPage = (props: StoodProps) => {
  const { actor, scheme, on, stood } = props
  const base = baseOf(actor, scheme)
  return (
    <SchemePage
      {...props}
      title="Le schéma tel qu’à une date"
      crumb="À une date"
      crumbs={[{ label: 'Versions', href: `${base}/versions` }]}
      lede={
        <>
          Le <Day date={on} />
          {stood && fr`, la version ${stood.version.number} était en vigueur.`}
        </>
      }
    >
      <Filters action={`${base}/etat`} label="Date" submit="Voir le schéma">
        <Input name="date" label="Au" type="date" value={on} />
      </Filters>
      {stood === null ? (
        <Empty title="Aucun texte n’était en vigueur ce jour-là">
          <p>{typo('Le schéma n’avait pas encore été adopté : choisissez une date qui suit sa première adoption.')}</p>
        </Empty>
      ) : (
        <>
          <p class="small muted">
            {typo(
              'Ce qui valait ce jour-là, d’après tout ce qui a été dit depuis : un état saisi plus tard pour ce jour, ou pour un jour d’avant, est compté, et la page dit quand il a été saisi.',
            )}{' '}
            <a href={`${base}/versions/${stood.version.number}`}>Lire le texte de la version {stood.version.number}</a>
          </p>
          {treeOf(stood.document).map(
            node => node.kind === 'axis' && <StoodAxis {...{ node, on }} said={stood.said} />,
          )}
        </>
      )}
    </SchemePage>
  )
}

const actionsOf = ({ under }: Node): Action[] =>
  under.flatMap(node => (node.kind === 'action' ? [node.part as Action] : []))

const StoodAxis = ({ node, said, on }: { node: Node; said: ReadonlyMap<string, Said>; on: string }) => {
  const { key, code, title } = node.part as Axis
  return (
    <Card id={`axe-${key}`} title={<Coded code={code === '' ? '' : fr`Axe ${code}.`}>{title}</Coded>} flush>
      <Table
        id={`actions-${key}`}
        caption={fr`Actions de cet axe ce jour-là`}
        hideCaption
        stack
        rows={actionsOf(node)}
        groups={node.under
          .filter(({ kind }) => kind === 'objective')
          .map(objective => ({
            head: <Coded code={(objective.part as Axis).code}>{(objective.part as Axis).title}</Coded>,
            rows: actionsOf(objective),
          }))}
        columns={[
          { head: 'Action', cell: action => <Coded code={action.code}>{action.title}</Coded> },
          {
            head: 'Pilote',
            cell: ({ pilots }) =>
              pilots.length === 0 ? <Missing>Sans pilote</Missing> : <bdi>{pilots.join(', ')}</bdi>,
          },
          { head: 'État', cell: action => <StatusThen {...{ action, on }} said={said.get(action.key)} /> },
          {
            head: 'Étapes faites',
            numeric: true,
            cell: ({ key: action, calendar }) => {
              const steps = said.get(action)?.steps
              return calendar.length === 0
                ? 'sans calendrier'
                : `${calendar.filter(one => steps?.get(one.key)?.done).length} sur ${calendar.length}`
            },
          },
        ]}
      />
    </Card>
  )
}

const StatusThen = ({ action, said, on }: { action: Action; said: Said | undefined; on: string }) => {
  const there = presence(action, on)
  if (there === 'to-come')
    return (
      <>
        Pas encore entrée
        <small>
          Entre le <Day date={action.entered} short />
        </small>
      </>
    )
  if (there === 'left')
    return (
      <>
        <ActionStatus status="left" />
        <small>
          le <Day date={action.left?.on ?? null} short />
        </small>
      </>
    )
  const status = said?.status
  return (
    <>
      <ActionStatus status={status?.status} />
      {status && (
        <small>
          depuis le <Day date={status.day} short />
          {status.madeOn > on && (
            <>
              , saisi le <Day date={status.madeOn} short />
            </>
          )}
        </small>
      )}
    </>
  )
}

/** The day that is asked for; today in Paris where none is, and never one to come. */
export function dayAsked(asked: string | undefined): string {
  const today = parisDay(new Date())
  const read = day.safeParse(asked)
  return read.success && read.data <= today ? read.data : today
}
