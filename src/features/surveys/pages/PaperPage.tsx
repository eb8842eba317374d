import { fr } from '#ui'
import type { Typed } from '../answers/answers.ts'
import type { Standing } from '../answers/walking.ts'
import type { Survey } from '../surveys.ts'
import { AnswerForm } from './AnswerPage.tsx'
import { SurveyFrame } from './Frame.tsx'
import { type Framed, pathOf } from './frame.ts'

/** A paper questionnaire to type; each one that is saved opens the next. */
export const PaperPage = (props: Framed & { survey: Survey; standing: Standing; typed: Typed }) => (
  <SurveyFrame
    {...props}
    tab="enquete"
    title="Saisir des réponses sur papier"
    lede={fr`${props.survey.arrived} réponses reçues. Celles-ci seront comptées comme venues sur papier.`}
  >
    <AnswerForm
      survey={props.survey}
      standing={props.standing}
      typed={props.typed}
      action={`${pathOf(props.actor, props.survey)}/papier`}
      send="Enregistrer, puis saisir la suivante"
    />
  </SurveyFrame>
)
