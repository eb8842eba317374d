import { type Body, CASE_WORDS, type Case, casePath, type Matter } from '#features/bodies'
import { baseOf, type Framed, SchemePage } from '#features/scheme'
import { Alert, ButtonLink, Card, count, Empty, FormButton, fr, Section, type State, Status, Table, typo } from '#ui'
import { type ActionChange, type Standing, WHAT_WORDS } from '../changes.ts'
import { coded } from '../governance.ts'
import { STANDING_WORDS } from '../labels.ts'
import type { Governed } from '../reading.ts'
import { Orientations } from './Orientations.tsx'

const STATES: Record<Standing, State> = {
  'to-submit': 'none',
  open: 'info',
  accepted: 'ok',
  returned: 'warn',
  refused: 'late',
  'changed-since': 'warn',
}

interface Props extends Framed {
  read: Governed
  matters: readonly Matter[]
  leads: boolean
}

/** Who validates what of a scheme, in which order; what waits to be submitted; what bodies said. */
export const GovernancePage = (props: Props) => {
  const { actor, scheme, read, leads } = props
  const instances = `/organisations/${actor.membership.organisation.siren}/instances`
  return (
    <SchemePage
      {...props}
      tab="/gouvernance"
      title="Gouvernance"
      lede={fr`Quelles instances valident quoi, dans quel ordre, et ce qu’elles ont dit.`}
      actions={<ButtonLink href={instances}>Voir les instances</ButtonLink>}
    >
      {read.bodies.every(({ open }) => !open) ? (
        <Empty
          title="Aucune instance n’est ouverte"
          actions={<ButtonLink href={instances}>Ouvrir une instance</ButtonLink>}
        >
          <p>
            {fr`Dites d’abord qui se réunit et décide : comité de pilotage, comité technique, groupe de travail, assemblée. Sans instance, le schéma s’écrit et s’adopte comme avant.`}
          </p>
        </Empty>
      ) : (
        <Chains {...props} />
      )}
      {read.text && <Text {...props} text={read.text} />}
      {read.changes.length > 0 && <Changes {...props} here={`${baseOf(actor, scheme)}/gouvernance`} />}
      <Orientations {...props} />
      <Cases {...{ actor, read, leads }} />
    </SchemePage>
  )
}

const Chains = ({ actor, scheme, read, matters, leads }: Props) => (
  <Section id="chaines" title="Qui valide quoi">
    <Card flush>
      <Table
        id="table-chaines"
        caption="Instances qui valident, dans leur ordre"
        hideCaption
        stack
        rows={matters}
        columns={[
          {
            head: 'Ce qui se valide',
            cell: ({ label, says }) => (
              <>
                <b>{typo(label)}</b>
                <small>{typo(says)}</small>
              </>
            ),
          },
          {
            head: 'Par, dans l’ordre',
            cell: ({ name }) => <Chain bodies={read.bodies} ids={read.chains.get(name) ?? []} />,
          },
          ...(leads
            ? [
                {
                  head: 'Changer',
                  cell: ({ name, label }: Matter) => (
                    <a href={`${baseOf(actor, scheme)}/gouvernance/chaines/${name}`}>
                      Choisir<span class="sr-only">{` les instances : ${label}`}</span>
                    </a>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  </Section>
)

const Chain = ({ bodies, ids }: { bodies: readonly Body[]; ids: readonly string[] }) => {
  const names = ids.flatMap(id => bodies.find(one => one.id === id) ?? [])
  return names.length === 0 ? (
    <span class="muted">{fr`Personne : rien n’est à soumettre`}</span>
  ) : (
    <span>
      {names.map(({ name, open }, rank) => (
        <>
          {rank > 0 && ' → '}
          <bdi>{name}</bdi>
          {!open && ' (close)'}
        </>
      ))}
    </span>
  )
}

const Text = ({ actor, scheme, read, leads, text }: Props & { text: NonNullable<Governed['text']> }) =>
  (read.chains.get('text')?.length ?? 0) === 0 ? null : (
    <Section id="texte" title="Le texte soumis">
      <Alert
        state={STATES[text.standing]}
        title={fr`Version ${text.number} : ${STANDING_WORDS[text.standing].toLowerCase()}`}
      >
        <p>
          {text.standing === 'accepted' ? (
            <a href={`${baseOf(actor, scheme)}/versions/adoption`}>Dire l’adoption</a>
          ) : (
            fr`Ce texte est figé. Son adoption se dira une fois que ces instances l’auront accepté.`
          )}
          {text.asked && (
            <>
              {' '}
              <a href={casePath(actor, text.asked)}>Voir le dossier</a>
            </>
          )}
        </p>
      </Alert>
      {leads && text.standing !== 'open' && text.standing !== 'accepted' && (
        <FormButton action={`${baseOf(actor, scheme)}/gouvernance/texte`}>Soumettre le texte aux instances</FormButton>
      )}
    </Section>
  )

const Changes = ({ actor, read, leads, here }: Props & { here: string }) => {
  const asks = (read.chains.get('action')?.length ?? 0) > 0
  const settled = read.changes.filter(({ standing }) => standing === 'accepted').length
  return (
    <Section
      id="changements"
      title="Ce que change la version qui s’écrit"
      aside={asks && fr`${settled} validées sur ${read.changes.length}`}
    >
      {!asks && (
        <p class="muted">{fr`Aucune instance ne valide le contenu des actions : ces changements s’adoptent avec le texte.`}</p>
      )}
      <Card flush>
        <Table
          id="table-changements"
          caption="Actions ajoutées, changées ou retirées"
          hideCaption
          stack
          rows={read.changes}
          columns={[
            { head: 'Action', cell: one => <bdi>{coded(one)}</bdi> },
            { head: 'Ce qui change', cell: ({ what }) => WHAT_WORDS[what] },
            ...(asks
              ? [
                  {
                    head: 'Validation',
                    cell: ({ standing, asked }: ActionChange) => (
                      <>
                        <Status state={STATES[standing]}>{STANDING_WORDS[standing]}</Status>
                        {asked && (
                          <small>
                            <a href={casePath(actor, asked)}>Voir le dossier</a>
                          </small>
                        )}
                      </>
                    ),
                  },
                ]
              : []),
            ...(asks && leads
              ? [
                  {
                    head: 'Agir',
                    cell: (one: ActionChange) =>
                      one.standing === 'accepted' || one.asked?.state === 'open' ? null : (
                        <FormButton small action={`${here}/actions/${one.key}`}>
                          Soumettre<span class="sr-only">{` ${coded(one)}`}</span>
                        </FormButton>
                      ),
                  },
                ]
              : []),
          ]}
        />
      </Card>
    </Section>
  )
}

const Cases = ({ actor, read }: Pick<Props, 'actor' | 'read'>) => {
  const latest = read.cases.toReversed()
  return latest.length === 0 ? null : (
    <Section id="dossiers" title="Les dossiers de ce schéma" aside={count(latest.length, 'dossier')}>
      <ul class="stack stack--tight">
        {latest.slice(0, SHOWN).map((one: Case) => (
          <li>
            <a href={casePath(actor, one)}>
              <bdi>{one.title}</bdi>
            </a>{' '}
            <span class="small muted">{CASE_WORDS[one.state]}</span>
          </li>
        ))}
      </ul>
      {latest.length > SHOWN && (
        <p>
          <a href={casePath(actor, { id: '' }).replace(/\/$/, '')}>Voir tous les dossiers</a>
        </p>
      )}
    </Section>
  )
}

/** Cases that one reads at a glance. */
const SHOWN = 30
