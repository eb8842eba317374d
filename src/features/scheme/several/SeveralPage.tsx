import { parisDay } from '#kernel'
import { Button, Card, Checks, count, Day, Empty, fr, Input, Missing, Select, Table, TextArea, typo } from '#ui'
import type { Pilot } from '../life/pilots.ts'
import { ActionStatus, Coded } from '../pages/marks.tsx'
import { baseOf, type Framed, SchemePage } from '../pages/SchemeFrame.tsx'
import { STATUSES } from '../scheme.ts'
import { STATUS_WORDS } from '../words.ts'
import type { Typed } from './sent.ts'
import { type Known, MOST } from './several.ts'

const GESTURES = [
  { value: 'etat', label: 'Dire où elles en sont' },
  { value: 'confier', label: 'Les confier à quelqu’un' },
  { value: 'reprendre', label: 'Les reprendre à quelqu’un' },
] as const

/** Choosing several actions, and what to do to them. */
export const SeveralPage = (
  props: Framed & {
    known: readonly Known[]
    /** What was asked of the list, in words; nothing when all actions were. */
    words: readonly string[]
    /** To whom actions may be given; null to who gives them to nobody. */
    possible: readonly Pilot[] | null
    typed: Typed
  },
) => {
  const { actor, scheme, known, words, possible, typed } = props
  const shown = known.slice(0, MOST)
  const pilots = new Map(possible?.map(({ membership, name }) => [membership, name]))
  if (possible) for (const one of known) for (const [membership, name] of one.pilots) pilots.set(membership, name)
  return (
    <SchemePage
      {...props}
      title="Changer plusieurs actions"
      lede={fr`Cochez les actions, dites ce qui change : rien n’est enregistré avant que vous ayez relu et confirmé.`}
    >
      {shown.length === 0 ? (
        <Empty title="Aucune action ici">
          <p>
            {words.length > 0 ? fr`Aucune action ne répond à ces filtres.` : fr`Ce schéma n’a pas encore d’action.`}
          </p>
        </Empty>
      ) : (
        <form action={`${baseOf(actor, scheme)}/plusieurs`} method="post" class="stack">
          <Card
            id="actions"
            flush
            title={
              words.length > 0 ? (
                <bdi>{fr`${count(shown.length, 'action')} : ${words.join(', ')}`}</bdi>
              ) : (
                count(shown.length, 'action')
              )
            }
          >
            <Table
              id="actions-table"
              caption="Actions à changer"
              hideCaption
              stack
              rows={shown}
              columns={[
                {
                  head: 'Action',
                  cell: ({ key, code, title }) => (
                    <label class="check">
                      <input type="checkbox" name="action" value={key} checked={typed.action.includes(key)} />
                      <span>
                        <Coded code={code}>{title}</Coded>
                      </span>
                    </label>
                  ),
                },
                {
                  head: 'État',
                  cell: ({ said, left }) => (
                    <>
                      <ActionStatus status={left === null ? said?.status : 'left'} />
                      {said && (
                        <small>
                          <Day date={said.day} short />
                        </small>
                      )}
                    </>
                  ),
                },
                {
                  head: 'Personnes qui pilotent',
                  cell: one =>
                    one.pilots.size === 0 ? (
                      <Missing>Personne</Missing>
                    ) : (
                      <bdi>{[...one.pilots.values()].join(', ')}</bdi>
                    ),
                },
              ]}
            />
          </Card>
          {known.length > MOST && (
            <p class="small">
              {typo(`Sont montrées les ${MOST} premières : filtrez les actions pour changer les autres.`)}
            </p>
          )}
          <Card id="changement" title="Ce qui change">
            {possible ? (
              <Checks
                name="geste"
                legend="Que faire des actions cochées ?"
                radio
                checked={[typed.geste]}
                options={GESTURES}
              />
            ) : (
              <input type="hidden" name="geste" value="etat" />
            )}
            <div class="grid">
              <div class="stack">
                <Select
                  name="etat"
                  label="Où en sont-elles ?"
                  value={typed.etat}
                  options={STATUSES.map(value => ({ value, label: STATUS_WORDS[value].label }))}
                />
                <Input name="jour" label="Le" type="date" value={typed.jour ?? parisDay(new Date())} />
                <TextArea
                  name="mots"
                  label="Ce qui l’explique"
                  hint="Facultatif : dit de chacune."
                  rows={3}
                  value={typed.mots}
                />
              </div>
              {possible && (
                <Select
                  name="membre"
                  label="À qui les confier, ou les reprendre"
                  value={typed.membre}
                  options={[...pilots].map(([value, label]) => ({ value, label }))}
                />
              )}
            </div>
            <div class="actions">
              <Button>Relire avant de confirmer</Button>
            </div>
          </Card>
        </form>
      )}
    </SchemePage>
  )
}
