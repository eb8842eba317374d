import { divisionOf } from '#features/families'
import { type Cents, formatSiret } from '#kernel'
import {
  Alert,
  ButtonLink,
  Card,
  type Column,
  ConsiderationStatus,
  count,
  Day,
  Excerpt,
  euros,
  fr,
  Icon,
  Missing,
  nb,
  Pagination,
  Table,
} from '#ui'
import type { Sums } from '../rates/rates.ts'
import { addressOf, type ContractFilter, contractHref } from '../register/filter.ts'
import { type ContractLine, WITHIN_PAGES } from '../register/list.ts'
import type { ListOverview } from '../register/overview.ts'

type Sort = 'date' | 'montant' | 'objet'

/** What a list says of the considerations of each contract. */
export const considerationColumns: readonly Column<ContractLine>[] = [
  {
    head: 'Environnementale',
    cell: line => (
      <ConsiderationStatus
        state={line.environmental}
        clause={line.environmental_clause}
        criterion={line.environmental_criterion}
      />
    ),
  },
  {
    head: 'Sociale',
    cell: line => (
      <ConsiderationStatus
        state={line.social}
        clause={line.social_clause}
        criterion={line.social_criterion}
        reserved={line.social_reserved}
      />
    ),
  },
]

/** An amount in full; one that does not count in the rates says so. */
export const Amount = ({ amount, state }: { amount: Cents | null; state: ContractLine['amount_state'] }) =>
  amount === null ? (
    <Missing />
  ) : state === 'counted' ? (
    euros(amount)
  ) : (
    <>
      {euros(amount)}
      <small>hors des taux</small>
    </>
  )

/** The list itself: one line a contract, with its sort links. */
export const ContractTable = ({ overview, filter }: { overview: ListOverview; filter: ContractFilter }) => {
  const { list } = overview
  const [current, direction] = [
    filter.tri ?? '-date',
    filter.tri?.startsWith('-') === false ? 'ascending' : 'descending',
  ] as const
  const sort = (key: Sort, first: 'up' | 'down') => {
    const here = current === key || current === `-${key}`
    const next = here ? (direction === 'ascending' ? `-${key}` : key) : first === 'down' ? `-${key}` : key
    return {
      href: addressOf('/marches', filter, { tri: next === '-date' ? undefined : next, page: undefined }),
      order: here ? direction : undefined,
    }
  }
  const oneBuyer = filter.acheteurs !== undefined && /^\d{14}$/.test(filter.acheteurs)
  const concession = filter.nature === 'concession'
  const columns: Column<ContractLine>[] = [
    {
      head: concession ? 'Concession' : 'Marché',
      cell: line => (
        <>
          <a href={contractHref(line.identity)}>
            {line.subject === null ? 'Objet non renseigné' : <Excerpt text={line.subject} max={160} />}
          </a>
          <small>
            <bdi>{line.source_id ?? 'Sans numéro'}</bdi>
            {!oneBuyer && (
              <>
                {' · '}
                <bdi>{line.buyer_name ?? formatSiret(line.buyer)}</bdi>
              </>
            )}
          </small>
        </>
      ),
      ...(filter.acheteurs === undefined ? {} : { sort: sort('objet', 'up') }),
    },
    { head: 'Famille', cell: line => divisionOf(line.division)?.label ?? <Missing /> },
    {
      head: concession ? 'Valeur HT' : 'Montant HT',
      cell: line => <Amount amount={line.amount as Cents | null} state={line.amount_state} />,
      numeric: true,
      sort: sort('montant', 'down'),
    },
    {
      head: concession ? 'Signée' : 'Notifié',
      cell: line => <Day date={line.notified} short />,
      sort: sort('date', 'down'),
    },
    ...considerationColumns,
  ]
  return (
    <Card flush>
      <Table id="liste" caption={captionOf(overview, filter)} columns={columns} rows={list.lines} stack />
    </Card>
  )
}

const ORDERS: Record<NonNullable<ContractFilter['tri']>, string> = {
  '-date': 'du plus récent au plus ancien',
  date: 'du plus ancien au plus récent',
  '-montant': 'du montant le plus élevé au plus faible',
  montant: 'du montant le plus faible au plus élevé',
  objet: 'par objet, de A à Z',
  '-objet': 'par objet, de Z à A',
}

/** `Plus de 10 000 marchés`, `1 concession`, `Aucun marché`. */
export function howMany({ total, more }: ListOverview['list'], filter: ContractFilter): string {
  if (total === 0) return filter.nature === 'concession' ? 'Aucune concession' : 'Aucun marché'
  const text = filter.nature === 'concession' ? count(total, 'concession') : count(total, 'marché')
  return more ? `Plus de ${text}` : text
}

/** The last page of a list that can be read, of those that are known. */
export const lastPageOf = ({ total, size }: ListOverview['list']) => Math.ceil(Math.min(total, WITHIN_PAGES) / size)

function captionOf({ list }: ListOverview, filter: ContractFilter): string {
  const pages = list.more || list.total <= list.size ? '' : `\u00a0Page ${list.page} sur ${nb(lastPageOf(list))}.`
  return `${howMany(list, filter)}, ${ORDERS[filter.tri ?? '-date']}.${pages}`
}

/** Where the reader is among the pages, and how many lines a page holds. */
export const ContractPages = ({ list, filter }: { list: ListOverview['list']; filter: ContractFilter }) => {
  const other = list.size === 50 ? 200 : 50
  return (
    <div class="stack">
      <Pagination
        page={list.page}
        pageSize={list.size}
        total={list.total}
        capped={list.more}
        lastPage={WITHIN_PAGES / list.size}
        href={page => addressOf('/marches', filter, { page })}
        noun={filter.nature === 'concession' ? ['Concession', 'Concessions'] : ['Marché', 'Marchés']}
        others="L’export de la liste les donne tous."
      />
      {list.total > WITHIN_PAGES && (
        <p class="small">
          {fr`Les pages mènent aux ${nb(WITHIN_PAGES)} premiers ; les filtres et les exports, à tous les autres.`}
        </p>
      )}
      {(list.more || list.total > 50) && (
        <p class="small">
          <a href={addressOf('/marches', filter, { par: other === 50 ? undefined : other, page: undefined })}>
            Afficher {other} lignes par page
          </a>
        </p>
      )}
    </div>
  )
}

/** What is silent on the environmental side, for a list that is one buyer's or one year's: the gap that a buyer can fill. */
export const SilentAlert = ({ sums, filter }: { sums: Sums; filter: ContractFilter }) => {
  const { yes, none, unreadable } = sums.environmental
  const notFilled = sums.contracts - yes - none - unreadable
  const silent = notFilled + unreadable
  if (silent === 0 || sums.contracts === 0) return null
  const see = (state: string) => addressOf('/marches', filter, { environnementale: state, page: undefined })
  return (
    <Alert state="warn">
      <p>
        <b>
          {silent === 1
            ? fr`1 marché ne dit pas s’il a une considération environnementale.`
            : fr`${count(silent, 'marché')} ne disent pas s’ils ont une considération environnementale.`}
        </b>{' '}
        {notFilled > 0 && (
          <a href={see('not-filled')}>{count(notFilled, 'n’est pas renseigné', 'ne sont pas renseignés')}</a>
        )}
        {notFilled > 0 && unreadable > 0 && ', '}
        {unreadable > 0 && <a href={see('unreadable')}>{count(unreadable, 'est illisible', 'sont illisibles')}</a>}
        {fr`. Ils ne sont pas comptés comme des « non ».`}
      </p>
    </Alert>
  )
}

/** The three exports of the selection. */
export const Exports = ({ filter }: { filter: ContractFilter }) => {
  const plain = { tri: undefined, page: undefined, par: undefined }
  return (
    <>
      <span class="row small muted" aria-hidden="true">
        <Icon name="download" />
        Exporter
      </span>
      {(
        [
          ['csv', 'CSV'],
          ['xlsx', 'Excel'],
          ['json', 'JSON'],
        ] as const
      ).map(([extension, label]) => (
        <ButtonLink small download href={addressOf(`/marches.${extension}`, filter, plain)}>
          <span>
            <span class="sr-only">Exporter la sélection en </span>
            {label}
          </span>
        </ButtonLink>
      ))}
    </>
  )
}
