import { Card, Day, Empty, fr, inParis, Page, PageHead, Section, Status, Table, typo } from '#ui'
import type { Body } from '../../bodies.ts'
import type { Framed } from '../../pages/BodyFrame.tsx'
import { bodiesPath } from '../../within.ts'
import type { Case } from '../cases.ts'
import type { Matter, Place } from '../deciding.ts'
import { turnOf } from '../rules.ts'
import { casePath, labelOf } from '../within.ts'
import { stateOf } from './words.ts'

/** What is submitted to the bodies of an organisation: what waits, for whom; what was decided. */
export const CasesPage = (
  props: Framed & {
    cases: readonly Case[]
    bodies: readonly Body[]
    matters: readonly Matter[]
    /** The bodies where the reader sits. */
    mine: ReadonlySet<string>
    /** What cases belong to, by their scope. */
    placed: ReadonlyMap<string, Place>
  },
) => {
  const { actor, cases, bodies, matters, mine, placed } = props
  const nameOf = (id: string | null) => bodies.find(one => one.id === id)?.name ?? ''
  const waiting = cases.filter(({ state }) => state === 'open')
  const closed = cases.filter(({ state }) => state !== 'open').toReversed()
  const what = {
    head: 'Dossier',
    cell: (one: Case) => (
      <>
        <a href={casePath(actor, one)}>
          <bdi>{one.title}</bdi>
        </a>
        <small>
          {typo(labelOf(matters, one.matter))}
          {placed.has(one.scope) && (
            <>
              {fr` : `}
              <bdi>{placed.get(one.scope)?.label}</bdi>
            </>
          )}
        </small>
      </>
    ),
  }
  return (
    <Page title="Décisions" space={props.space} width="wide">
      <PageHead
        title="Décisions"
        lede={fr`Ce qui est soumis aux instances : chacune se prononce à son tour, et tout ce qu’elles disent reste.`}
      />
      {cases.length === 0 ? (
        <Empty title="Rien n’a encore été soumis">
          <p>
            {fr`Les actions, les évaluations et le texte d’un schéma se soumettent depuis sa page « Gouvernance », une fois dit `}
            <a href={bodiesPath(actor)}>quelles instances</a>
            {fr` les valident.`}
          </p>
        </Empty>
      ) : (
        <>
          <Section id="en-cours" title="En cours" aside={waiting.length > 0 && String(waiting.length)}>
            {waiting.length === 0 ? (
              <p class="muted">Aucun dossier n’attend de décision.</p>
            ) : (
              <Card flush>
                <Table
                  id="table-en-cours"
                  caption="Dossiers en cours"
                  hideCaption
                  stack
                  rows={waiting}
                  columns={[
                    what,
                    {
                      head: 'Au tour de',
                      cell: one => (
                        <>
                          <bdi>{nameOf(turnOf(one))}</bdi>
                          {mine.has(turnOf(one) ?? '') && <small>Vous y siégez</small>}
                        </>
                      ),
                    },
                    { head: 'Étape', cell: one => fr`${one.level + 1} sur ${one.bodies.length}` },
                    { head: 'Soumis le', cell: one => <Day date={inParis(one.openedAt).date} /> },
                  ]}
                />
              </Card>
            )}
          </Section>
          {closed.length > 0 && (
            <Section id="decides" title="Décidés" aside={String(closed.length)}>
              <Card flush>
                <Table
                  id="table-decides"
                  caption="Dossiers décidés, du plus récent au plus ancien"
                  hideCaption
                  stack
                  rows={closed}
                  columns={[
                    what,
                    { head: 'Issue', cell: one => <Status state={stateOf(one).state}>{stateOf(one).words}</Status> },
                    { head: 'Dernière instance', cell: one => <bdi>{nameOf(one.decisions.at(-1)?.body ?? null)}</bdi> },
                    {
                      head: 'Le',
                      cell: one => (
                        <Day date={one.decisions.at(-1)?.on ?? inParis(one.closedAt ?? one.openedAt).date} />
                      ),
                    },
                  ]}
                />
              </Card>
            </Section>
          )}
        </>
      )}
    </Page>
  )
}
