import type { Actor } from '#features/organisations'
import { baseOf, StatusForm, StepForm } from '#features/scheme'
import type { Refusal } from '#kernel'
import { Alert, ButtonLink, Card, fr, Page, PageHead, RefusalAlert, typo } from '#ui'
import { periodWords } from '../figures.ts'
import { nameOfAction } from '../grid/addresses.ts'
import type { Rejected } from '../grid/sent.ts'
import { ValueForm } from '../series/ValueForm.tsx'
import type { LinkForm } from './answering.ts'

/** Where links lead. */
export const FORM_LINK = '/formulaire'
/** The address of a link, after that of the site. */
export const linkAt = (token: string) => `${FORM_LINK}?${new URLSearchParams({ jeton: token })}`

function titleOf(form: LinkForm): string {
  if (form.kind === 'value') return `${form.definition.label}, ${periodWords(form.period)}`
  if (form.kind === 'status') return 'Où en est l’action ?'
  return form.action.steps.find(({ key }) => key === form.at)?.title ?? 'Étape'
}

/** The form that a link opens, alone: who follows it is not signed in, and finds nothing else. */
export const FormLinkPage = (props: {
  token: string
  actor: Actor
  form: LinkForm
  sent: Readonly<Record<string, string>>
  rejected?: Rejected | undefined
  refused?: string | undefined
  /** Whether part of it was just saved. */
  saved?: boolean
}) => {
  const { token, actor, form, sent, rejected, refused } = props
  const { scheme } = form
  const action = linkAt(token)
  const title = titleOf(form)
  return (
    <Page title={title} width="text" alone>
      <PageHead
        title={typo(title)}
        lede={
          <>
            {form.kind !== 'value' && (
              <>
                {fr`Action `}
                <bdi>{nameOfAction(form.action)}</bdi>.{' '}
              </>
            )}
            <bdi>{scheme.title}</bdi>
            {fr`. Vous répondez pour `}
            <bdi>{actor.membership.organisation.name}</bdi>
            {fr`, au nom de `}
            <bdi>{actor.person.name}</bdi>.
          </>
        }
      />
      {props.saved && (
        <Alert state="ok">
          <p>{fr`C’est enregistré. Ce qui suit reste à compléter.`}</p>
        </Alert>
      )}
      {refused && <RefusalAlert title="Rien n’a été enregistré" message={refused} />}
      {rejected && (
        <Alert state="late" urgent title="Certaines cases n’ont pas été enregistrées">
          <p>Corrigez-les, puis enregistrez de nouveau.</p>
        </Alert>
      )}
      <Card>
        {form.kind === 'value' && (
          <ValueForm
            action={action}
            definition={form.definition}
            period={form.period}
            values={form.values}
            seen={form.seen}
            rejected={rejected}
          />
        )}
        {form.kind === 'status' && <StatusForm action={action} status={undefined} sent={sent} />}
        {form.kind === 'step' && (
          <StepForm action={action} steps={form.action.steps.filter(({ key }) => key === form.at)} sent={sent} />
        )}
      </Card>
      <p class="small muted">
        {fr`Ce lien n’ouvre que ce formulaire, à votre nom : ne le transférez pas. Pour le reste, `}
        <a href={baseOf(actor, scheme)}>connectez-vous</a>.
      </p>
    </Page>
  )
}

/** What a link that was followed leaves to say: it is done, or may not be. */
export const FormLinkEnd = ({ refusal, done }: { refusal: Refusal; done: boolean }) => {
  const title = done
    ? 'C’est enregistré'
    : refusal.code === 'link-said'
      ? 'C’est déjà dit'
      : 'Ce lien ne peut plus servir'
  return (
    <Page title={title} width="text" alone>
      <PageHead
        title={title}
        lede={
          done
            ? 'Merci. Ce que vous avez dit est noté, avec votre nom et la date. Pour le changer, connectez-vous.'
            : typo(refusal.message)
        }
      />
      <div class="actions">
        <ButtonLink href="/organisations">Se connecter</ButtonLink>
      </div>
    </Page>
  )
}
