import { ButtonLink, Card, count, Empty, fr, Page, PageHead, Table } from '#ui'
import { whose, yearInWords } from '../../pages/RatesScope.tsx'
import { linkTo, scopeQuery } from '../../rates/scope.ts'
import type { Scope } from '../../rates/sums.ts'
import type { Standings } from '../reading.ts'
import { FIELD_WORDS, STANDING_WORDS } from '../words.ts'
import { BothValues, ContractName, On, PagesBeside, Reason, StandingMark } from './Values.tsx'

interface Props {
  scope: Scope
  names: ReadonlyMap<string, string>
  corrections: readonly Standings[]
  page: number
  more: boolean
  demo: boolean
}

/** What buyers say of their contracts beside the official data: everybody's to read. */
export const PublicCorrectionsPage = ({ scope, names, corrections, page, more, demo }: Props) => {
  const query = scopeQuery(scope)
  const counted = corrections.filter(({ standing }) => standing === 'counted').length
  const at = (to: number) => linkTo('/corrections', { ...query, page: to === 1 ? undefined : String(to) })
  return (
    <Page
      title="Corrections des acheteurs"
      current="contracts"
      demo={demo}
      crumbs={[{ label: `Taux ${yearInWords(scope.year)}`, href: linkTo('/taux', query) }]}
      crumb="Corrections"
    >
      <PageHead
        title="Corrections des acheteurs"
        lede={
          <>
            <bdi>{whose(scope.buyers, new Map(names))}</bdi>
            {fr`, ${yearInWords(scope.year)} : ce que l’acheteur dit de ses propres marchés, avec un motif et une date. La donnée officielle reste en place, et les taux officiels ne changent pas.`}
          </>
        }
      />
      {corrections.length === 0 ? (
        <Empty title="Aucune correction" actions={<ButtonLink href={linkTo('/taux', query)}>Voir les taux</ButtonLink>}>
          <p>Aucune correction n’est en vigueur dans ce périmètre.</p>
        </Empty>
      ) : (
        <Card
          id="liste"
          flush
          title={fr`${count(corrections.length, 'correction')}${more || page > 1 ? ' sur cette page' : ''}${counted === corrections.length ? '' : `, dont ${counted} dans les taux avec corrections`}`}
        >
          <Table
            id="liste-table"
            caption="Corrections en vigueur, de la plus récente à la plus ancienne"
            hideCaption
            stack
            columns={[
              { head: 'Marché', cell: (row: Standings) => <ContractName of={row} /> },
              { head: 'Champ', cell: ({ field }) => FIELD_WORDS[field].label },
              {
                head: 'Valeurs',
                cell: ({ field, now, official, corrected }) => (
                  <BothValues field={field} official={now ?? official} corrected={corrected} />
                ),
              },
              { head: 'Motif', cell: ({ reason }) => <Reason>{reason}</Reason> },
              {
                head: 'Faite par',
                cell: ({ name, madeAt }) => (
                  <>
                    <bdi>{name}</bdi>
                    <small>
                      le <On at={madeAt} />
                    </small>
                  </>
                ),
              },
              {
                head: 'État',
                cell: ({ standing }) => (
                  <>
                    <StandingMark standing={standing} />
                    {standing !== 'counted' && <small>{STANDING_WORDS[standing].means}</small>}
                  </>
                ),
              },
            ]}
            rows={corrections}
          />
        </Card>
      )}
      <PagesBeside {...{ page, more }} href={at} />
    </Page>
  )
}
