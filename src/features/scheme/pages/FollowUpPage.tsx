import { Card, Disclosure, Form, TextArea, typo } from '#ui'
import type { Action } from '../document/document.ts'
import type { Event } from '../life/events.ts'
import { DayField, StatusForm, StepForm } from './FollowUpForms.tsx'
import { Coded } from './marks.tsx'
import { baseOf, type Framed, SchemePage } from './SchemeFrame.tsx'

/** Saying where an action stands, that a step is done, or a note. */
export const FollowUpPage = (
  props: Framed & { action: Action; events: readonly Event[]; sent: Readonly<Record<string, string>> },
) => {
  const { actor, scheme, action, events, sent } = props
  const base = baseOf(actor, scheme)
  const here = `${base}/actions/${action.key}/suivi`
  const isDone = (key: string) => events.find(one => one.kind === 'step' && one.step === key)?.done === true
  return (
    <SchemePage
      {...props}
      title="Dire où en est l’action"
      lede={<Coded code={action.code}>{action.title}</Coded>}
      crumbs={[
        { label: action.code === '' ? 'Action' : `Action ${action.code}`, href: `${base}/actions/${action.key}` },
      ]}
    >
      <Card id="etat" title="Son état">
        <StatusForm action={here} status={events.find(({ kind }) => kind === 'status')?.status} sent={sent} />
      </Card>
      {action.calendar.length > 0 && (
        <Card id="etape" title="Une étape">
          <StepForm
            action={here}
            steps={action.calendar.map(({ key, title }) => ({ key, title: isDone(key) ? `${title} (faite)` : title }))}
            sent={sent}
          />
        </Card>
      )}
      <Card id="note" title="Une note datée">
        <Form action={here} submit="Enregistrer la note" aside>
          <input type="hidden" name="nature" value="note" />
          <DayField id="jour-note" sent={sent} />
          <TextArea
            name="mots"
            id="mots-note"
            label="Ce qui est arrivé"
            value={sent['nature'] === 'note' ? sent['mots'] : ''}
          />
        </Form>
      </Card>
      <Disclosure summary="Peut-on corriger ce qui a été dit ?">
        <p>
          {typo(
            'Rien n’est effacé : dites l’état qui vaut maintenant, ou ajoutez une note à la même date. Le dernier état dit d’un jour compte.',
          )}
        </p>
      </Disclosure>
    </SchemePage>
  )
}
