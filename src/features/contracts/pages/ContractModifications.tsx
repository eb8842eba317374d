import type { Cents } from '#kernel'
import { type Column, count, Day, euros, fr, nb, percent, Section, shorten, Table } from '#ui'
import type { ModificationDetails } from '../decp/details.ts'
import type { ContractRecord } from '../register/contract.ts'
import { PartyName } from './ContractParties.tsx'

const SHOWN = 100
const unchanged = <span class="muted">inchangé</span>

/** The modifications in the order of their dates, each with what it changes. The initial amount stays that of the rates. */
export const ContractModifications = ({ contract }: { contract: ContractRecord }) => {
  const { current, details, names } = contract
  const modifications = details.modifications ?? []
  if (modifications.length === 0 && current.modifications === 0) return null
  const initial = current.amount as Cents | null
  const concession = current.kind === 'concession'
  const doubtful = modifications.some(modification => modification.amountDoubtful)
  const columns: Column<ModificationDetails & { rank: number }>[] = [
    {
      head: 'Modification',
      cell: ({ id, rank, reason }) => (
        <>
          <bdi>{id === null ? `Sans numéro (${rank})` : `N° ${shorten(id, 40)}`}</bdi>
          {reason !== null && (
            <small>
              <bdi>{shorten(reason, 300)}</bdi>
            </small>
          )}
        </>
      ),
    },
    {
      head: concession ? 'Signée le' : 'Notifiée le',
      cell: ({ notified, published }) => <Day date={notified ?? published} short />,
      nowrap: true,
    },
    {
      head: concession ? 'Valeur HT' : 'Montant HT',
      numeric: true,
      cell: ({ amount, amountDoubtful }) =>
        amount === null ? (
          unchanged
        ) : (
          <>
            {euros(amount)}
            <small>{amountDoubtful ? 'nouveau total, ou différence\u202f?' : changeOf(amount, initial)}</small>
          </>
        ),
    },
    {
      head: 'Durée',
      numeric: true,
      cell: ({ months }) => (months === null ? unchanged : count(months, 'mois', 'mois')),
    },
    {
      head: 'Titulaires',
      cell: ({ holders }) =>
        holders.length === 0
          ? unchanged
          : holders.slice(0, 10).map(party => (
              <div>
                <PartyName party={party} names={names} />
              </div>
            )),
    },
  ]
  return (
    <Section
      id="modifications"
      title="Modifications"
      aside={count(Math.max(modifications.length, current.modifications), 'modification')}
    >
      <p class="prose">
        {concession
          ? fr`La valeur globale de la concession reste celle d’origine : ${euros(initial)} HT. Aucune modification ne la remplace.`
          : fr`Les taux se calculent sur le montant initial, ${euros(initial)} HT : aucune modification ne le remplace.`}
        {doubtful &&
          fr` Quand un montant est inférieur à la moitié du montant initial, il s’agit peut-être d’une différence : le format demande le nouveau total.`}
      </p>
      {modifications.length === 0 ? (
        <p>Leur détail est dans l’enregistrement d’origine, plus bas.</p>
      ) : (
        <div class="card card--flush">
          <Table
            id="liste-modifications"
            caption="Ce que chaque modification change, par date de notification"
            hideCaption
            columns={columns}
            rows={modifications.slice(0, SHOWN).map((modification, i) => ({ ...modification, rank: i + 1 }))}
            stack
          />
        </div>
      )}
      {modifications.length > SHOWN && (
        <p>{fr`Les ${nb(modifications.length - SHOWN)} suivantes sont dans l’enregistrement d’origine, plus bas.`}</p>
      )}
    </Section>
  )
}

/** The change from the initial amount: `+12 667 €, soit +1,7 %`. */
function changeOf(amount: Cents, initial: Cents | null): string | null {
  if (initial === null || initial <= 0) return null
  const change = (amount - initial) as Cents
  if (change === 0) return 'montant initial'
  const sign = change > 0 ? '+' : ''
  return `${sign}${euros(change)} (${sign}${percent(change / initial)})`
}
