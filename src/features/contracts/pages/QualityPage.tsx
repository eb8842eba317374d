import { formatSiret } from '#kernel'
import { ButtonLink, Card, count, Empty, Filters, fr, Input, Page, PageHead, Select } from '#ui'
import { addressOf, type ContractFilter } from '../register/filter.ts'
import type { Quality } from '../register/quality.ts'
import { EmptyRegister, IgnoredAlert } from './ContractListPage.tsx'
import { QualityReport, type Scope } from './QualityReport.tsx'

interface Props {
  quality: Quality
  filter: ContractFilter
  /** Parameters of the address that were not understood. */
  ignored: readonly string[]
  names: ReadonlyMap<string, string>
  years: readonly number[]
  demo: boolean
}

/** How well the data is filled in, buyer by buyer and year by year, and what to correct. */
export const QualityPage = ({ quality, filter, ignored, names, years, demo }: Props) => {
  const scope: Scope = {
    ...(filter.acheteurs ? { acheteurs: filter.acheteurs } : {}),
    ...(filter.annee ? { annee: filter.annee } : {}),
  }
  const buyer = scope.acheteurs !== undefined && !scope.acheteurs.includes(',') ? scope.acheteurs : null
  const name = buyer === null ? null : (names.get(buyer) ?? `Acheteur ${formatSiret(buyer)}`)
  const { rates } = quality
  return (
    <Page
      title={name ? `Qualité des données – ${name}` : 'Qualité des données'}
      current={buyer ? 'buyers' : 'method'}
      demo={demo}
      crumbs={
        buyer
          ? [
              { label: 'Acheteurs', href: '/acheteurs' },
              { label: name ?? '', href: `/acheteurs/${buyer}` },
            ]
          : [{ label: 'Méthode', href: '/methode' }]
      }
      crumb="Qualité des données"
    >
      <PageHead
        title="Qualité des données"
        lede={
          <>
            <bdi>
              {name ?? (scope.acheteurs ? `${scope.acheteurs.split(',').length}\u00a0acheteurs` : 'Tous les acheteurs')}
            </bdi>
            {fr`, ${yearWords(scope.annee)} : ${count(rates.contracts, 'marché')}. Ce qui est bien rempli, et ce qu’il reste à corriger là où les données sont saisies.`}
          </>
        }
      />
      <IgnoredAlert ignored={ignored.filter(name => name === 'acheteurs' || name === 'annee')} what="Cette page" />
      {years.length === 0 ? (
        <EmptyRegister />
      ) : (
        <>
          <Card>
            <Filters action="/qualite" label="Choisir un acheteur et une année" submit="Afficher">
              <Input
                name="acheteurs"
                label="SIRET ou SIREN de l’acheteur"
                value={scope.acheteurs}
                placeholder="Tous"
                grow
              />
              <Select
                name="annee"
                label="Année"
                value={scope.annee}
                options={[
                  { value: '', label: 'Toutes' },
                  ...years.map(year =>
                    year === 0 ? { value: 'sans', label: 'Sans date' } : { value: String(year), label: String(year) },
                  ),
                ]}
              />
            </Filters>
          </Card>
          {rates.contracts === 0 ? <NoContract scope={scope} /> : <QualityReport quality={quality} scope={scope} />}
        </>
      )}
    </Page>
  )
}

const yearWords = (annee: string | undefined) =>
  annee === undefined ? 'toutes années confondues' : annee === 'sans' ? 'sans date' : annee

const NoContract = ({ scope }: { scope: Scope }) => (
  <Empty
    title="Aucun marché à examiner"
    actions={
      <>
        {scope.acheteurs && scope.annee && (
          <ButtonLink href={addressOf('/qualite', { acheteurs: scope.acheteurs })}>Voir toutes ses années</ButtonLink>
        )}
        <ButtonLink href="/acheteurs">Chercher un acheteur</ButtonLink>
      </>
    }
  >
    <p>
      Le registre n’a aucun marché de cet acheteur pour cette période. Vérifiez le SIRET, ou choisissez une autre année.
    </p>
  </Empty>
)
