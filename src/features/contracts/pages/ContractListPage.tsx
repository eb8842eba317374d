import { keepingAt } from '#features/views'
import { type Cents, formatSiret } from '#kernel'
import { Alert, ButtonLink, count, Empty, eurosShort, fr, nb, Page, PageHead, Tabs } from '#ui'
import { FILTER_NAMES } from '../filter-words.ts'
import { addressOf, type ContractFilter } from '../register/filter.ts'
import { narrowing } from '../register/known.ts'
import { WITHIN_PAGES } from '../register/list.ts'
import type { ListOverview } from '../register/overview.ts'
import { ContractFilters, FiltersInForce } from './ContractFilters.tsx'
import { ContractPages, ContractTable, Exports, howMany, lastPageOf, SilentAlert } from './ContractList.tsx'

interface Props {
  overview: ListOverview
  filter: ContractFilter
  /** Parameters of the address that were not understood. */
  ignored: readonly string[]
  demo: boolean
}

const concessions = (filter: ContractFilter) => filter.nature === 'concession'

/** The list of contracts, its filters, its exports. */
export const ContractListPage = ({ overview, filter, ignored, demo }: Props) => {
  const { list, names, sums, years } = overview
  const buyer = filter.acheteurs !== undefined && !filter.acheteurs.includes(',') ? filter.acheteurs : null
  const name = buyer === null ? undefined : (names.get(buyer) ?? `Acheteur ${formatSiret(buyer)}`)
  const noun = concessions(filter) ? 'Concessions' : 'Marchés'
  return (
    <Page
      title={name ? `${noun} – ${name}` : noun}
      current="contracts"
      demo={demo}
      {...(buyer
        ? {
            crumbs: [
              { label: 'Acheteurs', href: '/acheteurs' },
              { label: name ?? '', href: `/acheteurs/${buyer}` },
            ],
            crumb: noun,
          }
        : {})}
    >
      <PageHead
        title={
          name ? (
            <>
              {noun} – <bdi>{name}</bdi>
            </>
          ) : (
            noun
          )
        }
        lede={ledeOf(overview, filter)}
        actions={list.total > 0 && <Exports filter={filter} />}
      />
      <IgnoredAlert ignored={ignored} />
      {overview.empty ? (
        <EmptyRegister />
      ) : (
        <>
          <Tabs
            label="Type de contrat"
            tabs={[
              { label: 'Marchés', href: tabOf(filter, undefined), current: !concessions(filter) },
              { label: 'Concessions', href: tabOf(filter, 'concession'), current: concessions(filter) },
            ]}
          />
          {sums && buyer && !concessions(filter) && <SilentAlert sums={sums} filter={filter} />}
          <ContractFilters filter={filter} years={years} sums={concessions(filter) ? null : sums} />
          <FiltersInForce filter={filter} names={names} />
          {buyer && (
            <p class="small no-print">
              <a href={keepingAt(addressOf('/marches', filter))}>Garder cette liste dans mes vues</a>
              <span class="muted"> (membres de l’organisation)</span>
            </p>
          )}
          {list.lines.length > 0 ? (
            <>
              <ContractTable overview={overview} filter={filter} />
              <ContractPages list={list} filter={filter} />
            </>
          ) : list.total > 0 ? (
            <PastTheEnd overview={overview} filter={filter} />
          ) : (
            <NothingFound overview={overview} filter={filter} />
          )}
        </>
      )}
    </Page>
  )
}

/** A tab keeps whose contracts and of which year: its other filters may have no meaning in the other. */
function tabOf({ acheteurs, annee }: ContractFilter, nature: 'concession' | undefined): string {
  return addressOf('/marches', { ...(acheteurs ? { acheteurs } : {}), ...(annee ? { annee } : {}) }, { nature })
}

function ledeOf({ list, sums, empty }: ListOverview, filter: ContractFilter): string {
  if (empty) return fr`Les contrats publics des fichiers officiels, un par un.`
  if (sums && !concessions(filter)) {
    const year = filter.annee === undefined ? '' : filter.annee === 'sans' ? ' sans date' : ` en ${filter.annee}`
    const value =
      sums.amount > 0 ? `, pour ${eurosShort(sums.amount as Cents)} HT de montants initiaux comptés dans les taux` : ''
    return `${count(sums.contracts, 'marché notifié', 'marchés notifiés')}${year}${value}.`
  }
  const found = howMany(list, filter)
  if (concessions(filter)) return fr`${found}. Les concessions ne comptent dans aucun taux.`
  return narrowing(filter).length > 0
    ? fr`${found} avec ces filtres.`
    : fr`${found} dans le registre. Choisissez un acheteur ou une année pour en lire les taux.`
}

/** What an address asked for and was not understood. */
export const IgnoredAlert = ({ ignored, what = 'La liste' }: { ignored: readonly string[]; what?: string }) =>
  ignored.length === 0 ? null : (
    <Alert
      state="info"
      title={
        ignored.length === 1
          ? 'Un filtre de l’adresse n’a pas été compris'
          : 'Des filtres de l’adresse n’ont pas été compris'
      }
    >
      <p>
        {fr`${what} n’en tient pas compte : `}
        {ignored.map(name => FILTER_NAMES[name] ?? name).join(', ')}.{' '}
        {ignored.length === 1
          ? 'Choisissez sa valeur dans le formulaire ci-dessous.'
          : 'Choisissez leurs valeurs dans le formulaire ci-dessous.'}
      </p>
    </Alert>
  )

/** Nothing was imported yet: how to. */
export const EmptyRegister = () => (
  <Empty title="Le registre est vide">
    <p>{fr`Aucun fichier n’y est en ce moment. Sur le serveur, importez des fichiers de données essentielles (DECP) :`}</p>
    <pre tabindex={0}>
      <code>bin/mieuxdisant import FICHIER…</code>
    </pre>
    <p>
      Ils sont publiés par votre profil d’acheteur et sur data.gouv.fr. Les formats JSON, XML et CSV sont reconnus,
      compressés ou non. La page <a href="/imports">Imports</a> dira ce que chaque fichier contenait.
    </p>
  </Empty>
)

const PastTheEnd = ({ overview, filter }: { overview: ListOverview; filter: ContractFilter }) => {
  const { list } = overview
  const last = lastPageOf(list)
  return (
    <Empty
      title={fr`La page ${list.page} n’existe pas`}
      actions={
        <>
          <ButtonLink href={addressOf('/marches', filter, { page: undefined })}>Aller à la première page</ButtonLink>
          {!list.more && last > 1 && (
            <ButtonLink href={addressOf('/marches', filter, { page: last })}>Aller à la dernière page</ButtonLink>
          )}
        </>
      }
    >
      {list.more || list.total > WITHIN_PAGES ? (
        <p>{fr`Les pages mènent aux ${nb(WITHIN_PAGES)} premiers contrats : ajoutez des filtres, ou exportez la liste.`}</p>
      ) : (
        <p>{fr`Cette liste compte ${howMany(list, filter).toLowerCase()}, en ${count(last, 'page')}.`}</p>
      )}
    </Empty>
  )
}

const NothingFound = ({ overview, filter }: { overview: ListOverview; filter: ContractFilter }) => {
  const others = narrowing(filter).filter(name => name !== 'nature')
  const what = concessions(filter) ? 'Aucune concession' : 'Aucun marché'
  if (others.length === 0) {
    return (
      <Empty
        title={`${what} dans le registre`}
        actions={<ButtonLink href="/imports">Voir les fichiers importés</ButtonLink>}
      >
        <p>Les fichiers importés n’en contiennent pas.</p>
      </Empty>
    )
  }
  const onlyBuyer = others.length === 1 && others[0] === 'acheteurs'
  const year = filter.annee !== undefined && others.every(name => name === 'acheteurs' || name === 'annee')
  return (
    <Empty
      title={
        onlyBuyer ? `${what} de cet acheteur` : `${what} ne répond à ${others.length > 1 ? 'ces filtres' : 'ce filtre'}`
      }
      actions={
        <>
          {year && filter.acheteurs !== undefined && (
            <ButtonLink href={addressOf('/marches', filter, { annee: undefined, page: undefined })}>
              Voir toutes ses années
            </ButtonLink>
          )}
          {filter.acheteurs !== undefined && <ButtonLink href="/acheteurs">Chercher un autre acheteur</ButtonLink>}
          <ButtonLink href={tabOf({}, filter.nature === 'concession' ? 'concession' : undefined)}>
            Voir toute la liste
          </ButtonLink>
        </>
      }
    >
      <p>
        {onlyBuyer
          ? 'Le registre n’a aucun contrat sous cet identifiant. Vérifiez le SIRET, ou essayez les neuf chiffres du SIREN, qui réunit tous ses établissements.'
          : filter.q !== undefined
            ? fr`Essayez moins de mots : tous doivent figurer dans l’objet, le numéro ou les identifiants des titulaires.`
            : year
              ? `Le registre n’a rien pour cette année${overview.years.length > 0 ? '. Choisissez-en une autre dans le formulaire' : ''}.`
              : 'Retirez un des filtres ci-dessus pour élargir la recherche.'}
      </p>
    </Empty>
  )
}
