import { Button, Card, Checks, Form, fr, Select } from '#ui'
import { keyIndicators, mayOpen } from '../bilan/composing/key-figures.ts'
import { coded, ofYear } from '../bilan/composing/pieces.ts'
import { actionsIn, type BilanFacts } from '../bilan/facts.ts'
import type { Plan } from '../bilan/sections.ts'

/** Indicators that a list shows. */
const MOST = 300

/** What may be commented: the axes, the actions, then the indicators that say something of the year. */
const partsOf = (facts: BilanFacts) => [
  ...facts.axes.map(axis => ({ value: `axe:${axis.key}`, label: fr`Axe : ${coded(axis)}` })),
  ...actionsIn(facts).map(one => ({ value: `action:${one.key}`, label: fr`Action : ${coded(one)}` })),
  ...facts.indicators
    .filter(one => ofYear(one, facts.year) !== undefined)
    .slice(0, MOST)
    .map(({ definition: { key, label } }) => ({ value: `indicateur:${key}`, label: fr`Indicateur : ${label}` })),
]

/** What else is chosen in a bilan: where a comment goes, which figures open it. @param here its address */
export const BilanForms = ({ facts, plan, here }: { facts: BilanFacts; plan: Plan; here: string }) => (
  <>
    <Card id="commenter" title="Commenter un axe, une action ou un indicateur">
      <form class="form form--wide stack" action={`${here}/parties`} method="get">
        <Select name="partie" label="Ce que vous commentez" options={partsOf(facts)} />
        <div class="actions">
          <Button look="secondary">Écrire un commentaire</Button>
        </div>
      </form>
    </Card>
    <Card id="chiffres" title="Les chiffres clés">
      <Form action={`${here}/chiffres`} submit="Garder ces chiffres" aside wide>
        <Checks
          name="indicateur"
          legend={fr`Indicateurs qui ouvrent le bilan ; aucun coché laisse le choix à la règle`}
          checked={keyIndicators(facts, plan.figures).map(({ definition }) => definition.key)}
          wide
          options={mayOpen(facts)
            .slice(0, MOST)
            .map(({ definition }) => ({ value: definition.key, label: <bdi>{definition.label}</bdi> }))}
        />
      </Form>
    </Card>
  </>
)
