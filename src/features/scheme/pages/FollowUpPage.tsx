import { parisDay } from '#kernel'
import { Card, Disclosure, Form, Input, Select, TextArea, typo } from '#ui'
import type { Action } from '../document/document.ts'
import type { Event } from '../life/events.ts'
import { STATUSES } from '../scheme.ts'
import { STATUS_WORDS } from '../words.ts'
import { Coded } from './marks.tsx'
import { baseOf, type Framed, SchemePage } from './SchemeFrame.tsx'

/** Saying where an action stands, that a step is done, or a note. */
export const FollowUpPage = (
  props: Framed & { action: Action; events: readonly Event[]; sent: Readonly<Record<string, string>> },
) => {
  const { actor, scheme, action, events, sent } = props
  const base = baseOf(actor, scheme)
  const here = `${base}/actions/${action.key}/suivi`
  const today = parisDay(new Date())
  const isDone = (key: string) => events.find(one => one.kind === 'step' && one.step === key)?.done === true
  const day = (id: string) => <Input name="jour" id={id} label="Le" type="date" value={sent['jour'] ?? today} />
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
        <Form action={here} submit="Enregistrer l’état">
          <input type="hidden" name="nature" value="etat" />
          <Select
            name="etat"
            label="Où en est-elle ?"
            value={sent['etat'] ?? events.find(({ kind }) => kind === 'status')?.status ?? 'to-start'}
            options={STATUSES.map(value => ({ value, label: STATUS_WORDS[value].label }))}
          />
          {day('jour-etat')}
          <TextArea
            name="mots"
            id="mots-etat"
            label="Ce qui l’explique"
            hint="Facultatif."
            rows={3}
            value={sent['nature'] === 'etat' ? sent['mots'] : ''}
          />
        </Form>
      </Card>
      {action.calendar.length > 0 && (
        <Card id="etape" title="Une étape">
          <Form action={here} submit="Enregistrer l’étape" aside>
            <input type="hidden" name="nature" value="etape" />
            <Select
              name="etape"
              label="Étape"
              value={sent['etape']}
              options={action.calendar.map(step => ({
                value: step.key,
                label: isDone(step.key) ? `${step.title} (faite)` : step.title,
              }))}
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
            {day('jour-etape')}
          </Form>
        </Card>
      )}
      <Card id="note" title="Une note datée">
        <Form action={here} submit="Enregistrer la note" aside>
          <input type="hidden" name="nature" value="note" />
          {day('jour-note')}
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
