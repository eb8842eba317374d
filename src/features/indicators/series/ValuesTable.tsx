import type { Buyer } from '#features/scheme'
import { fr, Missing, Moment, Status, Table } from '#ui'
import { obstacleOf } from '../computing/lineage.ts'
import { periodWords } from '../figures.ts'
import { shownIn } from '../grid/sent.ts'
import type { ToldAct } from '../values/reading.ts'
import { says, type Value } from '../values/values.ts'
import { STATE_WORDS } from '../words.ts'
import { FigureCell } from './FigureCell.tsx'
import type { Proofs } from './proofs.tsx'
import { actKey, type Told } from './reading.ts'

/** Every current value of an indicator, what is entered and what is computed beside it: its state, who entered it, who judged it. */
export const ValuesTable = (props: {
  told: Told
  buyers: readonly Buyer[]
  acts: ReadonlyMap<string, ToldAct>
  /** Those of the organisation of whoever looks. */
  proofs: Proofs
  /** The address of the indicator. */
  base: string
  enters: boolean
}) => {
  const { told, buyers, acts, proofs, base, enters } = props
  const { definition } = told
  const { breakdown, kind } = definition
  const names = new Map(buyers.map(({ id, name }) => [id, name]))
  const sirens = new Map(buyers.map(({ id, siren }) => [id, siren]))
  const rows = told.values
    .filter(
      value => says(value) || value.comment !== '' || value.numerator || value.denominator || obstacleOf(value) !== '',
    )
    .toReversed()
  if (rows.length === 0) return <p class="card muted">Aucune valeur pour l’instant.</p>
  // Files prove what is said of a period, whatever its rows: they are shown once.
  const proving = new Map(rows.toReversed().map(value => [actKey(value.organisation, value.period), value]))
  const rowWords = (key: string) =>
    key === '' ? 'Ensemble' : (breakdown?.rows.find(row => row.key === key)?.label ?? key)
  return (
    <Table
      id="valeurs-table"
      caption="Valeurs de l’indicateur, de la plus récente à la plus ancienne"
      hideCaption
      stack
      rows={rows}
      columns={[
        {
          head: 'Période',
          cell: ({ period, row, organisation }: Value) => (
            <>
              {enters && definition.source.kind === 'entered' ? (
                <a href={`${base}/${period}`}>{periodWords(period)}</a>
              ) : (
                periodWords(period)
              )}
              {breakdown !== null && <small>{rowWords(row)}</small>}
              {buyers.length > 1 && <small>{names.get(organisation)}</small>}
            </>
          ),
        },
        {
          head: 'Valeur',
          numeric: true,
          cell: value => (
            <>
              <FigureCell definition={definition} value={value} />
              {value.origin === 'computed' && (
                <small>
                  <a href={`${base}?periode=${value.period}&acheteur=${sirens.get(value.organisation)}#calcul`}>
                    {says(value) ? fr`Calculée : comment ?` : 'Pourquoi ?'}
                  </a>
                </small>
              )}
            </>
          ),
        },
        {
          head: 'État',
          cell: value => {
            if (obstacleOf(value) !== '') return <Status state="none">Non calculable</Status>
            const { label, state, icon } = STATE_WORDS[value.state]
            return (
              <Status state={state} icon={icon}>
                {label}
              </Status>
            )
          },
        },
        { head: 'Saisie', cell: value => <By act={acts.get(actKey(value.organisation, value.entered))} /> },
        {
          head: 'Validation',
          cell: value =>
            value.judged === null ? (
              <Missing>Pas encore</Missing>
            ) : (
              <By act={acts.get(actKey(value.organisation, value.judged))} />
            ),
        },
        {
          head: 'Commentaire',
          cell: value => (value.comment === '' ? '' : <bdi>{shownIn(value, 'comment', kind)}</bdi>),
        },
        ...(proofs.size === 0
          ? []
          : [
              {
                head: 'Preuves',
                cell: (value: Value) => {
                  const of = actKey(value.organisation, value.period)
                  const files = proving.get(of) === value ? (proofs.get(of) ?? []) : []
                  return files.map(({ name, href }, rank) => (
                    <>
                      {rank > 0 && <br />}
                      <a href={href} download>
                        <bdi>{name}</bdi>
                      </a>
                    </>
                  ))
                },
              },
            ]),
      ]}
    />
  )
}

const By = ({ act }: { act: ToldAct | undefined }) =>
  act ? (
    <>
      <bdi>{act.author ?? (act.act === 'compute' ? 'La plateforme' : 'Une autre personne')}</bdi>
      <small>
        <Moment at={act.at} short />
      </small>
      {act.reason !== '' && <small>{act.reason}</small>}
    </>
  ) : (
    <Missing />
  )
