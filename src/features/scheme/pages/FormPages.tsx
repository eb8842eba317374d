import type { Child } from 'hono/jsx'
import type { Actor } from '#features/organisations'
import type { Measure } from '#kernel'
import { Alert, ButtonLink, Card, Checks, Form, fr, Input, Page, PageHead, type Space, TextArea, typo } from '#ui'
import { KIND_WORDS } from '../document/check.ts'
import type { PartKind } from '../document/document.ts'
import type { Conflict } from '../text/merging.ts'
import { fieldLabel, type Spec } from '../text/specs.ts'
import { Coded } from './marks.tsx'
import { PartFields } from './PartFields.tsx'
import { baseOf, type Framed, SchemePage, schemesOf } from './SchemeFrame.tsx'

interface PartProps extends Framed {
  kind: PartKind
  specs: readonly Spec[]
  content: Readonly<Record<string, unknown>>
  marks: Readonly<Record<string, string>>
  conflicts?: readonly Conflict[]
  measures: readonly Measure[]
}

/** What two people wrote of a field. */
export const Conflicts = ({ conflicts }: { conflicts: readonly Conflict[] }) => (
  <>
    {conflicts.map(({ field, theirs, mine }) => (
      <Card id={`conflit-${field}`} title={fieldLabel(field)}>
        <div class="split split--even">
          <div>
            <h3>Ce que quelqu’un d’autre a enregistré</h3>
            <pre class="well">{shown(theirs)}</pre>
          </div>
          <div>
            <h3>Ce que vous avez écrit</h3>
            <pre class="well">{shown(mine)}</pre>
          </div>
        </div>
      </Card>
    ))}
  </>
)

const shown = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Array.isArray(value)
      ? value.map(shown).join('\n')
      : value === null || value === undefined
        ? ''
        : Object.values(value).filter(Boolean).map(shown).join(' ')

/** A part of the text, to change: an axis, an objective or an action. */
export const PartPage = (
  props: PartProps & { partKey: string; movable: boolean /** What is to be mended in it. */; check?: Child },
) => {
  const { actor, scheme, kind, partKey, content, conflicts = [] } = props
  const base = baseOf(actor, scheme)
  const here = `${base}/parties/${partKey}`
  const title = String(content['title'] ?? content['label'] ?? '')
  return (
    <SchemePage
      {...props}
      title={`Modifier ${KIND_WORDS[kind].the}`}
      lede={<Coded code={String(content['code'] ?? '')}>{title}</Coded>}
      crumbs={kind === 'action' ? [{ label: title, href: `${base}/actions/${partKey}` }] : []}
      actions={props.movable && <ButtonLink href={`${here}/place`}>Remanier</ButtonLink>}
    >
      {props.check}
      <Conflicts conflicts={conflicts} />
      <Card>
        <Form wide action={here} submit="Enregistrer le texte">
          <PartFields {...props} />
        </Form>
      </Card>
    </SchemePage>
  )
}

/** A new part. */
export const NewPartPage = (
  props: PartProps & {
    under: { key: string; code: string; title: string } | null
    word: string
    /** In a joint scheme, whether an action is the buyer's own, or may be; and whether it was said to be. */
    own: 'is' | 'may' | null
    owned: boolean
  },
) => {
  const { actor, scheme, kind, under, word } = props
  return (
    <SchemePage
      {...props}
      title={`Ajouter ${KIND_WORDS[kind].a}`}
      lede={under && <Coded code={under.code}>{under.title}</Coded>}
    >
      <Card>
        <Form wide action={`${baseOf(actor, scheme)}/ajout`} submit={`Ajouter ${KIND_WORDS[kind].the}`}>
          <input type="hidden" name="nature" value={word} />
          <input type="hidden" name="sous" value={under?.key ?? ''} />
          {props.own === 'is' && (
            <p>{fr`Cette action est propre à ${actor.membership.organisation.name} : vous seuls la modifiez et en saisissez les valeurs.`}</p>
          )}
          {props.own === 'may' && (
            <Checks
              radio
              name="propre"
              legend="De qui est l’action"
              checked={[props.owned ? 'oui' : 'non']}
              options={[
                { value: 'non', label: 'Commune', hint: 'Chaque acheteur y a ses repères et ses valeurs.' },
                { value: 'oui', label: fr`Propre à ${actor.membership.organisation.name}` },
              ]}
            />
          )}
          <PartFields {...props} />
        </Form>
      </Card>
    </SchemePage>
  )
}

/** What the cover of a scheme says, as forms send it. */
export interface CoverSent {
  title?: string
  code?: string
  edition?: string
  from?: string
  to?: string
  summary?: string
  notice?: string
}

const CoverFields = ({ sent }: { sent: CoverSent }) => (
  <>
    <Input name="title" label="Intitulé" hint="Par exemple : SPASER 2026-2029." value={sent.title} />
    <Input name="edition" label="Édition" hint="Facultatif : « 2e édition »." value={sent.edition} />
    <div class="filters">
      <Input name="from" label="Début" type="date" value={sent.from} />
      <Input name="to" label="Fin" type="date" value={sent.to} />
    </div>
    <TextArea name="summary" label="Présentation" rows={6} value={sent.summary} />
    <TextArea
      name="notice"
      label="Avertissement"
      hint="Dit sur chacune de ses pages, par exemple s’il s’agit d’un exemple ou d’un schéma repris d’un autre acheteur."
      rows={2}
      value={sent.notice}
    />
  </>
)

/** What is asked of a scheme to open: where it will be, and what it says of itself. */
export const OpeningFields = ({ sent }: { sent: CoverSent }) => (
  <>
    <Input
      name="code"
      label="Adresse"
      hint="Elle ne changera pas. En minuscules, chiffres et tirets : « vallonne-2026 »."
      value={sent.code}
    />
    <CoverFields sent={sent} />
  </>
)

/** A scheme to open from a blank page, and the other ways to begin. */
export const NewSchemePage = (props: {
  actor: Actor
  space: Space | undefined
  sent: CoverSent
  refused?: string | undefined
  /** The other ways, each a verb and where it leads. */
  ways: readonly { label: string; href: string; explained: string }[]
}) => (
  <Page title="Ouvrir un schéma" space={props.space} crumbs={[{ label: 'Schémas', href: schemesOf(props.actor) }]}>
    <PageHead
      title="Ouvrir un schéma"
      lede={fr`Le texte reste un brouillon que seule l’organisation lit, jusqu’à ce que vous disiez qu’il est adopté.`}
    />
    {props.refused && (
      <Alert state="late" urgent title="Le schéma n’est pas ouvert">
        <p>{typo(props.refused)}</p>
      </Alert>
    )}
    {props.ways.length > 0 && (
      <Card id="depuis" title="Partir de ce qui existe">
        <ul class="stack stack--tight">
          {props.ways.map(({ label, href, explained }) => (
            <li>
              <a href={href}>{label}</a>
              <br />
              <span class="small muted">{typo(explained)}</span>
            </li>
          ))}
        </ul>
      </Card>
    )}
    <Card id="blanc" title="Partir d’une page blanche">
      <Form wide action={`${schemesOf(props.actor)}/nouveau`} submit="Ouvrir le schéma">
        <OpeningFields sent={props.sent} />
      </Form>
    </Card>
  </Page>
)

/** What a scheme says of itself, to change. */
export const CoverPage = (
  props: Framed & { sent: CoverSent; marks: Readonly<Record<string, string>>; conflicts?: readonly Conflict[] },
) => (
  <SchemePage {...props} title="Présenter le schéma">
    <Conflicts conflicts={props.conflicts ?? []} />
    <Card>
      <Form wide action={`${baseOf(props.actor, props.scheme)}/presentation`} submit="Enregistrer la présentation">
        {Object.entries(props.marks).map(([name, mark]) => (
          <input type="hidden" name={`${name}.marque`} value={mark} />
        ))}
        <CoverFields sent={props.sent} />
      </Form>
    </Card>
  </SchemePage>
)
