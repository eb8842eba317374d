import { baseOf, type Framed, SchemePage } from '#features/scheme'
import type { Refusal } from '#kernel'
import { markdownBlocks, type Paper } from '#platform/paper'
import { ButtonLink, Card, Form, fr, Section, TextArea, typo } from '#ui'
import { Blocks } from '../web/Blocks.tsx'
import type { Places } from '../web/cutting.ts'
import { partsOf, ReportBody, ReportPart } from '../web/ReportBody.tsx'
import { FileLinks } from './ComparisonPage.tsx'
import { PARTS, type Part, type Renewal } from './renewal.ts'
import { comparedPath, renewedPath } from './site.ts'

/** What a page of a renewal file is given. */
export interface Renewed extends Framed {
  renewal: Renewal
  paper: Paper
  /** Whether the actor may write in it, and take its package. */
  leads: boolean
  /** Whether they may open the next edition: who shares a scheme that another leads may not. */
  prepares: boolean
}

/** What was sent of a part, when it was refused. */
export interface SentText {
  part: Part
  words: string
  refusal: Refusal
}

const TITLE = 'Dossier de renouvellement'
const placesOf = (here: string): Places => ({
  home: here,
  part: name => `${here}/parties/${name}`,
  whole: `${here}/fichiers/pdf`,
})

/** The renewal file of an edition: what the lead writes in it, its files, then what it says. */
export const RenewalPage = (props: Renewed & { sent?: SentText | undefined }) => {
  const { actor, scheme, renewal, paper, leads, prepares, sent } = props
  const here = renewedPath(actor, scheme)
  const { next } = renewal
  return (
    <SchemePage
      {...props}
      refused={sent?.refusal.message}
      title={TITLE}
      lede={fr`${paper.description} Il se compose tout seul ; vous y ajoutez vos mots.`}
      actions={
        <>
          <FileLinks file={format => `${here}/fichiers/${format}`} of="du dossier" />
          <ButtonLink href={comparedPath(actor, scheme)}>Comparer les éditions</ButtonLink>
          {next ? (
            <ButtonLink href={baseOf(actor, next.scheme)}>Voir l’édition suivante</ButtonLink>
          ) : (
            prepares && <ButtonLink href={`${here}/suivante`}>Préparer l’édition suivante</ButtonLink>
          )}
        </>
      }
    >
      {leads && (
        <Section id="mots" title="Vos mots">
          {(Object.keys(PARTS) as Part[]).map(part => (
            <Written {...{ here, part, renewal }} sent={sent?.part === part ? sent : undefined} />
          ))}
        </Section>
      )}
      {leads && (
        <Card id="ensemble" title="Pour l’assemblée">
          <p>
            {typo(
              'Le dossier, ses tableaux, un projet de délibération, les versions adoptées et, si elle est ouverte, l’édition suivante et sa comparaison.',
            )}
          </p>
          <div class="actions">
            <ButtonLink icon="download" href={`${here}/dossier.zip`} download>
              Tout en un fichier (ZIP)
            </ButtonLink>
          </div>
        </Card>
      )}
      <ReportBody content={{ paper, charts: [] }} places={placesOf(here)} />
    </SchemePage>
  )
}

/** A text of the file: what is kept, and the form that changes it. */
const Written = (props: { here: string; part: Part; renewal: Renewal; sent: SentText | undefined }) => {
  const { here, part, sent } = props
  const { words, revision } = props.renewal.written[part]
  return (
    <Card id={part}>
      {sent && words !== '' && (
        <div class="well prose">
          <Blocks of={markdownBlocks(words, 3, `enregistre-${part}`)} chart={() => null} />
        </div>
      )}
      <Form wide action={`${here}/textes/${part}`} submit="Enregistrer ces mots">
        <input type="hidden" name="vu" value={String(revision)} />
        <TextArea
          name="texte"
          id={`texte-${part}`}
          label={PARTS[part].title}
          rows={6}
          value={sent?.words ?? words}
          hint={fr`Une ligne vide sépare deux paragraphes. « - » en début de ligne fait une liste.`}
        />
      </Form>
    </Card>
  )
}

/** A part of a renewal file that is larger than a page. */
export const RenewalPartPage = (props: Renewed & { name: string }) => {
  const content = { paper: props.paper, charts: [] }
  const part = partsOf(content).parts.find(({ name }) => name === props.name)
  const here = renewedPath(props.actor, props.scheme)
  if (part === undefined) return null
  return (
    <SchemePage {...props} title={part.title} crumbs={[{ label: TITLE, href: here }]}>
      <ReportPart content={content} part={part} places={placesOf(here)} />
    </SchemePage>
  )
}
