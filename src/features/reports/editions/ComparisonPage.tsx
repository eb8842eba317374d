import { baseOf, type Framed, inForce, type Scheme, SchemePage } from '#features/scheme'
import type { Paper } from '#platform/paper'
import { ButtonLink, Card, Empty, Filters, Form, fr, Section, Select, typo } from '#ui'
import { coded } from '../bilan/composing/pieces.ts'
import type { Places } from '../web/cutting.ts'
import { partsOf, ReportBody, ReportPart } from '../web/ReportBody.tsx'
import type { EditionsCompared } from './comparing.ts'
import { editionName } from './editions.ts'
import { comparedPath, OWN_VERSIONS, renewedPath } from './site.ts'

/** What a page of a comparison is given. */
export interface Compared extends Framed {
  /** What it is compared with: the code of a scheme, or its own versions. */
  asked: string
  others: readonly Scheme[]
  /** Null where there is one text alone. */
  found: { paper: Paper; compared: EditionsCompared } | null
  /** Whether the actor may say which actions are the same. */
  says: boolean
}

const drawnOf = (paper: Paper) => ({ paper, charts: [] })

function placesIn({ actor, scheme, asked }: Compared): Places & { file(format: string): string } {
  const [here, query] = [comparedPath(actor, scheme), `?avec=${asked}`]
  const file = (format: string) => `${here}/fichiers/${format}${query}`
  return { home: here + query, part: name => `${here}/parties/${name}${query}`, whole: file('pdf'), file }
}

const FILES = { pdf: 'PDF', docx: 'Word', xlsx: 'Excel' } as const

/** The files that a document is taken away as. @param of what it is, for those who hear the links alone */
export const FileLinks = ({ file, of }: { file(format: string): string; of: string }) => (
  <>
    {Object.entries(FILES).map(([format, label]) => (
      <ButtonLink icon="download" href={file(format)} download>
        {label}
        <span class="sr-only">{` ${of}`}</span>
      </ButtonLink>
    ))}
  </>
)

/** Two editions side by side: what each action has become, what the indicators that both follow say. */
export const ComparisonPage = (props: Compared) => {
  const { actor, scheme, asked, others, found, says } = props
  const here = comparedPath(actor, scheme)
  const places = placesIn(props)
  return (
    <SchemePage
      {...props}
      title="Comparer les éditions"
      lede={fr`Ce qui est maintenu, renouvelé, sorti et nouveau, et ce que les indicateurs suivis dans les deux permettent de dire.`}
      actions={
        <>
          {found && <FileLinks file={places.file} of="de la comparaison" />}
          {inForce(scheme) && <ButtonLink href={renewedPath(actor, scheme)}>Dossier de renouvellement</ButtonLink>}
        </>
      }
    >
      <Filters action={here} label="Texte avec lequel comparer" submit="Comparer">
        <Select
          name="avec"
          label="Comparer avec"
          value={asked}
          options={[
            { value: OWN_VERSIONS, label: 'Sa première version adoptée' },
            ...others.map(one => ({ value: one.code, label: fr`${one.title} (${editionName(one)})` })),
          ]}
        />
      </Filters>
      {found ? (
        <>
          <ReportBody content={drawnOf(found.paper)} places={places} />
          {says && asked !== OWN_VERSIONS && <SayMatch {...props} compared={found.compared} />}
        </>
      ) : (
        <Empty
          title="Un seul texte pour l’instant"
          actions={<ButtonLink href={`${baseOf(actor, scheme)}/versions`}>Voir les versions</ButtonLink>}
        >
          <p>
            {typo(
              'Une comparaison demande deux versions adoptées, une version en cours d’écriture ou une autre édition.',
            )}
          </p>
        </Empty>
      )}
    </SchemePage>
  )
}

/** A part of a comparison that is larger than a page. */
export const ComparisonPartPage = (props: Compared & { name: string }) => {
  const { found, name } = props
  const part = found && partsOf(drawnOf(found.paper)).parts.find(one => one.name === name)
  if (!found || !part) return null
  const places = placesIn(props)
  return (
    <SchemePage {...props} title={part.title} crumbs={[{ label: 'Comparer les éditions', href: places.home }]}>
      <ReportPart content={drawnOf(found.paper)} part={part} places={places} />
    </SchemePage>
  )
}

/** Where somebody says which action goes on with which. */
const SayMatch = ({ actor, scheme, asked, compared }: Compared & { compared: EditionsCompared }) => {
  const told = compared.axes.flatMap(({ actions }) => actions)
  const sequels = new Map(told.flatMap(({ before, after }) => (before && after ? [[before.key, after] as const] : [])))
  const option = (one: { key: string; code: string; title: string }, note = '') => ({
    value: one.key,
    label: note === '' ? coded(one) : fr`${coded(one)} (${note})`,
  })
  return (
    <Section id="correspondances" title="Dire une correspondance">
      <Card>
        <Form action={`${comparedPath(actor, scheme)}/correspondances`} submit="Enregistrer la correspondance">
          <p>
            {typo(
              'Quand ni la clé, ni le code, ni l’intitulé ne disent qu’une action en continue une autre, dites-le ici : la comparaison le suivra, et dira que c’est vous.',
            )}
          </p>
          <input type="hidden" name="avec" value={asked} />
          <Select
            name="action"
            label={`Action d’avant`}
            value=""
            options={compared.before.document.actions.map(one => {
              const sequel = sequels.get(one.key)
              return option(one, sequel ? fr`suite : ${sequel.code || sequel.title}` : 'sans suite')
            })}
          />
          <Select
            name="suite"
            label="Sa suite"
            value=""
            options={[
              { value: 'aucune', label: 'Aucune : elle sort' },
              { value: 'regles', label: 'Celle que disent la clé, le code ou l’intitulé' },
              ...compared.after.document.actions.map(one => ({ ...option(one), value: `action:${one.key}` })),
            ]}
          />
        </Form>
      </Card>
    </Section>
  )
}
