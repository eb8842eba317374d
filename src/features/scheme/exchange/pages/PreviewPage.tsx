import type { Actor } from '#features/organisations'
import { Alert, Button, Card, count, fr, Input, Page, PageHead, RefusalAlert, type Space, Table, typo } from '#ui'
import type { Problem } from '../../document/check.ts'
import type { SchemeDocument } from '../../document/document.ts'
import { schemesOf } from '../../pages/SchemeFrame.tsx'
import { SHOWN } from '../foreign/choosing.ts'
import type { SheetMapping } from '../foreign/mapping.ts'
import type { Table as Sheet } from '../tables.ts'
import { fileOf } from './ImportPage.tsx'
import { SheetChoice } from './SheetChoice.tsx'
import { Understood } from './Understood.tsx'

export interface PreviewProps {
  actor: Actor
  space: Space | undefined
  id: string
  /** The name of the file. */
  name: string
  /** What the scheme says of itself, as the form has it. */
  cover: { title: string; code: string; from: string; to: string }
  /** Null when nothing of it holds together. */
  document: SchemeDocument | null
  problems: readonly Problem[]
  assumed: readonly Problem[]
  remarks: readonly string[]
  /** The sheets of somebody else's file, and how each is read. */
  sheets: readonly { sheet: Sheet; mapping: SheetMapping }[]
  /** Whether its values will be kept. */
  keepsValues: boolean
  refused?: string | undefined
}

/** What was understood of a file, what was not, and how to read it otherwise; nothing of it is saved yet. */
export const PreviewPage = (props: PreviewProps) => {
  const { actor, id, name, document, problems, assumed, remarks, sheets, refused } = props
  const foreign = sheets.length > 0
  return (
    <Page
      title="Relire avant d’importer"
      space={props.space}
      crumbs={[
        { label: 'Schémas', href: schemesOf(actor) },
        { label: 'Importer un schéma', href: fileOf(actor) },
      ]}
    >
      <PageHead title="Relire avant d’importer" lede={<bdi>{name}</bdi>} />
      {refused && <RefusalAlert title="Le schéma n’est pas ouvert" message={refused} />}
      {document === null && !foreign && (
        <Alert state="late" title="Ce fichier ne se tient pas">
          <p>{fr`Corrigez-le aux endroits dits ci-dessous, puis envoyez-le de nouveau.`}</p>
        </Alert>
      )}
      {document && (
        <Understood document={document} keepsValues={props.keepsValues} siren={actor.membership.organisation.siren} />
      )}
      <Problems
        id="problemes"
        title="Ce qui n’est pas repris"
        problems={problems}
        hint={
          foreign
            ? fr`Le reste l’est : corrigez le fichier et envoyez-le de nouveau, ou complétez le schéma ensuite.`
            : undefined
        }
      />
      <Problems id="suppositions" title="Ce qui a été supposé" problems={assumed} />
      {remarks.length > 0 && (
        <Card id="remarques" title="À savoir">
          <ul>
            {remarks.map(remark => (
              <li>{typo(remark)}</li>
            ))}
          </ul>
        </Card>
      )}
      {(foreign || document) && (
        <form class="stack" action={`${fileOf(actor)}/${id}`} method="post">
          {sheets.map(({ sheet, mapping }, rank) => (
            <SheetChoice sheet={sheet} mapping={mapping} rank={rank} />
          ))}
          <Card id="presentation" title="Le schéma à ouvrir">
            <Cover {...props} foreign={foreign} />
            <div class="actions">
              <Button name="faire" value="ouvrir">
                Ouvrir le schéma
              </Button>
              {foreign && (
                <Button look="secondary" name="faire" value="relire">
                  Relire avec ces choix
                </Button>
              )}
            </div>
            {foreign && (
              <p class="small muted">{fr`Les titres de colonne que vous corrigez sont retenus pour les prochains fichiers de l’organisation.`}</p>
            )}
          </Card>
        </form>
      )}
    </Page>
  )
}

const Cover = ({ cover, foreign }: PreviewProps & { foreign: boolean }) => (
  <>
    <Input name="title" label="Intitulé" value={cover.title} />
    <Input
      name="code"
      label="Adresse"
      hint="Elle ne changera pas. En minuscules, chiffres et tirets : « vallonne-2026 »."
      value={cover.code}
    />
    {foreign && (
      <div class="filters">
        <Input name="from" label="Début" type="date" value={cover.from} />
        <Input name="to" label="Fin" type="date" value={cover.to} />
      </div>
    )}
  </>
)

const Problems = (props: { id: string; title: string; problems: readonly Problem[]; hint?: string | undefined }) => {
  const { id, title, problems, hint } = props
  if (problems.length === 0) return null
  const shown = problems.slice(0, SHOWN.problems)
  return (
    <Card id={id} title={title} aside={count(problems.length, 'endroit')}>
      {hint && <p>{hint}</p>}
      <Table
        id={`${id}-table`}
        caption={title}
        hideCaption
        stack
        columns={[
          { head: 'Endroit', cell: ({ at }: Problem) => <bdi>{at}</bdi>, nowrap: true },
          { head: 'Ce qui se passe', cell: ({ message }: Problem) => typo(message) },
        ]}
        rows={shown}
      />
      {shown.length < problems.length && (
        <p class="small muted">{typo(`Les ${SHOWN.problems} premiers sont montrés.`)}</p>
      )}
    </Card>
  )
}
