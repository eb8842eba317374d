import { baseOf, type Framed, SchemePage } from '#features/scheme'
import type { Refusal } from '#kernel'
import { markdownBlocks } from '#platform/paper'
import { ButtonLink, Card, Form, fr, Section, TextArea, typo } from '#ui'
import { titleOf } from '../bilan/facts.ts'
import type { Draft } from '../bilan/publishing.ts'
import { Blocks } from '../web/Blocks.tsx'

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
  const { actor, scheme, draft, part, name, sent, refusal } = props
  const { facts } = draft.bilan
  const base = `${baseOf(actor, scheme)}/bilans`
  const here = `${base}/${facts.year}`
  const written = draft.kept.written.get(part)
  const title = titleOf(facts)
  return (
    <SchemePage
      {...props}
      refused={refusal?.message}
      title={name}
      crumbs={[
        { label: 'Bilans', href: base },
        { label: title, href: here },
      ]}
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
