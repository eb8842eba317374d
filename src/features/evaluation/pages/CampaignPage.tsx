import { casePath } from '#features/bodies'
import { type Reminded, RemindersSection, RemindNow } from '#features/reminders'
import { type Framed, SchemePage } from '#features/scheme'
import { Alert, Button, ButtonLink, Card, count, Day, Disclosure, Form, fr, Missing, Moment, Section, Select, Status, Table, TextArea, typo } from '#ui' // biome-ignore format: one line
import type { Cycle } from '../reading.ts'
import type { Campaign, ShareAction } from '../shares.ts'
import { actionPath, cyclePath, shareReportPath, yearPath } from '../within.ts'
import { ACTION_WORDS, CAMPAIGN_WORDS, GRADE_WORDS, RECOMMENDATION_WORDS } from '../words.ts'
import { Alone } from './Alone.tsx'
import { calledOf, inShare } from './shares.ts'

type Props = Framed & {
  cycle: Cycle
  campaign: Campaign
  /** Who pilots each action, by its key: people where some are named, directorates otherwise. */
  pilots: ReadonlyMap<string, readonly string[]>
  leads: boolean
  /** Whether bodies choose. */
  decided: boolean
  today: string
  /** What was sent of this campaign, and how many people owe something of it now. */
  reminders: { sent: readonly Reminded[]; owing: number }
  /** What was typed in a form that was refused. */
  sent?: { action: string; reason: string } | undefined
}

/** The campaign of a year: its share as it is proposed and amended, then who owes what. */
export const CampaignPage = (props: Props) => {
  const { actor, scheme, campaign, leads, decided } = props
  const { year, state, due, asked, designatedBy } = campaign
  const amends = leads && (state === 'proposed' || state === 'returned')
  const share = inShare(campaign)
  const removed = campaign.actions.filter(one => one.removed)
  const last = asked?.decisions.at(-1)
  return (
    <SchemePage
      {...props}
      title={`Campagne ${year}`}
      crumbs={[{ label: 'Évaluation', href: cyclePath(actor, scheme) }]}
      lede={
        due && (
          <>
            {count(share.length, 'action')} à évaluer jusqu’au <Day date={due} />.
          </>
        )
      }
      chips={<Status state={CAMPAIGN_WORDS[state].state}>{CAMPAIGN_WORDS[state].label}</Status>}
      actions={<ButtonLink href={shareReportPath(actor, scheme, year)}>Bilan de la part</ButtonLink>}
    >
      {designatedBy !== null && (
        <Alert state="ok">
          <p>
            {fr`Désignée par `}
            <bdi>{designatedBy}</bdi>
            {', sans instance, le '}
            <Moment at={campaign.designatedAt as Date} />.
          </p>
        </Alert>
      )}
      {asked && designatedBy === null && state !== 'proposed' && (
        <Alert state={CAMPAIGN_WORDS[state].state}>
          <p>
            {state === 'returned' && last?.reason ? (
              <bdi>{last.reason} </bdi>
            ) : (
              typo(
                state === 'designated' ? 'Les instances ont validé ce choix. ' : 'Le choix est soumis aux instances. ',
              )
            )}
            <a href={casePath(actor, asked)}>Lire le dossier</a>
          </p>
        </Alert>
      )}
      <Board {...props} share={share} />
      {amends && (
        <form action={`${yearPath(actor, scheme, year)}/${decided ? 'soumission' : 'designation'}`} method="post">
          <Button>{decided ? 'Soumettre le choix aux instances' : 'Désigner cette part, sans instance'}</Button>
        </form>
      )}
      {amends && !decided && <Alone {...{ actor, scheme }} what="de ce choix" />}
      {amends && <Amending {...props} share={share} />}
      {(props.reminders.sent.length > 0 || props.reminders.owing > 0) && (
        <RemindersSection reminded={props.reminders.sent}>
          {leads && props.reminders.owing > 0 && (
            <RemindNow action={`${yearPath(actor, scheme, year)}/rappels`} people={props.reminders.owing} />
          )}
        </RemindersSection>
      )}
      {removed.length > 0 && (
        <Disclosure summary={fr`${count(removed.length, 'action retirée', 'actions retirées')} de la proposition`}>
          <ul>
            {removed.map(one => (
              <li>
                <bdi>{calledOf(one)}</bdi>
                {fr` : `}
                <bdi>{one.reason}</bdi>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </SchemePage>
  )
}

const LEFT_TO_DO: readonly ShareAction['state'][] = ['designated', 'draft', 'returned']

const Board = ({ actor, scheme, campaign, pilots, today, share }: Props & { share: readonly ShareAction[] }) => {
  const { year, due, state } = campaign
  const late = ({ state: now }: ShareAction) => due !== null && today > due && LEFT_TO_DO.includes(now)
  return (
    <Section
      id="part"
      title="Actions de la part"
      aside={
        state === 'designated' && share.some(late)
          ? count(share.filter(late).length, 'évaluation en retard', 'évaluations en retard')
          : undefined
      }
    >
      <Card flush>
        <Table
          id="part-table"
          caption={`Actions à évaluer en ${year}`}
          hideCaption
          stack
          rows={share}
          columns={[
            {
              head: 'Action',
              cell: one => (
                <>
                  <a href={actionPath(actor, scheme, year, one.key)}>
                    <bdi>{calledOf(one)}</bdi>
                  </a>
                  {one.reason !== '' && (
                    <small>
                      {one.origin === 'added' ? 'Ajoutée' : 'Gardée'}
                      {fr` : `}
                      <bdi>{one.reason}</bdi>
                    </small>
                  )}
                </>
              ),
            },
            {
              head: 'Qui l’évalue',
              cell: ({ key }) => <bdi>{pilots.get(key)?.join(', ') || <Missing>Personne encore</Missing>}</bdi>,
            },
            {
              head: 'État',
              cell: one => (
                <Status state={late(one) ? 'late' : ACTION_WORDS[one.state].state}>
                  {ACTION_WORDS[one.state].label}
                  {late(one) && ', en retard'}
                </Status>
              ),
            },
            {
              head: 'Appréciation',
              cell: ({ evaluation }) =>
                evaluation?.grade ? GRADE_WORDS[evaluation.grade] : <Missing>Pas encore</Missing>,
            },
            {
              head: 'Recommandation',
              cell: ({ evaluation }) =>
                evaluation?.recommendation ? (
                  <>
                    {RECOMMENDATION_WORDS[evaluation.recommendation]}
                    {evaluation.exitOn && (
                      <small>
                        le <Day date={evaluation.exitOn} short />
                      </small>
                    )}
                  </>
                ) : (
                  <Missing>Pas encore</Missing>
                ),
            },
          ]}
        />
      </Card>
    </Section>
  )
}

/** What the technical body changes of what the rules propose. */
const Amending = ({ actor, scheme, campaign, cycle, share, sent }: Props & { share: readonly ShareAction[] }) => {
  const at = yearPath(actor, scheme, campaign.year)
  const others = cycle.actions.filter(({ key, left }) => left === null && share.every(one => one.key !== key))
  const forms = [
    { id: 'ajouts', title: 'Ajouter une action', button: 'Ajouter à la part', among: others },
    { id: 'retraits', title: 'Retirer une action', button: 'Retirer de la part', among: share },
  ]
  return (
    <div class="grid">
      {forms
        .filter(({ among }) => among.length > 0)
        .map(({ id, title, button, among }) => {
          const typed = sent && among.some(({ key }) => key === sent.action) ? sent : undefined
          return (
            <Card id={id} title={title}>
              <Form action={`${at}/${id}`} submit={button} aside>
                <Select
                  id={`${id}-action`}
                  name="action"
                  label="Action"
                  value={typed?.action ?? among[0]?.key}
                  options={among.map(one => ({ value: one.key, label: calledOf(one) }))}
                />
                <TextArea
                  id={`${id}-motif`}
                  name="motif"
                  label="Motif"
                  hint={typo('Les instances le liront.')}
                  rows={2}
                  value={typed?.reason}
                />
              </Form>
            </Card>
          )
        })}
    </div>
  )
}
