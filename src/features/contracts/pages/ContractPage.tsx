import { divisionOf } from '#features/families'
import { type Cents, formatSiret } from '#kernel'
import { Card, count, Day, Disclosure, Excerpt, euros, Facts, fr, Page, PageHead, Section, shorten, Tag } from '#ui'
import type { Correction } from '../corrections/corrections.ts'
import { ContractCorrections } from '../corrections/pages/ContractCorrections.tsx'
import type { ContractRecord } from '../register/contract.ts'
import { PROCEDURE_WORDS } from '../words.ts'
import { Considerations } from './ContractConsiderations.tsx'
import { AllFields } from './ContractFields.tsx'
import { InRates } from './ContractInRates.tsx'
import { ContractModifications } from './ContractModifications.tsx'
import { Parties } from './ContractParties.tsx'
import { ContractLife, OtherVersions, Provenance, RawRecord } from './ContractProvenance.tsx'
import { WarningList } from './WarningList.tsx'

const LONGEST_TITLE = 180

/** One contract: all its fields, what it says of each pillar, its modifications, its defects, where it comes from. */
export const ContractPage = (props: {
  contract: ContractRecord
  /** What its buyer says of it beside the official data. */
  corrections: readonly Correction[]
  demo: boolean
}) => {
  const { contract, demo } = props
  const { current, details, names } = contract
  const concession = current.kind === 'concession'
  const title = current.subject === null ? 'Objet non renseigné' : shorten(current.subject, LONGEST_TITLE)
  const buyer = names.get(current.buyer) ?? formatSiret(current.buyer)
  const division = divisionOf(current.division)
  const cpv = details.cpv ?? current.cpv
  // A table may hold a modified version only: what it writes as the amount and date of the contract are those of the modification.
  const modified = current.warnings.includes('original-missing')
  return (
    <Page
      title={title}
      current="contracts"
      demo={demo}
      crumbs={[
        { label: concession ? 'Concessions' : 'Marchés', href: concession ? '/marches?nature=concession' : '/marches' },
        {
          label: buyer,
          href: `/marches?acheteurs=${encodeURIComponent(current.buyer)}${concession ? '&nature=concession' : ''}`,
        },
      ]}
      crumb={current.source_id ?? 'Sans numéro'}
    >
      <PageHead
        title={<bdi>{title}</bdi>}
        chips={
          <>
            <Tag>
              <bdi>{current.source_id ?? 'Sans numéro'}</bdi>
            </Tag>
            {division && <Tag>{division.label}</Tag>}
            <Tag>{current.nature ?? (concession ? 'Concession' : 'Marché')}</Tag>
          </>
        }
      />
      <Card>
        <Facts
          facts={[
            {
              term: concession ? 'Valeur globale HT' : modified ? 'Montant actuel HT' : 'Montant initial HT',
              value: current.amount === null ? null : euros(current.amount as Cents),
            },
            {
              term: concession ? 'Signée le' : modified ? 'Modifié le' : 'Notifié le',
              value: current.notified && <Day date={current.notified} />,
            },
            { term: 'Durée', value: current.months === null ? null : count(current.months, 'mois', 'mois') },
            {
              term: 'Procédure',
              value: details.procedure ?? (PROCEDURE_WORDS as Record<string, string>)[current.procedure] ?? null,
            },
            {
              term: concession ? 'Autorité concédante' : 'Acheteur',
              value: (
                <>
                  <a href={`/acheteurs/${encodeURIComponent(current.buyer)}`}>
                    <bdi>{buyer}</bdi>
                  </a>
                  {names.has(current.buyer) && <div class="small muted">{formatSiret(current.buyer)}</div>}
                </>
              ),
            },
            // The format of concessions has no such field
            ...(concession && cpv === null
              ? []
              : [
                  {
                    term: 'Famille d’achat (CPV)',
                    value: cpv && (
                      <>
                        <bdi>{shorten(cpv, 60)}</bdi>
                        {(contract.cpvLabel ?? division) && (
                          <div class="small muted">{contract.cpvLabel ?? division?.label}</div>
                        )}
                      </>
                    ),
                  },
                ]),
          ]}
        />
        {current.subject !== null && title !== current.subject && (
          <Disclosure summary="Lire l’objet en entier">
            <p>
              <Excerpt text={current.subject} max={20_000} />
            </p>
          </Disclosure>
        )}
      </Card>
      <div class="split">
        <div class="stack stack--loose">
          <Considerations contract={contract} />
          <ContractCorrections corrections={props.corrections} current={current} />
          <Parties contract={contract} />
          <ContractModifications contract={contract} />
          {current.warnings.length > 0 && (
            <Section
              id="defauts"
              title="Défauts signalés"
              aside={fr`${count(current.warnings.length, 'défaut')} à corriger à la source`}
            >
              <WarningList codes={current.warnings} />
            </Section>
          )}
          <AllFields contract={contract} />
          <OtherVersions contract={contract} />
          <RawRecord contract={contract} />
        </div>
        <aside class="stack" aria-label="Repères">
          <InRates contract={contract} />
          <ContractLife contract={contract} />
          <Provenance contract={contract} />
        </aside>
      </div>
    </Page>
  )
}
