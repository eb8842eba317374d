import { Card, Form, fr, Input, moment, Select, TextArea, typo } from '#ui'
import type { Body } from '../../bodies.ts'
import type { Matter, Place } from '../../cases/deciding.ts'
import type { Meeting } from '../../meetings/meetings.ts'
import { about, BodyFrame, type Framed, valueIn } from '../../pages/BodyFrame.tsx'
import { givingPath } from '../within.ts'

/** A body says what another one is to write. */
export const GivingPage = (
  props: Framed & {
    body: Body
    bodies: readonly Body[]
    /** What may be oriented. */
    matters: readonly Matter[]
    places: ReadonlyMap<string, Place>
    /** Those that have begun, the latest first. */
    meetings: readonly Meeting[]
    /** The scope that the page was asked for. */
    scope: string
  },
) => {
  const { actor, body, bodies, matters, places, meetings, scope, sent, refusal } = props
  const others = bodies.filter(({ id, open }) => open && id !== body.id)
  const writers = others.find(({ kind }) => kind === 'working-group') ?? others[0]
  const codes = ['title', 'words', 'scope', 'body', 'meeting', 'due'].map(name => `orientation-${name}`)
  return (
    <BodyFrame
      {...props}
      under={body}
      title="Donner une orientation"
      lede={fr`Ce que « ${body.name} » demande d’écrire : une action nouvelle, un changement. L’instance qui écrit dira ce qu’elle en a fait.`}
      said={refusal !== undefined && codes.includes(refusal.code)}
    >
      <Card>
        {others.length === 0 || places.size === 0 ? (
          <p>
            {others.length === 0
              ? typo('Aucune autre instance n’est ouverte : ouvrez d’abord celle qui écrira.')
              : typo('Votre organisation n’a pas encore de schéma : il n’y a rien à orienter.')}
          </p>
        ) : (
          <Form action={givingPath(actor, body)} submit="Inscrire l’orientation" wide>
            <Input
              name="title"
              label="Ce qui est demandé, en une ligne"
              value={valueIn(sent, 'title')}
              error={about(refusal, 'orientation-title')}
            />
            <TextArea
              name="words"
              label="Ce qu’il faut savoir pour l’écrire (facultatif)"
              hint="Mise en forme Markdown."
              value={valueIn(sent, 'words')}
              error={about(refusal, 'orientation-words')}
            />
            <Select
              name="to"
              label="À écrire par"
              value={valueIn(sent, 'to', writers?.id)}
              options={others.map(({ id, name }) => ({ value: id, label: name }))}
              error={about(refusal, 'orientation-body')}
            />
            <Select
              name="scope"
              label="Pour le schéma"
              value={valueIn(sent, 'scope', scope)}
              options={[...places].map(([value, { label }]) => ({ value, label }))}
              error={about(refusal, 'orientation-scope')}
            />
            {matters.length === 1 ? (
              <input type="hidden" name="matter" value={matters[0]?.name} />
            ) : (
              <Select
                name="matter"
                label="De quoi s’agit-il ?"
                value={valueIn(sent, 'matter')}
                options={matters.map(({ name, label }) => ({ value: name, label }))}
              />
            )}
            <Select
              name="meeting"
              label="Donnée à la réunion"
              value={valueIn(sent, 'meeting', meetings[0]?.id)}
              options={[
                ...meetings.map(({ id, startsAt }) => ({ value: id, label: moment(startsAt) })),
                { value: '', label: 'Hors réunion, aujourd’hui' },
              ]}
              error={about(refusal, 'orientation-meeting')}
            />
            <Input
              name="due"
              type="date"
              label="À écrire avant le (facultatif)"
              value={valueIn(sent, 'due')}
              error={about(refusal, 'orientation-due')}
            />
          </Form>
        )}
      </Card>
    </BodyFrame>
  )
}
