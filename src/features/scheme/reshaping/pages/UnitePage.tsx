import { Alert, ButtonLink, Card, Checks, Form, fr, Input, Select, typo } from '#ui'
import type { Action } from '../../document/document.ts'
import { Coded } from '../../pages/marks.tsx'
import { baseOf, type Framed, SchemePage } from '../../pages/SchemeFrame.tsx'
import type { Branch } from '../../text/outline.ts'
import { contextOf, FIELDS } from '../../versions/fields.ts'
import { TAKEN, type Taken, twice, type Union } from '../uniting.ts'

const NOTHING = contextOf({ indicators: [], buyers: [] })
const TAKEN_WORDS: Record<Taken, string> = {
  both: 'garder les deux',
  kept: 'garder celui de l’action gardée',
  other: 'garder celui de l’autre',
}

/** What a field of an action says, as French reads it. */
const Said = ({ of, name }: { of: Action; name: string }) => {
  const words = name === 'code' ? of.code : (FIELDS.action.find(field => field.name === name)?.words(of, NOTHING) ?? '')
  return <p class="well prose--written">{typeof words === 'string' ? words : words.join('\n')}</p>
}

/** Which action another is made one with. */
export const ChooseOtherPage = (props: Framed & { action: Action; others: readonly Branch[] }) => {
  const { actor, scheme, action, others } = props
  const base = baseOf(actor, scheme)
  return (
    <SchemePage
      {...props}
      title="Réunir deux actions"
      lede={<Coded code={action.code}>{action.title}</Coded>}
      crumbs={[{ label: action.title, href: `${base}/actions/${action.key}` }]}
    >
      <Card>
        {others.length === 0 ? (
          <p>{typo('Aucune autre action ne peut être réunie à celle-ci.')}</p>
        ) : (
          <form class="form form--wide stack" action={`${base}/parties/${action.key}/reunion`} method="get">
            <Select
              name="avec"
              label="L’autre action"
              hint="Vous verrez les deux fiches avant que rien ne change."
              options={others.map(({ key, code, title }) => ({ value: key, label: `${code} ${title}`.trim() }))}
            />
            <div class="actions">
              <button type="submit" class="button">
                Comparer les deux fiches
              </button>
            </div>
          </form>
        )}
      </Card>
    </SchemePage>
  )
}

/** Two actions side by side, and what is kept of each when they become one. */
export const UnitePage = (
  props: Framed & {
    kept: Action
    other: Action
    /** The indicators of the other, which come under the one that is kept. */
    come: readonly Branch[]
    /** Who pilots the other, by name. */
    pilots: readonly string[]
    sent: Partial<Union>
  },
) => {
  const { actor, scheme, kept, other, come, pilots, sent } = props
  const base = baseOf(actor, scheme)
  const fields = twice(kept, other)
  return (
    <SchemePage
      {...props}
      title="Réunir deux actions"
      lede={
        <>
          Gardée : <Coded code={kept.code}>{kept.title}</Coded>. Réunie à elle :{' '}
          <Coded code={other.code}>{other.title}</Coded>.
        </>
      }
      crumbs={[{ label: kept.title, href: `${base}/actions/${kept.key}` }]}
      actions={
        <ButtonLink href={`${base}/parties/${other.key}/reunion?avec=${kept.key}`}>Garder plutôt l’autre</ButtonLink>
      }
    >
      <Alert state="info" title="Ce qui va se passer">
        <p>
          {typo(
            'L’action gardée reçoit les textes, les étapes et les indicateurs de l’autre ; les indicateurs gardent leurs valeurs, et les étapes faites restent faites. L’autre quitte le brouillon : les versions adoptées la montrent toujours. Ses états, ses notes et ses échanges lui restent attachés ; son dernier état et le motif sont notés sur l’action gardée.',
          )}
        </p>
        {come.length > 0 && (
          <ul>
            {come.map(({ code, title }) => (
              <li>
                <Coded code={code}>{title}</Coded>
              </li>
            ))}
          </ul>
        )}
      </Alert>
      <Form wide action={`${base}/parties/${kept.key}/reunion`} submit="Réunir les deux actions">
        <input type="hidden" name="avec" value={other.key} />
        {fields.map(({ name, label, as }) => (
          <Card id={`champ-${name}`} title={label}>
            <div class="grid">
              <div class="stack stack--tight">
                <h3>Action gardée</h3>
                <Said of={kept} name={name} />
              </div>
              <div class="stack stack--tight">
                <h3>Autre action</h3>
                <Said of={other} name={name} />
              </div>
            </div>
            <Select
              name={`champ.${name}`}
              label={<span class="sr-only">{label}</span>}
              value={sent.fields?.[name] ?? (as === 'line' ? 'kept' : 'both')}
              options={TAKEN.filter(taken => as !== 'line' || taken !== 'both').map(value => ({
                value,
                label: TAKEN_WORDS[value],
              }))}
            />
          </Card>
        ))}
        <Card id="motif" title="Réunir">
          <Input
            name="motif"
            label="Pourquoi les réunir"
            hint="Noté sur l’action gardée, avec la date du jour."
            value={sent.reason}
          />
          {pilots.length > 0 && (
            <Checks
              name="pilotes"
              legend="Pilotage"
              checked={sent.pilots === false ? [] : ['oui']}
              options={[
                { value: 'oui', label: fr`Confier l’action gardée aussi à qui pilote l’autre : ${pilots.join(', ')}` },
              ]}
            />
          )}
        </Card>
      </Form>
    </SchemePage>
  )
}
