import type { Child } from 'hono/jsx'
import { type Branch, BuyerTabs, baseOf, type Framed, SchemePage, type View, viewQuery } from '#features/scheme'
import { Alert, ButtonLink, Card, Empty, Filters, fr, nb, Pagination, Select, Table } from '#ui'
import { nameOfAction } from '../grid/addresses.ts'
import { type BuyerStandings, Standings } from './ByBuyer.tsx'
import type { Told } from './reading.ts'
import { TOLD_COLUMNS } from './told-columns.tsx'

/** How many indicators a page shows. */
export const SIZE = 40

interface Props extends Framed {
  told: readonly Told[]
  actions: readonly Branch[]
  action: string | null
  page: number
  total: number
  /** The values that are expected and not there, over the whole scheme; those that wait to be validated. */
  missing: number
  waiting: number
  leads: boolean
  view: View
  /** Of all the buyers together: where each stands; none for one, or where they are too many to count. */
  standings: readonly BuyerStandings[]
  /** The views that the reader keeps of this list. */
  views: Child
}

/** The indicators of a scheme: where each stands. */
export const IndicatorsPage = (props: Props) => {
  const { actor, scheme, told, action, page, total, view } = props
  const base = baseOf(actor, scheme)
  const all = `${base}/indicateurs?${new URLSearchParams(viewQuery(view))}`
  const at = (number: number, shown: Record<string, string> = viewQuery(view)) => {
    const query = new URLSearchParams({
      ...shown,
      ...(action ? { fiche: action } : {}),
      ...(number > 1 ? { page: String(number) } : {}),
    })
    return `${base}/indicateurs${query.size > 0 ? `?${query}` : ''}`
  }
  return (
    <SchemePage
      {...props}
      title="Indicateurs"
      tab="/indicateurs"
      lede={fr`Ce que le schéma mesure : d’où chaque indicateur part, où il va, où il en est.`}
      actions={
        view.own && (
          <>
            {props.leads && <ButtonLink href={`${base}/validation`}>{`Valider (${nb(props.waiting)})`}</ButtonLink>}
            <ButtonLink look="primary" href={`${base}/saisie`}>
              Saisir les valeurs
            </ButtonLink>
          </>
        )
      }
    >
      <BuyerTabs view={view} at={shown => at(1, shown)} />
      {props.missing > 0 && (
        <Alert state="warn">
          <p>
            {props.missing === 1
              ? 'Une valeur des périodes écoulées reste à collecter.'
              : fr`${nb(props.missing)} valeurs des périodes écoulées restent à collecter.`}
          </p>
        </Alert>
      )}
      {props.standings.length > 0 && <Standings standings={props.standings} at={shown => at(1, shown)} />}
      <Filters
        action={`${base}/indicateurs`}
        label="Indicateurs montrés"
        keep={viewQuery(view)}
        reset={action ? all : undefined}
      >
        <Select
          name="fiche"
          label="Action"
          grow
          value={action ?? ''}
          options={[
            { value: '', label: 'Toutes les actions' },
            ...props.actions.map(one => ({ value: one.key, label: nameOfAction(one) })),
          ]}
        />
      </Filters>
      {props.views}
      {told.length === 0 ? (
        <Empty
          title={action ? 'Aucun indicateur pour cette action' : 'Aucun indicateur ici'}
          actions={action && <ButtonLink href={all}>Voir tous les indicateurs</ButtonLink>}
        >
          <p>{fr`Un indicateur s’ajoute dans le texte du schéma, sous son action, son objectif ou son axe.`}</p>
        </Empty>
      ) : (
        <Card flush>
          <IndicatorTable base={base} told={told} view={view} caption="Indicateurs du schéma" />
        </Card>
      )}
      <Pagination page={page} pageSize={SIZE} total={total} href={at} noun={['Indicateur', 'Indicateurs']} />
    </SchemePage>
  )
}

/** Indicators in lines. */
export const IndicatorTable = (props: { base: string; told: readonly Told[]; view: View; caption: string }) => {
  const query = new URLSearchParams(viewQuery(props.view))
  return (
    <Table
      id="indicateurs"
      caption={props.caption}
      hideCaption
      stack
      rows={props.told}
      columns={[
        {
          head: 'Indicateur',
          cell: ({ definition }) => (
            <>
              <a href={`${props.base}/indicateurs/${definition.key}${query.size > 0 ? `?${query}` : ''}`}>
                <bdi>{definition.label}</bdi>
              </a>
              {definition.unit !== '' && <small>{definition.unit}</small>}
            </>
          ),
        },
        ...TOLD_COLUMNS,
      ]}
    />
  )
}
