import {
  ButtonLink,
  Card,
  count,
  Disclosure,
  day,
  type Fact,
  Facts,
  Form,
  FormButton,
  fr,
  percent,
  Tile,
  typo,
} from '#ui'
import { questionsOf } from '../questionnaire/questionnaire.ts'
import type { Followed } from '../reading.ts'
import type { Survey } from '../surveys.ts'
import type { Settings } from '../writing.ts'
import { SurveyFrame } from './Frame.tsx'
import { type Framed, pathOf } from './frame.ts'
import { ANSWERING, SettingsFields } from './SettingsForm.tsx'

interface Props extends Framed {
  survey: Survey
  followed: Followed
  /** The address for everybody, with that of the site. */
  address: string
  /** Whether the actor is asked to answer, signed in. */
  answers: boolean
  /** What was typed in the settings, when it was refused. */
  given?: Settings | undefined
}

function waysOf({ byLink, roles }: Survey, invited: number): string {
  const words = [
    ...(byLink ? ['par une adresse ouverte'] : []),
    ...(invited > 0 ? ['par un lien personnel'] : []),
    ...(roles.length > 0
      ? [
          `connecté·e (${ANSWERING.filter(([role]) => roles.includes(role))
            .map(([, label]) => label.toLowerCase())
            .join(', ')})`,
        ]
      : []),
  ]
  const [first = 'personne ne peut encore répondre', ...others] = words
  return typo([first.charAt(0).toUpperCase() + first.slice(1), ...others].join(' ; '))
}

const daysOf = ({ state, opensOn, openedOn, closesOn, closedOn }: Survey): Fact[] => [
  state === 'draft'
    ? { term: 'Ouverture', value: opensOn === null ? 'À votre main' : fr`Le ${day(opensOn)}` }
    : { term: 'Ouverte le', value: day(openedOn) },
  state === 'closed'
    ? { term: 'Close le', value: day(closedOn) }
    : { term: 'Dernier jour', value: closesOn === null ? 'À votre main' : day(closesOn) },
]

const Actions = ({ actor, survey, answers, writes }: Props) => {
  const here = pathOf(actor, survey)
  return (
    <div class="actions">
      {survey.state === 'open' && answers && (
        <ButtonLink look="primary" href={`${here}/repondre`}>
          Répondre à l’enquête
        </ButtonLink>
      )}
      {writes && survey.state === 'draft' && <FormButton action={`${here}/ouverture`}>Ouvrir l’enquête</FormButton>}
      {writes && survey.state === 'open' && (
        <ButtonLink href={`${here}/papier`}>Saisir des réponses sur papier</ButtonLink>
      )}
      <ButtonLink href={`${here}/apercu`}>Voir le questionnaire</ButtonLink>
      {writes && <FormButton action={`${here}/copie`}>Copier pour une autre année</FormButton>}
      {writes && survey.state === 'open' && <ButtonLink href={`${here}/cloture`}>Clore l’enquête</ButtonLink>}
      {writes && survey.state === 'draft' && (
        <FormButton action={`${here}/suppression`}>Supprimer le brouillon</FormButton>
      )}{' '}
    </div>
  )
}

/** A survey: where it stands, how it is answered, how many answered. */
export const SurveyPage = (props: Props) => {
  const { actor, survey, followed, address, writes, given } = props
  const { invited, answered } = followed
  return (
    <SurveyFrame {...props} tab="enquete">
      <Actions {...props} />
      <div class="grid">
        <Tile
          label="Réponses reçues"
          value={String(survey.arrived)}
          meta={survey.state === 'open' ? 'à cet instant' : undefined}
        />{' '}
        {invited > 0 && (
          <Tile
            label="Personnes invitées qui ont répondu"
            value={percent(answered / invited)}
            meta={fr`${answered} sur ${invited} ; personne n’est nommé`}
          />
        )}
      </div>
      <Card id="reponse" title="Comment on répond">
        <Facts
          facts={[
            { term: 'Questions', value: count(questionsOf(survey.questionnaire).length, 'question') },
            ...daysOf(survey),
            { term: 'Voies', value: waysOf(survey, invited), wide: true },
            ...(survey.byLink && survey.state !== 'closed'
              ? [
                  {
                    term: survey.state === 'draft' ? 'Adresse ouverte, une fois l’enquête ouverte' : 'Adresse ouverte',
                    value: <a href={address}>{address}</a>,
                    wide: true,
                  },
                ]
              : []),
          ]}
        />
        {survey.anonymous && (
          <p class="small muted">
            {fr`Enquête anonyme : ni nom, ni adresse, ni date ne sont gardés avec une réponse. Les résultats portent sur cinq personnes au moins.`}
          </p>
        )}
      </Card>
      {writes && survey.state !== 'closed' && (
        <Disclosure summary="Changer les réglages" open={given !== undefined} id="reglages">
          <Form action={`${pathOf(actor, survey)}/reglages`} submit="Enregistrer les réglages">
            <input type="hidden" name="vu" value={survey.revision} />
            <SettingsFields given={given ?? survey} state={survey.state} />
          </Form>
        </Disclosure>
      )}
    </SurveyFrame>
  )
}

/** What closing a survey means, before it is done. */
export const ClosePage = (props: Framed & { survey: Survey }) => (
  <SurveyFrame {...props} tab="enquete" title="Clore l’enquête">
    <Card>
      <p>
        {fr`${count(props.survey.arrived, 'réponse reçue', 'réponses reçues')}. Plus personne ne pourra répondre, et l’enquête ne se rouvre pas.`}
      </p>
      <p>{fr`Les adresses des personnes invitées seront effacées ; tous les résultats seront comptés.`}</p>
      <Form action={`${pathOf(props.actor, props.survey)}/cloture`} submit="Clore l’enquête">
        {''}
      </Form>
    </Card>
    <div class="actions">
      <ButtonLink href={pathOf(props.actor, props.survey)}>Revenir sans clore</ButtonLink>
    </div>
  </SurveyFrame>
)
