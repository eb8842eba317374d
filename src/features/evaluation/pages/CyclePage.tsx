import { casePath } from '#features/bodies'
import { baseOf, type Framed, SchemePage } from '#features/scheme'
import { ButtonLink, Card, count, Day, fr, Missing, nb, Section, type State, Status, Table, Tile, typo } from '#ui'
import type { Cycle } from '../reading.ts'
import type { Step } from '../rules/calendar.ts'
import { type ShareKnown, type StepStanding, stepStanding } from '../rules/standing.ts'
import type { Campaign } from '../shares.ts'
import { cyclePath, globalReportPath, yearPath } from '../within.ts'
import { CAMPAIGN_WORDS, KIND_WORDS, STEP_WORDS, stepWords, WHEN_WORDS, WHY_WORDS } from '../words.ts'
import { Proposals } from './Proposals.tsx'
import { shareOf } from './shares.ts'

const STANDINGS: Readonly<Record<StepStanding, { label: string; state: State }>> = {
  done: { label: 'Fait', state: 'ok' },
  late: { label: 'En retard', state: 'late' },
  now: { label: 'En cours', state: 'info' },
  past: { label: 'Date passée', state: 'none' },
  'to-come': { label: 'À venir', state: 'none' },
}

/** The cycle of a scheme: where it is, what each year evaluates, what is covered, what is expected of whom and when. */
export const CyclePage = (props: Framed & { cycle: Cycle; leads: boolean; today: string }) => {
  const { actor, scheme, cycle, leads, today } = props
  const { coverage, years, campaigns, calendar, cycled, rules, strategies } = cycle
  const shares = campaigns.map(shareOf)
  const steps = calendar.map(step => ({
    step,
    standing: stepStanding(step, cycled.adopted, shares, today, [...strategies.keys()]),
  }))
  const late = steps.filter(({ standing }) => standing === 'late')
  const next = steps.find(({ standing }) => standing === 'now') ?? steps.find(({ standing }) => standing === 'to-come')
  const [first, last] = [years[0], years.at(-1)]
  return (
    <SchemePage
      {...props}
      tab="/evaluation"
      title="Évaluation"
      lede={fr`Cycle ${first ?? ''}–${last ?? ''} : une action sur ${rules.oneIn} évaluée chaque année, puis un bilan global en ${Number(last) + 1}.`}
      actions={
        <>
          {campaigns.some(({ year }) => years.includes(year)) && (
            <ButtonLink href={globalReportPath(actor, scheme, Number(last) + 1)}>Bilan global</ButtonLink>
          )}
          {cycled.adopted && (
            <ButtonLink href={`${baseOf(actor, scheme)}/renouvellement`}>Dossier de renouvellement</ButtonLink>
          )}
          {leads && <ButtonLink href={`${cyclePath(actor, scheme)}/reglages`}>Régler l’évaluation</ButtonLink>}
        </>
      }
    >
      <div class="grid">
        <Tile
          label="Actions évaluées"
          value={fr`${nb(coverage.evaluated)} sur ${nb(coverage.actions)}`}
          meta="Évaluation validée, depuis le début du cycle"
        />
        <Tile
          label="Étapes en retard"
          value={nb(late.length)}
          meta={late[0] ? stepWords(late[0].step) : 'Parmi celles que l’on suit ici'}
        />
        <Tile
          label={next?.standing === 'now' ? 'Étape en cours' : 'Prochaine étape'}
          value={null}
          missing={next ? stepWords(next.step) : 'Aucune'}
          meta={next && `${WHEN_WORDS[next.step.when]} ${next.step.year}`}
        />
      </div>
      <Campaigns {...{ actor, scheme, cycle, leads }} />
      {coverage.missing.length > 0 && (
        <Section id="non-evaluees" title="Pas encore évaluées" aside={count(coverage.missing.length, 'action')}>
          <Card flush>
            <Table
              id="manquantes"
              caption="Actions du cycle dont aucune évaluation n’est validée, et pourquoi"
              hideCaption
              stack
              rows={coverage.missing}
              columns={[
                { head: 'Action', cell: ({ key }) => <Called {...{ cycle }} action={key} /> },
                { head: 'Part', cell: ({ share }) => (share === null ? <Missing>Aucune</Missing> : String(share)) },
                { head: 'Pourquoi', cell: ({ why }) => typo(WHY_WORDS[why]) },
              ]}
            />
          </Card>
        </Section>
      )}
      <Proposals {...{ actor, scheme, cycle }} />
      <Section id="calendrier" title="Calendrier du cycle">
        <Card flush>
          <Table
            id="etapes"
            caption="Étapes du cycle, par année"
            hideCaption
            stack
            rows={[]}
            groups={[...new Set(steps.map(({ step }) => step.year))].map(year => ({
              head: String(year),
              rows: steps.filter(({ step }) => step.year === year),
            }))}
            columns={[
              {
                head: 'Étape',
                cell: ({ step }) => {
                  const decided = step.key === 'strategy' ? strategies.get(Number(step.about)) : undefined
                  return decided ? <a href={casePath(actor, decided)}>{stepWords(step)}</a> : stepWords(step)
                },
              },
              { head: 'Instance', cell: ({ step }) => KIND_WORDS[step.body] },
              { head: 'Quand', cell: ({ step }) => WHEN_WORDS[step.when] },
              {
                head: 'État',
                cell: ({ standing }) => <Status state={STANDINGS[standing].state}>{STANDINGS[standing].label}</Status>,
              },
            ]}
          />
        </Card>
        <Notes steps={calendar} />
      </Section>
    </SchemePage>
  )
}

/** What the source leaves open, said once. */
const Notes = ({ steps }: { steps: readonly Step[] }) => {
  const keys = [...new Set(steps.map(({ key }) => key))].filter(key => STEP_WORDS[key].note)
  return (
    <ul class="small muted">
      {keys.map(key => (
        <li>
          {STEP_WORDS[key].label}
          {fr` : `}
          {typo(STEP_WORDS[key].note ?? '')}
        </li>
      ))}
    </ul>
  )
}

const Called = ({ cycle, action }: { cycle: Cycle; action: string }) => {
  const found = cycle.actions.find(({ key }) => key === action)
  return (
    <bdi>
      {found?.code} {found?.title ?? action}
    </bdi>
  )
}

type Line = { year: number; campaign: Campaign | undefined; share: ShareKnown | undefined }

const Campaigns = ({
  actor,
  scheme,
  cycle,
  leads,
}: Pick<Framed, 'actor' | 'scheme'> & { cycle: Cycle; leads: boolean }) => {
  const years = [...new Set([...cycle.campaigns.map(({ year }) => year), ...cycle.years])].sort()
  const lines = years.map((year): Line => {
    const campaign = cycle.campaigns.find(one => one.year === year)
    return { year, campaign, share: campaign && shareOf(campaign) }
  })
  return (
    <Section id="campagnes" title="Campagnes">
      <Card flush>
        <Table
          id="campagnes-table"
          caption="Campagnes d’évaluation, par année"
          hideCaption
          stack
          rows={lines}
          columns={[
            {
              head: 'Année',
              cell: ({ year, campaign }) =>
                campaign ? <a href={yearPath(actor, scheme, year)}>Campagne {year}</a> : `Campagne ${year}`,
            },
            {
              head: 'Choix',
              cell: ({ campaign, year }) =>
                campaign ? (
                  <Status state={CAMPAIGN_WORDS[campaign.state].state}>{CAMPAIGN_WORDS[campaign.state].label}</Status>
                ) : leads && cycle.years.includes(year) ? (
                  <form action={`${cyclePath(actor, scheme)}/campagnes`} method="post">
                    <input type="hidden" name="annee" value={year} />
                    <button type="submit" class="button button--secondary button--small">
                      Ouvrir la campagne {year}
                    </button>
                  </form>
                ) : (
                  <Status state="none">Pas encore ouverte</Status>
                ),
            },
            { head: 'Actions', numeric: true, cell: ({ share }) => (share ? nb(share.actions) : <Missing>–</Missing>) },
            {
              head: 'Validées',
              numeric: true,
              cell: ({ share }) => (share ? nb(share.validated) : <Missing>–</Missing>),
            },
            {
              head: 'Au plus tard le',
              cell: ({ campaign }) => <Day date={campaign?.due ?? null} short />,
            },
          ]}
        />
      </Card>
    </Section>
  )
}
