import { Card, count, fr, typo } from '#ui'
import type { ConsiderationState } from '../contracts.ts'
import type { ContractRecord, ContractVersion } from '../register/contract.ts'
import { AMOUNT_WORDS } from '../words.ts'

const IN_NUMBER: Record<ConsiderationState, string> = {
  yes: typo('compte pour « oui »'),
  none: typo('compte pour « non »'),
  'not-filled': typo('ne compte ni pour « oui », ni pour « non »'),
  unreadable: typo('ne compte ni pour « oui », ni pour « non »'),
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

const answered = (state: ConsiderationState) => state === 'yes' || state === 'none'

function amountWords(current: ContractVersion, ceiling: ContractRecord['ceiling']): string {
  if (current.amount_state !== 'counted') {
    return fr`En valeur : montant laissé de côté (${AMOUNT_WORDS[current.amount_state].toLowerCase()}).`
  }
  if (ceiling === null) {
    const [environmental, social] = [answered(current.environmental), answered(current.social)]
    if (!environmental && !social) return fr`En valeur : son montant ne compte dans aucun des deux taux.`
    const which = current.warnings.includes('original-missing') ? 'actuel, faute de version d’origine,' : 'initial'
    return environmental && social
      ? fr`En valeur : son montant ${which} compte.`
      : fr`En valeur : son montant ${which} compte dans le seul taux ${environmental ? 'environnemental' : 'social'}.`
  }
  const shared = fr`${count(ceiling.lines, 'ligne')} répètent le plafond de cet accord-cadre. Il est compté une seule fois`
  return ceiling.counts ? fr`En valeur : ${shared}, sur celle-ci.` : fr`En valeur : ${shared}, sur une autre.`
}
