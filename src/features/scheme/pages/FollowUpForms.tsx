import { parisDay } from '#kernel'
import { Form, Input, Select, TextArea } from '#ui'
import { STATUSES, type Status } from '../scheme.ts'
import { STATUS_WORDS } from '../words.ts'

type Sent = Readonly<Record<string, string>>

/** The day that something is said of: today, unless told otherwise. */
export const DayField = ({ id, sent }: { id: string; sent: Sent }) => (
  <Input name="jour" id={id} label="Le" type="date" value={sent['jour'] ?? parisDay(new Date())} />
)

/** Saying where an action stands. @param status the last one said */
export const StatusForm = (props: { action: string; status: Status | null | undefined; sent: Sent }) => {
  const { action, status, sent } = props
  return (
    <Form action={action} submit="Enregistrer l’état">
      <input type="hidden" name="nature" value="etat" />
      <Select
        name="etat"
        label="Où en est-elle ?"
        value={sent['etat'] ?? status ?? 'to-start'}
        options={STATUSES.map(value => ({ value, label: STATUS_WORDS[value].label }))}
      />
      <DayField id="jour-etat" sent={sent} />
      <TextArea
        name="mots"
        id="mots-etat"
        label="Ce qui l’explique"
        hint="Facultatif."
        rows={3}
        value={sent['nature'] === 'etat' ? sent['mots'] : ''}
      />
    </Form>
  )
}

/** Saying that a step is done, or not after all. */
export const StepForm = (props: { action: string; steps: readonly { key: string; title: string }[]; sent: Sent }) => {
  const { action, steps, sent } = props
  return (
    <Form action={action} submit="Enregistrer l’étape" aside>
      <input type="hidden" name="nature" value="etape" />
      <Select
        name="etape"
        label="Étape"
        value={sent['etape']}
        options={steps.map(({ key, title }) => ({ value: key, label: title }))}
      />
      <Select
        name="faite"
        label="Elle est"
        value={sent['faite']}
        options={[
          { value: 'oui', label: 'faite' },
          { value: 'non', label: 'à faire, finalement' },
        ]}
      />
      <DayField id="jour-etape" sent={sent} />
    </Form>
  )
}
