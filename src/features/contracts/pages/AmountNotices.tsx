import { Alert, count, fr } from '#ui'
import type { WarningCode } from '../contracts.ts'
import type { RatesOverview } from '../rates/overview.ts'
import { scopeQuery } from '../rates/scope.ts'
import { addressOf } from '../register/filter.ts'

/**
 * What is counted in the rates in value and may falsify them: amounts typed in the place of unknown ones, of which one can outweigh
 * all the others, and contracts whose first version is not in the file.
 */
export const AmountNotices = ({ overview: { scope, warnings } }: { overview: RatesOverview }) => {
  const [doubtful, modified] = [warnings.get('amount-doubtful') ?? 0, warnings.get('original-missing') ?? 0]
  if (doubtful + modified === 0) return null
  const see = (defaut: WarningCode, n: number) => (
    <a href={addressOf('/marches', { ...scopeQuery(scope), defaut })}>
      {n === 1 ? 'Voir ce marché' : `Voir ces ${count(n, 'marché')}`}
    </a>
  )
  return (
    <Alert state="warn" title="Les taux en valeur sont à lire avec prudence">
      {doubtful > 0 && (
        <p>
          {doubtful === 1
            ? fr`1 marché a un montant douteux, comme 999 999 999 € : s’il est renseigné, il est compté tel quel et peut à lui seul écraser tous les autres.`
            : fr`${count(doubtful, 'marché')} ont un montant douteux, comme 999 999 999 € : ceux qui sont renseignés sont comptés tels quels, et un seul peut écraser tous les autres.`}{' '}
          {see('amount-doubtful', doubtful)}
        </p>
      )}
      {modified > 0 && (
        <p>
          {modified === 1
            ? fr`1 marché modifié vient d’un tableau national qui n’a pas sa version d’origine : il est compté pour son montant actuel, à la date de sa dernière modification.`
            : fr`${count(modified, 'marché')} modifiés viennent d’un tableau national qui n’a pas leur version d’origine : ils sont comptés pour leur montant actuel, à la date de leur dernière modification.`}{' '}
          {see('original-missing', modified)}
        </p>
      )}
    </Alert>
  )
}
