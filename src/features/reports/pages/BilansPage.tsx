import { addressOf } from '#features/publications'
import { baseOf, type Framed, inForce, SchemePage } from '#features/scheme'
import { ButtonLink, Card, Day, Empty, fr, Section, Status, Table, typo } from '#ui'
import type { Listed } from '../bilan/listing.ts'

/** The bilans of the years of a scheme, then what tells its evaluations. */
export const BilansPage = (props: Framed & { years: readonly Listed[]; evaluations: readonly Listed[] }) => (
  <SchemePage
    {...props}
    tab="/bilans"
    title="Bilans"
    actions={
      <>
        <ButtonLink href={`${baseOf(props.actor, props.scheme)}/editions`}>Comparer les éditions</ButtonLink>
        {inForce(props.scheme) && (
          <ButtonLink href={`${baseOf(props.actor, props.scheme)}/renouvellement`}>
            Dossier de renouvellement
          </ButtonLink>
        )}
      </>
    }
    lede={fr`Le bilan d’une année se compose tout seul, des statuts et des valeurs validées. Vous y ajoutez vos mots, puis vous le publiez : il ne bouge plus.`}
  >
    {props.years.length === 0 ? (
      <Empty title="Aucune année à raconter pour l’instant">
        <p>{typo('Le premier bilan paraît ici dès que le schéma commence, ou qu’une valeur est validée.')}</p>
      </Empty>
    ) : (
      <Reports {...props} id="bilans" caption="Bilans, du plus récent au plus ancien" of={props.years} />
    )}
    {props.evaluations.length > 0 && (
      <Section id="evaluation" title="Bilans de l’évaluation">
        <Reports {...props} id="evaluations" caption="Bilans de l’évaluation" of={props.evaluations} />
      </Section>
    )}
  </SchemePage>
)

const Reports = (props: Framed & { id: string; caption: string; of: readonly Listed[] }) => {
  const base = baseOf(props.actor, props.scheme)
  return (
    <Card flush>
      <Table
        id={props.id}
        caption={props.caption}
        hideCaption
        stack
        rows={props.of}
        columns={[
          { head: 'Bilan', cell: ({ at, title }) => <a href={base + at}>{title}</a> },
          {
            head: 'Publication',
            cell: ({ standing }) =>
              standing ? (
                <span class="row">
                  <Status state="ok">Publié</Status>
                  <a href={addressOf(standing)}>n° {standing.number}</a>
                  <span class="small muted">
                    le <Day date={standing.publishedAt.toISOString().slice(0, 10)} short />
                  </span>
                </span>
              ) : (
                <Status state="none">Non publié</Status>
              ),
          },
        ]}
      />
    </Card>
  )
}
