import { Alert, Button, Card, Empty, Filters, fr, Select, Table, typo } from '#ui'
import { KIND_WORDS } from '../../document/check.ts'
import { baseOf, type Framed, SchemePage } from '../../pages/SchemeFrame.tsx'
import type { Branch } from '../../text/outline.ts'
import { WAYS, type Way } from '../numbering.ts'

const WAY_WORDS: Record<Way, string> = {
  points: '1, 1.1, 1.1.1',
  printed: '1, 1-1, 1-1.1',
  continuing: 'actions à la suite : 1, 2, 3…',
}
export const NOW = 'actuels'
export const ALL = 'tout'

const LOOKS = { axis: 'Axe', objective: 'Objectif', action: 'Action', indicator: 'Indicateur', own: '' } as const

/** The codes of a scheme, in order, to change in one go. */
export const CodesPage = (
  props: Framed & {
    /** In order. */
    parts: readonly Branch[]
    /** The keys of those that another buyer wrote. */
    foreign: ReadonlySet<string>
    /** What the fields say, by key. */
    codes: ReadonlyMap<string, string>
    mark: string
    way: Way | typeof NOW
    /** Which of them are shown: none said, {@link ALL}, or the key of an axis. */
    quoi: string
    /** The axes to choose from, where a form cannot hold all codes. */
    axes: readonly Branch[] | null
    /** What is wrong with a code, by key. */
    errors: ReadonlyMap<string, string>
  },
) => {
  const { actor, scheme, parts, foreign, codes, errors, way } = props
  const here = `${baseOf(actor, scheme)}/codes`
  const changed = parts.filter(({ key, code }) => (codes.get(key) ?? code) !== code).length
  return (
    <SchemePage
      {...props}
      title="Renuméroter le schéma"
      lede={fr`Les codes se lisent et s’impriment, rien n’y est attaché : valeurs, suivi, adresses et formules restent à leur place quand ils changent.`}
    >
      <Filters action={here} label="Numérotation proposée" submit="Proposer">
        <Select
          name="modele"
          label="Numérotation"
          value={way}
          options={[
            { value: NOW, label: 'les codes actuels' },
            ...WAYS.map(value => ({ value, label: typo(WAY_WORDS[value]) })),
          ]}
        />
        <Select
          name="quoi"
          label="Codes"
          value={props.quoi}
          options={[
            { value: '', label: 'axes, objectifs et actions' },
            ...(props.axes?.map(({ key, code, title }) => ({
              value: key,
              label: fr`l’axe ${code || title} et ses indicateurs`,
            })) ?? [{ value: ALL, label: 'tout, indicateurs compris' }]),
          ]}
        />
      </Filters>
      {parts.length === 0 ? (
        <Empty title="Rien à numéroter">
          <p>{typo('Ce schéma n’a encore ni axe ni action.')}</p>
        </Empty>
      ) : (
        <form class="stack" action={here} method="post">
          <input type="hidden" name="marque" value={props.mark} />
          <input type="hidden" name="modele" value={way} />
          <input type="hidden" name="quoi" value={props.quoi} />
          {way !== NOW && (
            <Alert state="info">
              <p>
                {changed === 0
                  ? typo('Les codes proposés sont ceux d’aujourd’hui.')
                  : fr`Rien n’est encore enregistré : ${changed} ${changed > 1 ? 'codes proposés changeraient' : 'code proposé changerait'}. Corrigez ceux que vous voulez autrement.`}
              </p>
            </Alert>
          )}
          <Card flush>
            <Table
              id="codes"
              caption="Codes du schéma"
              hideCaption
              stack
              rows={parts}
              columns={[
                {
                  head: 'Partie',
                  cell: ({ kind, title }) => (
                    <>
                      <span class="small muted">{LOOKS[kind]}</span> <bdi>{title}</bdi>
                    </>
                  ),
                },
                { head: 'Code actuel', nowrap: true, cell: ({ code }) => code || <span class="muted">aucun</span> },
                {
                  head: 'Nouveau code',
                  cell: ({ key, kind, title, code }) =>
                    foreign.has(key) ? (
                      <span class="small muted">à un autre acheteur</span>
                    ) : (
                      <CodeField
                        {...{ id: key, error: errors.get(key), value: codes.get(key) ?? code }}
                        label={`Code de ${KIND_WORDS[kind].the} « ${title} »`}
                      />
                    ),
                },
              ]}
            />
          </Card>
          <div class="actions">
            <Button>Enregistrer les codes</Button>
          </div>
        </form>
      )}
    </SchemePage>
  )
}

/** As light as it may be: there are hundreds. */
const CodeField = (props: { id: string; label: string; value: string; error: string | undefined }) => (
  <div class={props.error ? 'field field--invalid' : 'field'}>
    {props.error && (
      <span class="error" id={`${props.id}-erreur`}>
        {props.error}
      </span>
    )}
    <input
      class="input"
      name={`code.${props.id}`}
      aria-label={props.label}
      value={props.value}
      autocomplete="off"
      aria-invalid={props.error ? 'true' : undefined}
      aria-describedby={props.error ? `${props.id}-erreur` : undefined}
    />
  </div>
)
