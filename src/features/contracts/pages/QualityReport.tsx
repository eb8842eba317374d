import { Card, considerationParts, count, fr, Icon, nb, percent, Section, ShareBar, Table, Tile } from '#ui'
import type { WarningCode } from '../contracts.ts'
import { type PillarRates, shareOf } from '../rates/rates.ts'
import { addressOf, type ContractFilter } from '../register/filter.ts'
import type { Quality } from '../register/quality.ts'
import { warningFix, warningLabel } from './marks.ts'

/** Whose contracts and of which year, in the words of the address. */
export type Scope = Pick<ContractFilter, 'acheteurs' | 'annee'>

/** What is filled, what is late or doubtful, every defect with its fix, and the same year by year. */
export const QualityReport = ({ quality: { rates, warnings, years }, scope }: { quality: Quality; scope: Scope }) => {
  const list = (change: ContractFilter) => addressOf('/marches', { ...scope, ...change })
  const of = (code: WarningCode) => warnings.find(warning => warning.code === code)?.contracts ?? 0
  const { missing, below1, sentinel, above3e9 } = rates.excludedAmounts
  const left = missing + below1 + sentinel + above3e9
  const late = of('published-late')
  const doubtful = of('amount-doubtful')
  return (
    <>
      <div class="grid grid--wide">
        <Filled
          pillar="eco"
          title="Champ environnemental"
          rates={rates.environmental}
          contracts={rates.contracts}
          href={state => list({ environnementale: state })}
        />
        <Filled
          pillar="soc"
          title="Champ social"
          rates={rates.social}
          contracts={rates.contracts}
          href={state => list({ sociale: state })}
        />
      </div>
      <div class="grid">
        <Tile
          label="Publiés plus de deux mois après la notification"
          value={percent(shareOf(late, rates.contracts))}
          meta={
            late > 0 ? (
              <a href={list({ defaut: 'published-late' })}>
                Voir {late === 1 ? 'le marché' : `les ${count(late, 'marché')}`}
              </a>
            ) : (
              'Aucun marché.'
            )
          }
        />
        <Tile
          label="Montants laissés hors des taux en valeur"
          value={percent(shareOf(left, rates.contracts))}
          meta={<LeftOut rates={rates.excludedAmounts} list={list} />}
        />
        <Tile
          label="Montants douteux, comptés tels quels"
          value={percent(shareOf(doubtful, rates.contracts))}
          meta={
            doubtful > 0 ? (
              <a href={list({ defaut: 'amount-doubtful' })}>
                Voir {doubtful === 1 ? 'le marché' : `les ${count(doubtful, 'marché')}`}
              </a>
            ) : (
              'Aucun marché.'
            )
          }
        />
      </div>
      <Section
        id="defauts"
        title="Tous les défauts relevés"
        aside={count(warnings.length, 'défaut différent', 'défauts différents')}
      >
        {warnings.length === 0 ? (
          <p class="row">
            <Icon name="check" />
            Aucun défaut relevé dans ces marchés.
          </p>
        ) : (
          <div class="card card--flush">
            <Table
              id="defauts-liste"
              caption={fr`Un marché peut avoir plusieurs défauts. Aucun n’a été écarté du registre pour cela.`}
              columns={[
                { head: 'Défaut', cell: ({ code }) => warningLabel(code) },
                {
                  head: 'Marchés',
                  numeric: true,
                  cell: ({ code, contracts }) => (
                    <a href={list({ defaut: code })}>
                      {nb(contracts)}
                      <span class="sr-only"> marchés : {warningLabel(code)}</span>
                    </a>
                  ),
                },
                { head: 'Part', numeric: true, cell: ({ contracts }) => percent(shareOf(contracts, rates.contracts)) },
                { head: 'À corriger à la source', cell: ({ code }) => warningFix(code) },
              ]}
              rows={warnings}
              stack
            />
          </div>
        )}
      </Section>
      <ByYear years={years} scope={scope} />
    </>
  )
}

const Filled = (props: {
  pillar: 'eco' | 'soc'
  title: string
  rates: PillarRates
  contracts: number
  href: (state: 'yes' | 'none' | 'not-filled' | 'unreadable') => string
}) => (
  <Card pillar={props.pillar}>
    <Tile
      bare
      big
      label={`${props.title} renseigné`}
      value={percent(props.rates.shareFilled)}
      meta={fr`${count(props.rates.filled, 'marché')} sur ${nb(props.contracts)} ${props.rates.filled > 1 ? 'disent' : 'dit'} oui, ou non.`}
    />
    <ShareBar parts={considerationParts(props.rates, props.href)} pillar={props.pillar} />
  </Card>
)

const LeftOut = ({
  rates,
  list,
}: {
  rates: Quality['rates']['excludedAmounts']
  list: (change: ContractFilter) => string
}) => {
  const reasons = [
    ['missing', rates.missing, rates.missing === 1 ? 'absent' : 'absents'],
    ['below1', rates.below1, 'sous 1\u00a0€'],
    ['sentinel', rates.sentinel, 'valeur convenue'],
    ['above3e9', rates.above3e9, 'plus de 3\u00a0milliards'],
  ] as const
  const some = reasons.filter(([, n]) => n > 0)
  if (some.length === 0) return <>Aucun marché.</>
  return (
    <>
      {some.map(([state, n, words], i) => (
        <>
          {i > 0 && ', '}
          <a href={list({ montant: state })}>
            {nb(n)} {words}
          </a>
        </>
      ))}
    </>
  )
}

const ByYear = ({ years, scope }: { years: Quality['years']; scope: Scope }) =>
  years.length < 2 ? null : (
    <Section id="annees" title="Année par année">
      <div class="card card--flush">
        <Table
          id="annees-liste"
          caption="Part des marchés dont le champ est renseigné, et part illisible"
          columns={[
            {
              head: 'Année',
              cell: ({ year }) => (
                <a href={addressOf('/qualite', scope, { annee: year === 0 ? 'sans' : year })}>
                  {year === 0 ? 'Sans date' : year}
                </a>
              ),
            },
            { head: 'Marchés', cell: ({ rates }) => nb(rates.contracts), numeric: true },
            {
              head: 'Environnemental renseigné',
              cell: ({ rates }) => percent(rates.environmental.shareFilled),
              numeric: true,
            },
            {
              head: 'Environnemental illisible',
              cell: ({ rates }) => percent(shareOf(rates.environmental.unreadable, rates.contracts)),
              numeric: true,
            },
            { head: 'Social renseigné', cell: ({ rates }) => percent(rates.social.shareFilled), numeric: true },
            {
              head: 'Social illisible',
              cell: ({ rates }) => percent(shareOf(rates.social.unreadable, rates.contracts)),
              numeric: true,
            },
          ]}
          rows={years}
          stack
        />
      </div>
    </Section>
  )
