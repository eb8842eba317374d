import {
  Alert,
  Card,
  Checks,
  count,
  Disclosure,
  day,
  Form,
  FormButton,
  fr,
  Input,
  moment,
  Section,
  Select,
  Table,
  TextArea,
  typo,
} from '#ui'
import { about, valueIn } from '../../pages/BodyFrame.tsx'
import { bodyPath } from '../../within.ts'
import { DECIDING_WORDS } from '../../words.ts'
import type { Voice } from '../cases.ts'
import { OUTCOME_WORDS, VOICE_WORDS } from '../labels.ts'
import { turnOf } from '../rules.ts'
import { casePath } from '../within.ts'
import type { CaseProps } from './props.ts'

const OUTCOMES = Object.entries(OUTCOME_WORDS).map(([value, label]) => ({
  value,
  label: value === 'return' ? `${label} à qui l’a écrit` : label,
}))
const VOICES = Object.entries(VOICE_WORDS).map(([value, label]) => ({ value, label }))

export const AnswerForms = (props: CaseProps) => {
  const { asked, answering, rounds, bodies, actor } = props
  const { organises, keeps, alone, submitted } = answering
  const here = casePath(actor, asked)
  const body = bodies.find(({ id }) => id === turnOf(asked))
  const round = rounds.find(({ closedAt }) => closedAt === null)
  if (!body) return null
  return (
    <>
      {round && <RoundCard {...props} round={round} />}
      {!round && alone && (
        <Card id="seul" title={fr`Vous prononcer au nom de « ${body.name} »`}>
          <Form action={`${here}/decision`} submit="Inscrire ma décision" wide>
            <Outcome {...props} />
          </Form>
        </Card>
      )}
      {!round && (organises || keeps) && <InMeeting {...props} />}
      {!round && organises && (
        <Disclosure summary="Consulter par écrit, sans réunion">
          <Form action={`${here}/consultations`} submit="Ouvrir la consultation" wide>
            <input type="hidden" name="etape" value={String(asked.level)} />
            <p>
              {fr`Chaque personne qui siège dans « ${body.name} » reçoit un courriel et répond ici. L’instance se prononce ${DECIDING_WORDS[body.decides]}.`}
            </p>
            <Input
              name="jusque"
              label="Dernier jour pour répondre"
              type="date"
              value={valueIn(props.sent, 'jusque')}
              error={about(props.refusal, 'round-day')}
            />
            <TextArea
              name="mots"
              label="Un mot pour celles et ceux qui siègent (facultatif)"
              value={valueIn(props.sent, 'mots')}
            />
          </Form>
        </Disclosure>
      )}
      {!round && (organises || submitted) && (
        <Disclosure summary="Retirer ce dossier">
          <p>{fr`Il ne sera plus soumis ; ce qui en a été dit reste lisible. Il pourra être soumis de nouveau.`}</p>
          <FormButton action={`${here}/retrait`}>Retirer ce dossier</FormButton>
        </Disclosure>
      )}
    </>
  )
}

/** The decision, and why. */
const Outcome = ({ asked, sent, refusal }: CaseProps) => (
  <>
    <input type="hidden" name="etape" value={String(asked.level)} />
    <Checks name="issue" legend="Décision" radio options={OUTCOMES} checked={[valueIn(sent, 'issue', 'accept')]} />
    <TextArea
      name="motif"
      label="Motif, ou réserves"
      hint={typo('Demandé pour renvoyer ou refuser : c’est ce que liront celles et ceux qui ont écrit.')}
      value={valueIn(sent, 'motif')}
      error={about(refusal, 'reason-missing')}
    />
  </>
)

const InMeeting = (props: CaseProps) => {
  const { asked, answering, actor, sent, refusal } = props
  const body = turnOf(asked) ?? ''
  return (
    <Card id="reunion" title="Inscrire une décision prise en réunion">
      {answering.meetings.length === 0 ? (
        <p>
          {fr`Aucune réunion de cette instance ne s’est tenue depuis que le dossier est soumis : `}
          <a href={`${bodyPath(actor, { id: body })}/reunions/nouvelle`}>prévoyez-en une</a>
          {fr`, notez qui est là, puis revenez ici.`}
        </p>
      ) : (
        <Form action={`${casePath(actor, asked)}/decision-en-reunion`} submit="Inscrire la décision" wide>
          <Select
            name="reunion"
            label="Réunion"
            value={valueIn(sent, 'reunion')}
            options={answering.meetings.map(({ id, startsAt }) => ({ value: id, label: moment(startsAt) }))}
            error={about(refusal, 'meeting-unknown', 'meeting-before-turn', 'attendance-missing', 'quorum-missing')}
          />
          <Outcome {...props} />
          <VoiceFields sent={sent} />
        </Form>
      )}
    </Card>
  )
}

/** How many voices said what, where they were counted. */
export const VoiceFields = ({ sent }: Pick<CaseProps, 'sent'>) => (
  <>
    <div class="grid">
      {(['pour', 'contre', 'abstentions'] as const).map(name => (
        <Input
          name={name}
          label={{ pour: 'Voix pour', contre: 'Voix contre', abstentions: 'Abstentions' }[name]}
          inputmode="numeric"
          value={valueIn(sent, name)}
        />
      ))}
    </div>
    <p class="small muted">{typo('Laissez les trois vides si l’instance n’a pas voté.')}</p>
  </>
)

/** The round that is open: who answered, the reader’s voice, those that came by another way, its end. */
const RoundCard = (props: CaseProps & { round: CaseProps['rounds'][number] }) => {
  const { round, answering, actor, asked, sent, refusal } = props
  const here = `${casePath(actor, asked)}/consultations/${round.id}`
  const said = new Map(round.voices.map(one => [one.seat, one]))
  const missing = answering.asked.filter(({ id }) => !said.has(id))
  const speaks = missing.filter(({ id }) => answering.organises || answering.mine.includes(id))
  return (
    <Section
      id="consultation"
      title="Consultation écrite"
      aside={fr`${count(round.voices.length, 'réponse')} sur ${answering.asked.length}`}
    >
      <Alert state="info">
        <p>{fr`Ouverte jusqu’au ${day(round.until)} inclus. ${round.words}`}</p>
      </Alert>
      <Card flush>
        <Table
          id="voix"
          caption="Réponses reçues"
          hideCaption
          stack
          rows={answering.asked}
          columns={[
            {
              head: 'Siège',
              cell: ({ name, title }) => (
                <>
                  <bdi>{name}</bdi>
                  <small>
                    <bdi>{title}</bdi>
                  </small>
                </>
              ),
            },
            {
              head: 'Réponse',
              cell: ({ id }) => {
                const voice = said.get(id)
                return voice ? VOICE_WORDS[voice.voice as Voice] : <span class="muted">Attendue</span>
              },
            },
            { head: 'Ce qui est dit', cell: ({ id }) => <bdi>{said.get(id)?.words}</bdi> },
          ]}
        />
      </Card>
      {speaks.length > 0 && (
        <Card id="repondre" title={answering.organises ? 'Répondre, ou entrer une réponse reçue' : 'Répondre'}>
          <Form action={`${here}/voix`} submit="Enregistrer la réponse" wide>
            <Select
              name="siege"
              label="Pour le siège de"
              value={valueIn(
                sent,
                'siege',
                answering.mine.find(id => !said.has(id)),
              )}
              options={speaks.map(({ id, name, title }) => ({ value: id, label: `${name}, ${title}` }))}
              error={about(refusal, 'seat-unknown', 'voice-twice', 'not-in-body')}
            />
            <Checks
              name="voix"
              legend="Réponse"
              radio
              options={VOICES}
              checked={[valueIn(sent, 'voix')]}
              error={about(refusal, 'voice-missing')}
            />
            <TextArea name="mots" label="Ce que vous en dites (facultatif)" value={valueIn(sent, 'mots')} rows={3} />
          </Form>
        </Card>
      )}
      {answering.organises && (
        <FormButton action={`${here}/fin`}>Terminer la consultation et inscrire la décision</FormButton>
      )}
    </Section>
  )
}
