import { Alert, fr } from '#ui'
import type { Problem } from './formula/formula.ts'

/** What is wrong with a formula, each problem with the piece that it is about. */
export const FormulaProblems = ({ formula, problems }: { formula: string; problems: readonly Problem[] }) => (
  <Alert state="warn" title={fr`Cette formule ne peut pas encore être calculée`}>
    <ul>
      {problems.map(({ at, length, message }) => (
        <li>
          <code>
            {formula.slice(0, at)}
            <mark>{formula.slice(at, at + Math.max(1, length)) || '…'}</mark>
            {formula.slice(at + Math.max(1, length))}
          </code>
          <br />
          {message}
        </li>
      ))}
    </ul>
    <p>{fr`Elle est enregistrée ainsi : l’indicateur restera sans valeur tant qu’elle n’est pas corrigée.`}</p>
  </Alert>
)
