import { baseOf, type Definition, type Framed, SchemePage } from '#features/scheme'
import type { Period } from '#kernel'
import {
  Button,
  ButtonLink,
  Card,
  count,
  Empty,
  Form,
  fr,
  Input,
  Moment,
  Pagination,
  Select,
  Table,
  Tabs,
  typo,
} from '#ui'
import { figure, periodWords } from '../figures.ts'
import { inWords } from '../series/words.ts'
import type { Waiting } from '../values/waiting.ts'

/** How many values a page shows. */
export const SIZE = 100

export const VIEWS = { 'a-valider': 'submitted', 'a-publier': 'validated' } as const
export type View = keyof typeof VIEWS

interface Props extends Framed {
  view: View
  values: readonly Waiting[]
  total: number
  page: number
  definitions: ReadonlyMap<string, Definition>
  /** The periods that are over, the last first, and which of them are closed. */
  periods: readonly Period[]
  closed: readonly Period[]
  /** The reason that was typed, where it was refused. */
  reason?: string | undefined
}

/** What waits for who leads: values to validate or refuse, values to publish, periods to close. */
export const ValidationPage = (props: Props) => {
  const { actor, scheme, view, values, total, page } = props
  const base = baseOf(actor, scheme)
  const here = `${base}/validation`
  return (
    <SchemePage
      {...props}
      title="Validation des valeurs"
      crumb="Validation"
      crumbs={[{ label: 'Indicateurs', href: `${base}/indicateurs` }]}
      lede={fr`Une valeur transmise ou calculée est validée, ou refusée avec une explication ; validée, elle se publie. Ce qui est publié le reste, même si quelqu’un saisit autre chose ensuite.`}
    >
      <Tabs
        label="Valeurs montrées"
        tabs={[
          { label: 'À valider', href: here, current: view === 'a-valider' },
          { label: 'À publier', href: `${here}?vue=a-publier`, current: view === 'a-publier' },
        ]}
      />
      {values.length === 0 ? (
        <Empty
          title={view === 'a-valider' ? 'Rien à valider' : 'Rien à publier'}
          actions={<ButtonLink href={`${base}/bilans`}>Voir les bilans</ButtonLink>}
        >
          <p>
            {view === 'a-valider'
              ? fr`Les valeurs que les pilotes transmettent, et celles que la plateforme calcule, arrivent ici. Validées, elles entrent dans le bilan de leur année, qui les publie.`
              : fr`Les valeurs validées, et pas encore publiées, arrivent ici.`}
          </p>
        </Empty>
      ) : (
        <form action={here} method="post" class="stack">
          <input type="hidden" name="vue" value={view} />
          <Card id="attente" title={count(total, 'valeur attend', 'valeurs attendent')} flush>
            <ValueTable {...props} base={base} />
          </Card>
          {view === 'a-valider' && (
            <Input
              name="motif"
              label="Explication, pour un refus"
              hint={fr`La personne qui a saisi la lira : dites ce qui manque, ou ce qui ne va pas.`}
              value={props.reason}
            />
          )}
          <div class="actions">
            {view === 'a-valider' ? (
              <>
                <Button name="geste" value="validate">
                  Valider les valeurs cochées
                </Button>
                <Button look="secondary" name="geste" value="refuse">
                  Refuser et expliquer
                </Button>
              </>
            ) : (
              <Button name="geste" value="publish">
                Publier les valeurs cochées
              </Button>
            )}
          </div>
        </form>
      )}
      <Pagination
        page={page}
        pageSize={SIZE}
        total={total}
        href={n => `${here}?vue=${view}${n === 1 ? '' : `&page=${n}`}`}
        noun={['Valeur', 'Valeurs']}
      />
      <Closing {...props} here={here} />
    </SchemePage>
  )
}

const ValueTable = ({ values, definitions, base }: Pick<Props, 'values' | 'definitions'> & { base: string }) => (
  <Table
    id="attente-table"
    caption="Valeurs, de la plus anciennement saisie à la plus récente"
    hideCaption
    stack
    rows={values}
    columns={[
      {
        head: 'Valeur',
        cell: one => {
          const definition = definitions.get(one.indicator)
          const row = definition?.breakdown?.rows.find(({ key }) => key === one.row)?.label
          return (
            <label class="check">
              <input type="checkbox" name="valeur" value={one.id} checked />
              <span>
                {definition?.label ?? one.indicator}, {periodWords(one.period)}
                {row && `, ${row}`}
              </span>
            </label>
          )
        },
      },
      {
        head: 'Chiffre',
        numeric: true,
        cell: one => {
          const definition = definitions.get(one.indicator)
          return (
            <>
              <a
                href={`${base}/indicateurs/${one.indicator}${one.origin === 'computed' ? `?periode=${one.period}#calcul` : ''}`}
              >
                {(definition && inWords(definition, one)) ?? one.value ?? one.words}
              </a>
              {one.numerator !== null && one.denominator !== null && (
                <small>
                  {figure(one.numerator, '')} sur {figure(one.denominator, '')}
                </small>
              )}
            </>
          )
        },
      },
      {
        head: 'Saisie',
        cell: one => (
          <>
            <bdi>{one.author ?? (one.origin === 'computed' ? 'La plateforme' : 'Compte effacé')}</bdi>
            <small>
              <Moment at={one.at} short />
            </small>
            {one.reason !== '' && <small>{one.reason}</small>}
          </>
        ),
      },
      { head: 'Commentaire', cell: one => <bdi>{one.comment}</bdi> },
    ]}
  />
)

const Closing = ({ periods, closed, here }: Pick<Props, 'periods' | 'closed'> & { here: string }) => {
  const open = periods.filter(period => !closed.includes(period))
  return (
    <Card id="periodes" title="Périodes closes">
      <p>
        {fr`Une période close ne se saisit plus : ses valeurs peuvent encore être validées et publiées. La rouvrir demande une raison, qui reste au journal.`}
      </p>
      {closed.length > 0 && <p>{typo(`Closes : ${closed.map(periodWords).join(', ')}.`)}</p>}
      {open.length > 0 && (
        <Form action={`${here}/cloture`} submit="Clore la période" aside>
          <Select
            name="periode"
            label="Période à clore"
            value={open[0]}
            options={open.map(period => ({ value: period, label: periodWords(period) }))}
          />
        </Form>
      )}
      {closed.length > 0 && (
        <Form action={`${here}/reouverture`} submit="Rouvrir la période" aside>
          <Select
            name="periode"
            id="periode-close"
            label="Période à rouvrir"
            value={closed[0]}
            options={closed.map(period => ({ value: period, label: periodWords(period) }))}
          />
          <Input name="raison" label="Raison de la réouverture" />
        </Form>
      )}
    </Card>
  )
}
