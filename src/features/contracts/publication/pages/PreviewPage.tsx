import type { Actor } from '#features/organisations'
import { PublishCard, Suspended } from '#features/publications'
import type { Refusal } from '#kernel'
import { Alert, count, fr, nb, Page, PageHead, percent, RefusalAlert, Section, type Space, typo } from '#ui'
import { shareOf } from '../../rates/rates.ts'
import type { RatesFigures } from '../figures.ts'
import type { Preview } from '../publishing.ts'
import { ledeOf, RatesBody } from './RatesBody.tsx'

interface Props {
  preview: Preview
  actor: Actor
  space: Space | undefined
  refusal?: Refusal
  /** What was typed, when it was refused. */
  changes?: string
}

/** The page to come, what to look at before, and the button that publishes it. */
export const PreviewPage = ({ preview, actor, space, refusal, changes }: Props) => {
  const { figures, corrected, example } = preview
  const { organisation, suspended } = actor.membership
  const { year } = figures
  const here = `/organisations/${organisation.siren}/publications`
  const aboutChanges = refusal?.code === 'changes-missing'
  return (
    <Page
      space={space}
      title={`${corrected ? 'Corriger' : 'Publier'} les taux ${year}`}
      demo={example}
      crumbs={[{ label: 'Publications', href: here }]}
      crumb={`Taux ${year}`}
    >
      <PageHead
        title={corrected ? fr`Corriger les taux ${year}` : fr`Publier les taux ${year}`}
        lede={fr`Relisez : voici exactement ce que tout le monde lira, et pourra recalculer. Une publication ne se modifie plus ; elle se corrige par une autre, ou se retire avec un motif.`}
      />
      {refusal && !aboutChanges && <RefusalAlert title="Rien n’a été publié" message={refusal.message} />}
      {suspended && <Suspended />}
      <ToLookAt figures={figures} />
      <Section id="apercu" title="La page telle qu’elle sera" aside={fr`aperçu, rien n’est encore publié`}>
        <p class="lede">{ledeOf(figures)}</p>
        <div class="public stack stack--loose">
          <RatesBody figures={figures} />
        </div>
      </Section>
      {!suspended && (
        <PublishCard
          {...{ corrected, changes, refusal }}
          name={organisation.name}
          title="Publier"
          published="La page, les marchés de l’année, les taux et le programme de recalcul"
          submit={`Publier les taux ${year}`}
          action={here}
          fingerprint={preview.fingerprint}
          example="12 marchés notifiés en décembre ont été ajoutés."
          back={here}
        >
          <input type="hidden" name="annee" value={String(year)} />
        </PublishCard>
      )}
    </Page>
  )
}

/** Under this share of filled contracts, or this number of contracts, a rate says little. */
const FEW_FILLED = 0.5
const FEW_CONTRACTS = 10

/** What may surprise a reader, said to whoever publishes. */
const ToLookAt = ({ figures: { rates, year, complete, defects } }: { figures: RatesFigures }) => {
  const few = (['environmental', 'social'] as const).filter(
    pillar => (shareOf(rates[pillar].filled, rates.contracts) ?? 0) < FEW_FILLED,
  )
  const words = { environmental: 'environnement', social: 'social' }
  const notes = [
    !complete && fr`L’année ${year} n’est pas finie : ces chiffres bougeront encore.`,
    rates.contracts < FEW_CONTRACTS &&
      fr`L’année n’a que ${count(rates.contracts, 'marché')} : un seul change beaucoup les taux.`,
    ...few.map(
      pillar =>
        fr`Volet ${words[pillar]} : ${nb(rates[pillar].filled)} ${rates[pillar].filled < 2 ? 'marché a répondu' : 'marchés ont répondu'} sur ${nb(rates.contracts)} (${percent(shareOf(rates[pillar].filled, rates.contracts))}). Le taux ne parle que de ceux-là.`,
    ),
    ...defects.map(({ label, contracts }) => fr`${typo(label)} : ${count(contracts, 'marché')}.`),
  ].filter(note => note !== false)
  return notes.length === 0 ? null : (
    <Alert state="warn" title="À regarder avant de publier">
      <ul>
        {notes.map(note => (
          <li>{note}</li>
        ))}
      </ul>
    </Alert>
  )
}
