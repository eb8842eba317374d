import type { Child } from 'hono/jsx'
import type { Refusal } from '#kernel'
import { Alert, Button, ButtonLink, Card, count, day, fr, Page, PageHead, RefusalAlert, typo } from '#ui'
import type { Typed } from '../answers/answers.ts'
import type { Standing } from '../answers/walking.ts'
import { questionsOf } from '../questionnaire/questionnaire.ts'
import type { Survey } from '../surveys.ts'
import { SectionsFields } from './AnswerFields.tsx'

interface FormProps {
  survey: Survey
  standing: Standing
  typed: Typed
  /** Where it is sent; null shows it without sending it. */
  action: string | null
  refused?: string | undefined
  /** What the last button says. */
  send?: string
}

/** What was typed on the other pages, and what this one shows: carried by the form, since nothing is kept of who answers. */
const Carried = ({ standing, typed }: Pick<FormProps, 'standing' | 'typed'>) => {
  const seen = standing.sections.flatMap(({ questions }) => questions.map(({ key }) => key))
  const here = new Set(seen)
  const others = [...typed].filter(([name]) => !here.has(name.slice(2).split('.')[0] ?? ''))
  return (
    <>
      <input type="hidden" name="page" value={standing.page} />
      <input type="hidden" name="vues" value={seen.join(' ')} />
      {others.length > 0 && <input type="hidden" name="avant" value={JSON.stringify(others)} />}
    </>
  )
}

/** The form of a survey, at one of its pages. */
export const AnswerForm = (props: FormProps) => {
  const { standing, typed, action, refused } = props
  const wrong = standing.faults.size
  const fields = <SectionsFields sections={standing.sections} typed={typed} faults={standing.faults} />
  return (
    <>
      {refused && <RefusalAlert title="Rien n’a été envoyé" message={refused} />}
      {wrong > 0 && (
        <Alert state="late" urgent title={fr`${count(wrong, 'réponse est à revoir', 'réponses sont à revoir')}`}>
          <p>Elles sont marquées ci-dessous. Rien de ce que vous avez écrit n’est perdu.</p>
        </Alert>
      )}
      {wrong === 0 && standing.more > 0 && (
        <Alert state="info" urgent title={fr`Vos réponses appellent ${count(standing.more, 'question')} de plus`}>
          <p>{standing.more < 2 ? 'Elle est' : 'Elles sont'} dans la page, à la suite de ce que vous avez répondu.</p>
        </Alert>
      )}
      {standing.pages > 1 && <p class="small muted">{fr`Étape ${standing.page + 1} sur ${standing.pages}`}</p>}
      <Card>
        {action === null ? (
          <div class="form form--wide stack">{fields}</div>
        ) : (
          <form class="form form--wide stack" action={action} method="post" enctype="multipart/form-data">
            <Carried standing={standing} typed={typed} />
            {fields}
            <div class="actions">
              <Button name="va" value="suite">
                {standing.last ? (props.send ?? 'Envoyer mes réponses') : 'Continuer'}
              </Button>
              {standing.page > 0 && (
                <Button look="secondary" name="va" value="retour">
                  Revenir à la page d’avant
                </Button>
              )}
            </div>
          </form>
        )}
      </Card>
    </>
  )
}

/** What becomes of what one answers: the first line of every survey. */
export const WhatBecomes = ({ survey, organisation }: { survey: Survey; organisation: string }) =>
  survey.anonymous ? (
    <p>
      <b>Cette enquête est anonyme.</b>
      {fr` Ni votre nom, ni votre adresse, ni l’heure de votre réponse ne sont gardés, et aucun résultat ne porte sur moins de cinq personnes.`}
    </p>
  ) : (
    <p>
      <b>Cette enquête n’est pas anonyme.</b>
      {fr` Ce que vous répondez est lu, avec votre nom ou votre adresse, par les personnes qui conduisent l’enquête pour « ${organisation} ».`}
    </p>
  )

/** A survey, for whoever is asked to answer it. */
export const AnswerPage = (props: FormProps & { organisation: string; demo: boolean }) => {
  const { survey, standing, organisation } = props
  const { intro } = survey.questionnaire
  const asked = questionsOf(survey.questionnaire).length
  return (
    <Page title={survey.title} width="text" alone demo={props.demo}>
      <PageHead title={<bdi>{survey.title}</bdi>} lede={<bdi>{organisation}</bdi>} />
      <WhatBecomes survey={survey} organisation={organisation} />
      {standing.page === 0 && (
        <>
          {intro !== '' && intro.split(/\n{2,}/).map(text => <p>{text}</p>)}
          <p class="small muted">
            {fr`${count(asked, 'question')}${survey.closesOn === null ? '' : fr`, jusqu’au ${day(survey.closesOn)}`}.`}
          </p>
        </>
      )}
      <AnswerForm {...props} />
    </Page>
  )
}

/** What a survey leaves to say: it was answered, or may not be. */
export const AnswerEnd = (props: { title: string; children: Child; back?: string; demo: boolean }) => (
  <Page title={props.title} width="text" alone demo={props.demo}>
    <PageHead title={typo(props.title)} lede={props.children} />
    {props.back && (
      <div class="actions">
        <ButtonLink href={props.back}>Revenir aux enquêtes</ButtonLink>
      </div>
    )}
  </Page>
)

/** Why a survey may not be answered, kindly. */
export const refusalTitle = ({ code }: Refusal): string =>
  code === 'already-answered'
    ? 'Vous avez déjà répondu'
    : code === 'survey-closed'
      ? 'Cette enquête est close'
      : 'Ce lien ne mène à aucune enquête'
