import { Card, count, fr } from '#ui'
import type { ConsiderationState } from '../contracts.ts'
import type { ContractRecord, ContractVersion } from '../register/contract.ts'
import { AMOUNT_WORDS } from '../words.ts'

const IN_NUMBER: Record<ConsiderationState, string> = {
  yes: 'compte parmi les oui',
  none: 'compte parmi les non déclarés',
  'not-filled': 'ne compte ni comme oui, ni comme non',
  unreadable: 'ne compte ni comme oui, ni comme non',
}

/** Which rates the contract counts in, and why not in the others. */
export const InRates = ({ contract: { current, ceiling } }: { contract: ContractRecord }) => {
  if (current.kind === 'concession') {
    return (
      <Card title="Dans les taux" level="h3">
        <p class="small">Les concessions ne comptent dans aucun taux. Elles ont leur propre ligne.</p>
      </Card>
    )
  }
  const scope = `acheteurs=${encodeURIComponent(current.buyer)}${current.notified === null ? '' : `&annee=${current.notified.slice(0, 4)}`}`
  return (
    <Card title="Dans les taux" level="h3">
      <ul class="stack stack--tight small">
        <li>{fr`Environnemental : ${IN_NUMBER[current.environmental]}.`}</li>
        <li>{fr`Social : ${IN_NUMBER[current.social]}.`}</li>
        <li>{amountWords(current, ceiling)}</li>
        {current.notified === null && <li>{fr`Sans date de notification, il n’appartient à aucune année.`}</li>}
      </ul>
      <p class="small">
        <a href={`/taux?${scope}`}>
          {current.notified === null
            ? 'Voir les taux de cet acheteur'
            : fr`Voir les taux de cet acheteur en ${current.notified.slice(0, 4)}`}
        </a>
      </p>
    </Card>
  )
}

function amountWords(current: ContractVersion, ceiling: ContractRecord['ceiling']): string {
  if (current.amount_state !== 'counted') {
    return fr`En valeur : montant laissé de côté (${AMOUNT_WORDS[current.amount_state].toLowerCase()}).`
  }
  if (ceiling === null) return fr`En valeur : son montant initial compte.`
  const shared = fr`${count(ceiling.lines, 'ligne')} répètent le plafond de cet accord-cadre. Il est compté une seule fois`
  return ceiling.counts ? fr`En valeur : ${shared}, sur celle-ci.` : fr`En valeur : ${shared}, sur une autre.`
}
