import type { Child } from 'hono/jsx'
import type { Told } from '#features/indicators'
import type { Framed } from '#features/scheme'
import { Card, Checks, Day, Disclosure, Facts, Form, fr, Input, TextArea, typo } from '#ui'
import { type EvaluationSaid, GRADES, RECOMMENDATIONS } from '../evaluation.ts'
import type { Rules } from '../rules/settings.ts'
import type { Campaign, ShareAction } from '../shares.ts'
import { actionPath } from '../within.ts'
import { CRITERION_WORDS, GRADE_WORDS, RECOMMENDATION_WORDS, TEXTS } from '../words.ts'

/** What the page of an evaluation is given. */
export type Props = Framed & {
  campaign: Campaign
  action: ShareAction
  rules: Rules
  /** Its indicators, told as they are. */
  told: readonly Told[]
  /** The first day on which it may leave; null where nothing was adopted. */
  exit: string | null
  /** Whether the actor may write it now. */
  writes: boolean
  /** Whether the actor leads the scheme in their organisation, and whether bodies validate evaluations. */
  leads: boolean
  decided: boolean
  /** What had been typed, after a refusal. */
  sent?: (EvaluationSaid & { seen: number }) | undefined
  /** Its attachments. */
  files?: Child
}

const NOTHING: EvaluationSaid = { judgements: {}, grade: null, strengths: '', obstacles: '', evidence: '', recommendation: null, advice: '', exitOn: null } // biome-ignore format: one line

const GRADE_OPTIONS = GRADES.map(grade => ({ value: String(grade), label: `${grade}. ${GRADE_WORDS[grade]}` }))

/** What is judged of an action, and recommended: to be written, and put right. */
export const EvaluationForm = ({ actor, scheme, campaign, action, rules, exit, sent }: Props) => {
  const { evaluation } = action
  const now = sent ?? evaluation ?? NOTHING
  const text = (name: keyof typeof TEXTS, hint: string) => (
    <TextArea name={name} label={TEXTS[name].label} hint={typo(hint)} rows={4} value={now[TEXTS[name].field]} />
  )
  const grade = (value: number | null | undefined) => (value ? [String(value)] : [])
  return (
    <Card id="evaluation" title="Votre évaluation">
      <Form
        wide
        action={actionPath(actor, scheme, campaign.year, action.key)}
        submit="Enregistrer l’évaluation"
        aside={false}
      >
        <input type="hidden" name="vu" value={sent?.seen ?? evaluation?.revision ?? 0} />
        {rules.grid.map(one => (
          <>
            <Checks
              name={`note-${one}`}
              legend={fr`${CRITERION_WORDS[one].label}. ${typo(CRITERION_WORDS[one].asks)}`}
              radio
              wide
              options={GRADE_OPTIONS}
              checked={grade(now.judgements[one]?.grade)}
            />
            <Input
              name={`mots-${one}`}
              label={fr`${CRITERION_WORDS[one].label} : pourquoi (facultatif)`}
              value={now.judgements[one]?.words}
            />
          </>
        ))}
        {text('forts', 'Ce qui marche, et ce qui l’a permis.')}
        {text('freins', 'Ce qui ralentit ou empêche.')}
        {text('preuves', 'Enquêtes, marchés, documents : joignez les pièces plus bas.')}
        <Checks
          name="note"
          legend="Appréciation d’ensemble"
          radio
          wide
          options={GRADE_OPTIONS}
          checked={grade(now.grade)}
        />
        <Checks
          name="recommandation"
          legend="Recommandation"
          radio
          wide
          options={RECOMMENDATIONS.map(value => ({ value, label: RECOMMENDATION_WORDS[value] }))}
          checked={now.recommendation ? [now.recommendation] : []}
        />
        {text('conseil', 'Ce sera proposé aux instances. Facultatif si l’action se poursuit telle quelle.')}
        <Input
          name="sortie"
          type="date"
          label="Sortie proposée le"
          hint={
            exit === null ? (
              typo('Seulement si vous recommandez la sortie.')
            ) : (
              <>
                Seulement si vous recommandez la sortie, à partir du <Day date={exit} />.
              </>
            )
          }
          value={now.exitOn ?? undefined}
        />
      </Form>
      {sent && evaluation && sent.seen !== evaluation.revision && (
        <Disclosure summary="Ce qui est enregistré maintenant" open>
          <Facts
            facts={Object.values(TEXTS).map(({ field, label }) => ({
              term: label,
              value: evaluation[field],
              wide: true,
            }))}
          />
        </Disclosure>
      )}
    </Card>
  )
}
