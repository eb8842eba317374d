import { CASE_WORDS, casePath } from '#features/bodies'
import type { Actor } from '#features/organisations'
import { Button, Card, fr, type State, Status, typo } from '#ui'
import type { Draft } from '../bilan/publishing.ts'
import { type Validation, validationWaiting } from '../bilan/validation.ts'
import { WAITING_WORDS } from '../labels.ts'

const STATES: Readonly<Record<keyof typeof CASE_WORDS, State>> = {
  open: 'info',
  accepted: 'ok',
  returned: 'warn',
  refused: 'warn',
  withdrawn: 'none',
}

interface Props {
  actor: Actor
  draft: Draft
  validation: Validation
  /** The address of the scheme, then of the report. */
  base: string
  here: string
  writes: boolean
}

/** What bodies say of a report, and the button that submits it to them. */
export const ValidationCard = ({ actor, draft, validation, base, here, writes }: Props) => {
  const { asked, chained, published } = validation
  const waiting = validationWaiting(validation, draft.fingerprint)
  const last = asked?.decisions.at(-1)
  return (
    <Card id="validation" title="Validation">
      {!published && (
        <p>
          {typo(WAITING_WORDS.kept)} <a href={`${base}/evaluation/reglages`}>Lire ces réglages</a>
        </p>
      )}
      {!chained && (
        <p>
          {fr`Aucune instance ne le valide. L’onglet « Gouvernance » dit lesquelles, et dans quel ordre : `}
          <a href={`${base}/gouvernance`}>les choisir</a>.
        </p>
      )}
      {asked && (
        <p class="row">
          <Status state={STATES[asked.state]}>{CASE_WORDS[asked.state]}</Status>
          <a href={casePath(actor, asked)}>Lire le dossier</a>
        </p>
      )}
      {waiting && <p>{typo(WAITING_WORDS[waiting])}</p>}
      {waiting && last?.outcome !== 'accept' && last?.reason && (
        <p>
          {fr`Ce qui a été répondu : `}
          <bdi>{last.reason}</bdi>
        </p>
      )}
      {chained && waiting === null && <p>{fr`Les instances l’ont accepté tel qu’il est.`}</p>}
      {writes && waiting && asked?.state !== 'open' && (
        <form action={`${here}/soumission`} method="post">
          <input type="hidden" name="empreinte" value={draft.fingerprint} />
          <Button>Soumettre le bilan aux instances</Button>
        </form>
      )}
    </Card>
  )
}
