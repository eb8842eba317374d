import { type Framed, SchemePage } from '#features/scheme'
import type { Refusal } from '#kernel'
import { markdownBlocks } from '#platform/paper'
import { ButtonLink, Card, Form, fr, Section, TextArea, typo } from '#ui'
import type { Draft } from '../bilan/publishing.ts'
import { Blocks } from '../web/Blocks.tsx'
import { whereOf } from './where.ts'

/** One part of a bilan, with the text that is written in it. */
export const PartPage = (
  props: Framed & {
    draft: Draft
    part: string
    /** What it is called. */
    name: string
    /** What was sent, when it was refused. */
    sent?: string
    refusal?: Refusal
  },
) => {
  const { actor, draft, part, name, sent, refusal } = props
  const { here, title, crumbs } = whereOf(actor, draft)
  const written = draft.kept.written.get(part)
  return (
    <SchemePage
      {...props}
      refused={refusal?.message}
      title={name}
      crumbs={[...crumbs, { label: title, href: here }]}
      lede={fr`Votre texte vient avant ce que le bilan calcule.`}
      actions={<ButtonLink href={here}>Revenir à la préparation</ButtonLink>}
    >
      {sent !== undefined && written && (
        <Section id="enregistre" title="Le texte enregistré">
          <div class="well prose">
            <Blocks of={markdownBlocks(written.words, 3, 'enregistre')} chart={() => null} />
          </div>
        </Section>
      )}
      <Card id="ecrire" title="Votre texte">
        <Form action={`${here}/parties/${part}`} submit="Enregistrer le texte" wide>
          <input type="hidden" name="vu" value={String(written?.revision ?? 0)} />
          <TextArea
            name="texte"
            label={name}
            rows={16}
            value={sent ?? written?.words ?? ''}
            hint={fr`Une ligne vide sépare deux paragraphes. « - » en début de ligne fait une liste, « ## » un intertitre, **deux étoiles** mettent en gras. Laissez vide pour ne rien ajouter.`}
          />
        </Form>
      </Card>
      {written && written.words !== '' && sent === undefined && (
        <Section id="rendu" title="Tel qu’il sera lu" aside={typo('texte enregistré')}>
          <div class="prose">
            <Blocks of={markdownBlocks(written.words, 3, 'rendu')} chart={() => null} />
          </div>
        </Section>
      )}
    </SchemePage>
  )
}
