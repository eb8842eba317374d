import { parisClock } from '#kernel'
import { Card, Form, FormButton, fr, Input, Select, TextArea, typo } from '#ui'
import type { Body } from '../bodies.ts'
import type { MeetingFacts } from '../meetings/facts.ts'
import { hoursOf, titleOf } from '../meetings/letters.ts'
import type { Item } from '../meetings/reading.ts'
import { bodyPath, meetingPath } from '../within.ts'
import { about, BodyFrame, type Framed, valueIn } from './BodyFrame.tsx'

/** What a page under a meeting begins with. */
export const under = (props: Framed & { facts: MeetingFacts }) => ({
  ...props,
  under: props.facts.body,
  crumbs: [{ label: titleOf(props.facts.meeting), href: meetingPath(props.actor, props.facts.meeting) }],
})

/** Planning a meeting, moving it, or entering one that took place. */
export const MeetingFormPage = (props: Framed & { body: Body; facts?: MeetingFacts; past?: boolean }) => {
  const { actor, body, facts, past = false, sent, refusal } = props
  const meeting = facts?.meeting
  const from = meeting && parisClock(meeting.startsAt)
  const codes = [
    'meeting-day',
    'meeting-times',
    'meeting-place',
    'meeting-link',
    'meeting-words',
    'meeting-past',
    'meeting-not-over',
  ]
  return (
    <BodyFrame
      {...(facts ? under({ ...props, facts }) : { ...props, under: body })}
      title={meeting ? 'Changer la réunion' : past ? 'Inscrire une réunion déjà tenue' : 'Prévoir une réunion'}
      lede={
        past
          ? typo('Elle a eu lieu : aucune convocation ne part. Dites ensuite qui était là, puis ce qui s’est dit.')
          : meeting?.state === 'convened'
            ? typo('Les personnes convoquées recevront aussitôt la convocation modifiée.')
            : typo('Personne n’est prévenu pour l’instant : vous convoquerez quand l’ordre du jour sera prêt.')
      }
      said={refusal !== undefined && codes.includes(refusal.code)}
    >
      <Card>
        <Form
          action={
            meeting
              ? `${meetingPath(actor, meeting)}/modification`
              : `${bodyPath(actor, body)}/reunions/${past ? 'deja-tenue' : 'nouvelle'}`
          }
          submit={meeting ? 'Enregistrer la réunion' : past ? 'Inscrire la réunion' : 'Prévoir la réunion'}
        >
          <Input
            name="day"
            type="date"
            label="Jour"
            value={valueIn(sent, 'day', from?.day)}
            error={about(refusal, 'meeting-day', 'meeting-past', 'meeting-not-over')}
          />
          <Input
            name="from"
            type="time"
            label="De"
            hint="À l’heure de Paris."
            value={valueIn(sent, 'from', from?.time ?? '09:30')}
            error={about(refusal, 'meeting-times')}
          />
          <Input
            name="to"
            type="time"
            label="À"
            value={valueIn(sent, 'to', meeting ? parisClock(meeting.endsAt).time : '11:30')}
          />
          <Input
            name="place"
            label="Lieu (facultatif)"
            value={valueIn(sent, 'place', meeting?.place)}
            error={about(refusal, 'meeting-place')}
          />
          {past ? (
            <TextArea
              name="agenda"
              label="Ordre du jour, un point par ligne (facultatif)"
              rows={5}
              value={valueIn(sent, 'agenda')}
              error={about(refusal, 'item-title', 'agenda-many')}
            />
          ) : (
            <>
              <Input
                name="link"
                label="Lien pour la suivre en ligne (facultatif)"
                hint="Une adresse qui commence par https://"
                value={valueIn(sent, 'link', meeting?.link)}
                error={about(refusal, 'meeting-link')}
              />
              <TextArea
                name="words"
                label="Ce que la convocation dit en plus de l’ordre du jour (facultatif)"
                value={valueIn(sent, 'words', meeting?.words)}
                error={about(refusal, 'meeting-words')}
              />
            </>
          )}
        </Form>
      </Card>
    </BodyFrame>
  )
}

/** Adding a point to an agenda, or changing it. */
export const ItemFormPage = (
  props: Framed & { facts: MeetingFacts; cases: readonly { id: string; title: string }[]; item?: Item },
) => {
  const { actor, facts, cases, item, sent, refusal } = props
  const here = `${meetingPath(actor, facts.meeting)}/points`
  const last = facts.items.length + (item ? 0 : 1)
  return (
    <BodyFrame
      {...under(props)}
      title={item ? 'Changer le point' : 'Ajouter un point'}
      lede={fr`À l’ordre du jour du ${hoursOf(facts.meeting)}.`}
      said={refusal !== undefined && ['item-title', 'item-words', 'item-case'].includes(refusal.code)}
    >
      <Card>
        <Form
          action={item ? `${here}/${item.id}` : `${here}/nouveau`}
          submit={item ? 'Enregistrer le point' : 'Ajouter le point'}
        >
          {cases.length > 0 && (
            <Select
              name="case"
              label="Dossier à trancher"
              hint="Ceux qui attendent l’avis de cette instance."
              value={valueIn(sent, 'case', item?.case ?? '')}
              options={[
                { value: '', label: 'Aucun : le point est d’information ou d’échange' },
                ...cases.map(({ id, title }) => ({ value: id, label: title })),
              ]}
              error={about(refusal, 'item-case')}
            />
          )}
          <Input
            name="title"
            label={cases.length > 0 ? 'Intitulé (celui du dossier, s’il est vide)' : 'Intitulé'}
            value={valueIn(sent, 'title', item?.title)}
            error={about(refusal, 'item-title')}
          />
          <TextArea
            name="words"
            label="Ce qu’il faut savoir avant (facultatif)"
            hint="Mise en forme Markdown. Joignez les documents à la page de la réunion."
            value={valueIn(sent, 'words', item?.words)}
            error={about(refusal, 'item-words')}
          />
          {last > 1 && (
            <Select
              name="rank"
              label="Rang"
              value={valueIn(sent, 'rank', String(item?.position ?? last))}
              options={Array.from({ length: last }, (_, rank) => ({
                value: String(rank + 1),
                label: String(rank + 1),
              }))}
            />
          )}
        </Form>
      </Card>
      {item && (
        <div class="actions">
          <FormButton action={`${here}/${item.id}/retrait`}>Retirer ce point</FormButton>
        </div>
      )}
    </BodyFrame>
  )
}
