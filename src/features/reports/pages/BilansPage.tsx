import { addressOf, type Publication } from '#features/publications'
import { baseOf, type Framed, inForce, SchemePage } from '#features/scheme'
import { ButtonLink, Card, Day, Empty, fr, Status, Table, typo } from '#ui'

/** A year that may be told, and what stands of it. */
export interface Year {
  year: number
  /** « Bilan 2024 », « État de départ 2015 ». */
  title: string
  standing: Publication | null
}

/** The years of a scheme, each with its bilan. */
export const BilansPage = (props: Framed & { years: readonly Year[] }) => {
  const base = `${baseOf(props.actor, props.scheme)}/bilans`
  return (
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
        <Card flush>
          <Table
            id="bilans"
            caption="Bilans, du plus récent au plus ancien"
            hideCaption
            stack
            rows={props.years}
            columns={[
              { head: 'Bilan', cell: ({ year, title }) => <a href={`${base}/${year}`}>{title}</a> },
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
      )}
    </SchemePage>
  )
}
