import type { Child } from 'hono/jsx'
import { Alert, type Crumb, Page, PageHead, RefusalAlert, Status, Tabs, Tag, typo } from '#ui'
import type { Survey } from '../surveys.ts'
import { AUDIENCE_WORDS, STATE_WORDS } from '../words.ts'
import { type Framed, listPath, pathOf } from './frame.ts'

/** What was just done, or why it was not. */
export const Notices = ({ done, refusal }: Pick<Framed, 'done' | 'refusal'>) => (
  <>
    {done && (
      <Alert state="ok">
        <p>{typo(done)}</p>
      </Alert>
    )}
    {refusal && <RefusalAlert title="Rien n’a été enregistré" message={refusal.message} />}
  </>
)

type Tab = 'enquete' | 'questions' | 'invitations' | 'resultats'

/** A page of one survey: its name, its state, its parts as tabs. */
export const SurveyFrame = (
  props: Framed & {
    survey: Survey
    tab: Tab
    title?: string
    crumbs?: readonly Crumb[]
    lede?: Child
    children: Child
  },
) => {
  const { actor, survey, tab, title } = props
  const here = pathOf(actor, survey)
  const { label, state } = STATE_WORDS[survey.state]
  const tabs: readonly (readonly [Tab, string, string])[] = [
    ['enquete', 'L’enquête', here],
    ['questions', 'Questions', `${here}/questions`],
    ...(props.writes ? [['invitations', 'Invitations', `${here}/invitations`] as const] : []),
    ['resultats', 'Résultats', `${here}/resultats`],
  ]
  const above = { label: survey.title, href: here }
  return (
    <Page
      space={props.space}
      demo={props.demo}
      title={title ? `${title} : ${survey.title}` : survey.title}
      crumbs={[{ label: 'Enquêtes', href: listPath(actor) }, ...(title ? [above] : []), ...(props.crumbs ?? [])]}
      crumb={title ?? survey.title}
    >
      <PageHead
        title={<bdi>{title ?? survey.title}</bdi>}
        lede={props.lede}
        chips={
          <>
            <Status state={state}>{label}</Status>
            <Tag>{AUDIENCE_WORDS[survey.audience]}</Tag>
            <Tag>{survey.anonymous ? 'Anonyme' : 'Non anonyme'}</Tag>
          </>
        }
      />
      <Tabs
        label="Parties de l’enquête"
        tabs={tabs.map(([key, label, href]) => ({ label, href, current: key === tab && !title }))}
      />{' '}
      <Notices {...props} />
      {props.children}
    </Page>
  )
}
