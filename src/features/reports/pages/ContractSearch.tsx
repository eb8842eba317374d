import type { Child } from 'hono/jsx'
import { type ContractLine, considerationColumns, contractHref } from '#features/contracts'
import {
  Button,
  Card,
  type Column,
  Day,
  Empty,
  Excerpt,
  Filters,
  fr,
  Input,
  Pagination,
  Select,
  Status,
  Table,
} from '#ui'
import { type Choice, WITH } from '../bilan/choosing.ts'
import { amountOf, buyerOf, titled } from '../bilan/composing/contracts.ts'

/** What tells a contract, in a table of them. @param more what else is said under its name */
export const contractColumns = <C extends ContractLine>(
  several: boolean,
  more: (one: C) => Child = () => null,
): Column<C>[] => [
  {
    head: 'Marché',
    cell: one => (
      <>
        <a href={contractHref(one.identity)}>
          <Excerpt text={titled(one)} max={160} />
        </a>
        <small>
          <bdi>{[one.source_id ?? 'Sans numéro', several ? buyerOf(one) : ''].filter(Boolean).join(' · ')}</bdi>
        </small>
        {more(one)}
      </>
    ),
  },
  { head: 'Montant HT', cell: amountOf, numeric: true },
  { head: 'Notifié', cell: one => <Day date={one.notified} short /> },
  ...considerationColumns,
]

/** The contracts of its year that a bilan may tell, and what narrows them. @param here the address of the bilan */
export const ContractSearch = ({ of, here }: { of: Choice; here: string }) => {
  const { year, buyers, kept, sought, found } = of
  const several = buyers.length > 1
  const { q, avec, acheteur } = sought
  const asked = Object.entries({ q, avec, acheteur }).filter(([, value]) => value !== '')
  const at = (page: number) => `${here}/marches?${new URLSearchParams([...asked, ['page', String(page)]])}#chercher`
  const columns: Column<ContractLine>[] = [
    ...contractColumns<ContractLine>(several),
    {
      head: 'Retenir',
      cell: one =>
        kept.plan.contracts.includes(one.identity) ? (
          <Status state="ok">Retenu</Status>
        ) : (
          <Button look="secondary" small name="retenir" value={one.identity}>
            <span>
              Retenir<span class="sr-only"> : {titled(one)}</span>
            </span>
          </Button>
        ),
    },
  ]
  return (
    <Card id="chercher" title={fr`Les marchés notifiés en ${year}`}>
      <Filters
        action={`${here}/marches#chercher`}
        label="Chercher un marché"
        submit="Chercher"
        reset={asked.length > 0 ? `${here}/marches#chercher` : undefined}
      >
        <Input name="q" label="Mots de l’objet, numéro ou titulaire" type="search" value={q} grow />
        <Select
          name="avec"
          label="Considérations"
          value={avec}
          options={[
            { value: '', label: 'Toutes' },
            ...Object.entries(WITH).map(([value, { label }]) => ({ value, label })),
          ]}
        />
        {several && (
          <Select
            name="acheteur"
            label="Acheteur"
            value={acheteur}
            options={[
              { value: '', label: 'Tous' },
              ...buyers.map(({ siren, name }) => ({ value: siren, label: name })),
            ]}
          />
        )}
      </Filters>
      {found.lines.length === 0 ? (
        <Empty
          title={fr`Aucun marché de ${year}${asked.length > 0 ? ' ne répond à cette recherche' : ' dans le registre'}`}
        >
          <p>
            {asked.length > 0
              ? fr`Essayez un autre mot, ou effacez les filtres.`
              : fr`Importez le fichier de cette année, depuis « Imports », puis revenez ici.`}
          </p>
        </Empty>
      ) : (
        <form action={`${here}/marches`} method="post" class="stack">
          {[...asked, ['page', String(sought.page)]].map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Table
            id="marches-de-l-annee"
            caption={fr`Marchés notifiés en ${year}, du plus récent au plus ancien`}
            hideCaption
            stack
            bare
            rows={found.lines}
            columns={columns}
          />
        </form>
      )}
      <Pagination
        page={found.page}
        pageSize={found.size}
        total={found.total}
        capped={found.more}
        href={at}
        noun={['Marché', 'Marchés']}
      />
    </Card>
  )
}
