import { formatSiret } from '#kernel'
import { ButtonLink, Card, count, Empty, fr, nb, Page, PageHead, SearchForm, Table } from '#ui'
import { BUYERS_AT_MOST, type Buyer } from '../register/buyers.ts'
import { EmptyRegister } from './ContractListPage.tsx'

/** Find a buyer by name, SIREN or SIRET. */
export const BuyersPage = (props: {
  query: string
  buyers: readonly Buyer[]
  more: boolean
  empty: boolean
  demo: boolean
}) => (
  <Page
    title={props.query ? `Acheteurs : ${props.query}` : 'Acheteurs'}
    current="buyers"
    demo={props.demo}
    query={props.query}
    width="text"
  >
    <PageHead
      title="Acheteurs"
      lede={
        props.query
          ? props.buyers.length > 0 &&
            fr`${props.more ? `Plus de ${BUYERS_AT_MOST} acheteurs` : count(props.buyers.length, 'acheteur')} pour « ${props.query} ».`
          : 'Ceux qui ont le plus de marchés dans le registre.'
      }
    />
    <SearchForm action="/acheteurs" id="acheteur" label="Nom, SIREN ou SIRET de l’acheteur" value={props.query} />
    {props.buyers.length > 0 ? (
      <Card flush>
        <Table
          id="acheteurs"
          caption={
            props.more
              ? fr`Les ${BUYERS_AT_MOST} qui ont le plus de marchés : précisez la recherche pour voir les autres.`
              : 'Du plus au moins de marchés'
          }
          hideCaption={!props.more}
          stack
          columns={[
            {
              head: 'Acheteur',
              cell: (buyer: Buyer) => (
                <>
                  <a href={`/acheteurs/${buyer.siret}`}>
                    <bdi>{buyer.name ?? `Acheteur ${formatSiret(buyer.siret)}`}</bdi>
                  </a>
                  {buyer.name && <small>{formatSiret(buyer.siret)}</small>}
                </>
              ),
            },
            { head: 'Marchés', cell: buyer => nb(buyer.contracts), numeric: true },
            { head: 'Dernière année', cell: buyer => (buyer.year > 0 ? String(buyer.year) : 'sans date') },
          ]}
          rows={props.buyers}
        />
      </Card>
    ) : props.empty ? (
      <EmptyRegister />
    ) : (
      <Empty
        title={fr`Aucun acheteur trouvé pour « ${props.query} »`}
        actions={<ButtonLink href="/acheteurs">Voir tous les acheteurs</ButtonLink>}
      >
        <p>
          Les noms ne sont connus que pour une partie des acheteurs : essayez le SIREN (9 chiffres) ou le SIRET (14
          chiffres). Sinon, un fichier contenant ses marchés reste à importer.
        </p>
      </Empty>
    )}
  </Page>
)
