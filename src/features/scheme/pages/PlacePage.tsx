import { ButtonLink, Card, Form, FormButton, fr, Select, typo } from '#ui'
import { KIND_WORDS } from '../document/check.ts'
import type { Branch } from '../text/outline.ts'
import { Coded } from './marks.tsx'
import { baseOf, type Framed, SchemePage } from './SchemeFrame.tsx'

/** Moving a part of the text, copying it, making two or one of it, or removing it. */
export const PlacePage = (
  props: Framed & {
    part: Branch
    /** What could hold it, from the top. */
    places: readonly { key: string; label: string }[]
    /** What is beside it, without it. */
    beside: readonly Branch[]
    /** The one that it is before; null when it is last. */
    next: string | null
  },
) => {
  const { actor, scheme, part, places, beside, next } = props
  const here = `${baseOf(actor, scheme)}/parties/${part.key}`
  const inside = part.under.length
  return (
    <SchemePage
      {...props}
      title={`Remanier ${KIND_WORDS[part.kind].the}`}
      lede={<Coded code={part.code}>{part.title}</Coded>}
    >
      <Card id="rang" title="Changer son rang">
        <Form action={`${here}/place`} submit="Déplacer ici">
          <input type="hidden" name="sous" value={part.parent ?? ''} />
          <Select
            name="avant"
            label="La placer"
            value={next ?? ''}
            options={[
              ...beside.map(one => ({ value: one.key, label: `avant ${one.code} ${one.title}` })),
              { value: '', label: 'en dernier' },
            ]}
          />
        </Form>
      </Card>
      {places.length > 1 && (
        <Card id="ailleurs" title="La ranger ailleurs">
          <Form action={`${here}/place`} submit="Ranger ailleurs" aside>
            <Select
              name="sous"
              id="ailleurs-sous"
              label="Sous"
              value={part.parent ?? ''}
              options={places.map(({ key, label }) => ({ value: key, label }))}
            />
          </Form>
        </Card>
      )}
      <Card id="remanier" title="La dupliquer, la scinder, la réunir">
        <p>
          {part.kind === 'indicator'
            ? typo('La copie vient juste après, sans valeurs.')
            : typo('La copie vient juste après, avec ses indicateurs, sans pilotes, sans suivi et sans valeurs.')}
        </p>
        <div class="actions">
          <FormButton action={`${here}/copie`}>Dupliquer {KIND_WORDS[part.kind].the}</FormButton>
          {part.kind === 'action' && (
            <>
              <ButtonLink href={`${here}/scission`}>Scinder l’action en deux</ButtonLink>
              <ButtonLink href={`${here}/reunion`}>Réunir avec une autre</ButtonLink>
            </>
          )}
        </div>
      </Card>
      <Card id="retirer" title="La retirer du brouillon">
        <p>
          {inside === 0
            ? typo('Elle disparaît du brouillon. Les versions adoptées la gardent.')
            : fr`Ce qu’elle contient (${inside}) part avec elle. Les versions adoptées gardent tout.`}
        </p>
        <Form
          action={`${here}/retrait`}
          submit={inside === 0 ? 'Retirer du brouillon' : 'Retirer avec ce qu’elle contient'}
          aside
        >
          <input type="hidden" name="entier" value={inside === 0 ? '' : 'oui'} />
        </Form>
      </Card>
    </SchemePage>
  )
}
