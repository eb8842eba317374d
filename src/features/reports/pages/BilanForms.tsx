import { fold } from '#kernel'
import { Button, Card, Checks, count, Form, fr, nb, SearchForm, Select } from '#ui'
import { keyIndicators, mayOpen } from '../bilan/composing/key-figures.ts'
import { coded, ofYear } from '../bilan/composing/pieces.ts'
import { actionsIn, type BilanFacts } from '../bilan/facts.ts'
import type { Plan } from '../bilan/sections.ts'

/** Of one sort, that a list shows at once. */
const MOST = 100

interface Option {
  value: string
  label: string
}

/** What is found by every word of a search, as many as a list shows, and how many there are. */
export function found(options: readonly Option[], sought: string) {
  const words = fold(sought).split(/\s+/).filter(Boolean)
  const all = options.filter(({ label }) => words.every(word => fold(label).includes(word)))
  return { shown: all.slice(0, MOST), left: Math.max(0, all.length - MOST) }
}

/** What may be commented: the axes, the actions, then the indicators that say something of the year. */
function partsOf(facts: BilanFacts, sought: string) {
  const axes = facts.axes.map(axis => ({ value: `axe:${axis.key}`, label: fr`Axe : ${coded(axis)}` }))
  const actions = actionsIn(facts).map(one => ({ value: `action:${one.key}`, label: fr`Action : ${coded(one)}` }))
  const indicators = facts.indicators
    .filter(one => ofYear(one, facts.year) !== undefined)
    .map(({ definition: { key, label } }) => ({ value: `indicateur:${key}`, label: fr`Indicateur : ${label}` }))
  const lists = [axes, actions, indicators].map(options => found(options, sought))
  return { shown: lists.flatMap(({ shown }) => shown), left: lists.reduce((sum, { left }) => sum + left, 0) }
}

/** Those that are chosen, then those that are found. */
function openersOf(facts: BilanFacts, plan: Plan, sought: string) {
  const option = ({ definition: { key, label } }: BilanFacts['indicators'][number]) => ({ value: key, label })
  const chosen = keyIndicators(facts, plan.figures).map(option)
  const others = mayOpen(facts)
    .map(option)
    .filter(({ value }) => !chosen.some(one => one.value === value))
  const { shown, left } = found(others, sought)
  return { chosen, shown: [...chosen, ...shown], left }
}

const Left = ({ left }: { left: number }) =>
  left === 0 ? null : (
    <p class="small muted">
      {fr`${nb(left)} autres ne sont pas dans cette liste : `}
      <a href="#chercher">cherchez par un mot</a>.
    </p>
  )

/** What else is chosen in a bilan: where a comment goes, which figures open it. @param here its address @param sought what these lists are searched for */
export const BilanForms = (props: { facts: BilanFacts; plan: Plan; here: string; sought: string }) => {
  const { facts, plan, here, sought } = props
  const parts = partsOf(facts, sought)
  const openers = openersOf(facts, plan, sought)
  return (
    <>
      {(sought !== '' || parts.left + openers.left > 0) && (
        <Card id="chercher" title="Chercher une action ou un indicateur">
          <SearchForm
            action={`${here}#chercher`}
            id="mots"
            label="Un ou plusieurs mots, pour les deux listes qui suivent"
            value={sought}
          />
          {sought !== '' && (
            <p class="small muted">
              {fr`${count(parts.shown.length + parts.left, 'partie')} à commenter pour « `}
              <bdi>{sought}</bdi>
              {fr` ». `}
              <a href={`${here}#chercher`}>Tout revoir</a>
            </p>
          )}
        </Card>
      )}
      <Card id="commenter" title="Commenter un axe, une action ou un indicateur">
        {parts.shown.length > 0 ? (
          <form class="form form--wide stack" action={`${here}/parties`} method="get">
            <Select name="partie" label="Ce que vous commentez" options={parts.shown} />
            <div class="actions">
              <Button look="secondary">Écrire un commentaire</Button>
            </div>
          </form>
        ) : (
          <p>{fr`Rien de ce nom : cherchez par un autre mot.`}</p>
        )}
        <Left left={parts.left} />
      </Card>
      <Card id="chiffres" title="Les chiffres clés">
        <Form action={`${here}/chiffres`} submit="Garder ces chiffres" aside wide>
          <Checks
            name="indicateur"
            legend={fr`Indicateurs qui ouvrent le bilan ; aucun coché laisse le choix à la règle`}
            checked={openers.chosen.map(({ value }) => value)}
            wide
            options={openers.shown.map(({ value, label }) => ({ value, label: <bdi>{label}</bdi> }))}
          />
        </Form>
        <Left left={openers.left} />
      </Card>
    </>
  )
}
