import { Card, Checks, Form, Input, Select, TextArea, typo } from '#ui'
import type { MeetingFacts } from '../../meetings/facts.ts'
import { about, BodyFrame, type Framed, valueIn } from '../../pages/BodyFrame.tsx'
import { under } from '../../pages/MeetingForms.tsx'
import { meetingPath } from '../../within.ts'
import { outcomeWords } from '../labels.ts'
import { type Offered, ownKey } from '../own.ts'
import { VoiceFields } from './AnswerForms.tsx'

const OUTCOMES = (['accept', 'refuse'] as const).map(value => ({ value, label: outcomeWords({ outcome: value, own: true }) })) // biome-ignore format: one line

/** Recording what a body decided of itself, in a meeting that took place. */
export const OwnPage = (
  props: Framed & {
    facts: MeetingFacts
    offered: readonly Offered[]
    /** Of the form: sent twice, it is recorded once. */
    form: string
  },
) => {
  const { actor, facts, offered, form, sent, refusal } = props
  return (
    <BodyFrame
      {...under(props)}
      title="Inscrire une décision"
      lede={typo(
        'Ce que l’instance a décidé sans que rien ne lui soit soumis. Le texte est figé : il ne change plus après.',
      )}
      said={refusal?.code === 'own-title' || refusal?.code === 'reason-missing'}
    >
      <Card>
        <Form action={`${meetingPath(actor, facts.meeting)}/decisions/nouvelle`} submit="Inscrire la décision" wide>
          <input type="hidden" name="formulaire" value={form} />
          {offered.length > 0 && (
            <Select
              name="objet"
              label="De quoi s’agit-il ?"
              value={valueIn(sent, 'objet')}
              options={[
                { value: '', label: 'Une autre décision' },
                ...offered.map(one => ({ value: ownKey(one), label: one.label })),
              ]}
              error={about(refusal, 'own-unknown')}
            />
          )}
          <Input
            name="intitule"
            label={offered.length > 0 ? 'Intitulé (celui de la liste, s’il est vide)' : 'Intitulé'}
            value={valueIn(sent, 'intitule')}
            error={about(refusal, 'own-title')}
          />
          <TextArea
            name="texte"
            label="Ce qui est décidé"
            hint={typo('Mise en forme Markdown. Les documents se joignent ensuite, à la page de la décision.')}
            rows={10}
            value={valueIn(sent, 'texte')}
          />
          <Checks
            name="issue"
            legend="Résultat"
            radio
            options={OUTCOMES}
            checked={[valueIn(sent, 'issue', 'accept')]}
          />
          <VoiceFields sent={sent} />
          <TextArea
            name="motif"
            label="Réserves, ou motif du rejet"
            rows={3}
            value={valueIn(sent, 'motif')}
            error={about(refusal, 'reason-missing')}
          />
        </Form>
      </Card>
    </BodyFrame>
  )
}
