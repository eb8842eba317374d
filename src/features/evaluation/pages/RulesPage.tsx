import { type Framed, SchemePage } from '#features/scheme'
import type { Sent } from '#platform/http'
import { Card, Checks, Disclosure, Form, fr, Input, Select, typo } from '#ui'
import type { Cycled } from '../rules/cycle.ts'
import { CRITERIA, KINDS, type Rules, STEP_NAMES, WHENS } from '../rules/settings.ts'
import { cyclePath } from '../within.ts'
import { CRITERION_WORDS, KIND_WORDS, STEP_WORDS, WHEN_WORDS } from '../words.ts'

/** When people are reminded. */
const REMINDERS = [
  {
    name: 'rappel',
    key: 'first',
    label: 'Premier rappel, en jours avant l’échéance',
    hint: 'Un courriel par jour au plus et par personne, qui réunit tout ce qu’elle doit. Rien ne part plus une fois que c’est fait.',
  },
  {
    name: 'relance',
    key: 'second',
    label: 'Second rappel, en jours avant l’échéance',
    hint: 'Zéro : le dernier jour.',
  },
  { name: 'retard', key: 'every', label: 'En retard, un rappel tous les… jours', hint: 'Pendant un an au plus.' },
] as const

/** How a scheme is evaluated: every setting begins with what the Pas-de-Calais wrote of its own. */
export const RulesPage = (
  props: Framed & {
    rules: Rules
    cycled: Cycled
    /** What had been typed, after a refusal. */
    sent?: Sent | undefined
  },
) => {
  const { actor, scheme, rules, cycled, sent } = props
  /** A field as it was sent, or else as it is. */
  const said = (name: string, now: string) => {
    const typed = sent?.[name]
    return sent === undefined ? now : typeof typed === 'string' ? typed : ''
  }
  return (
    <SchemePage
      {...props}
      title="Régler l’évaluation"
      crumbs={[{ label: 'Évaluation', href: cyclePath(actor, scheme) }]}
      lede={typo(
        'Les valeurs de départ sont celles du schéma du Pas-de-Calais 2017–2020. Là où ce texte laisse le choix, c’est dit.',
      )}
    >
      <Form wide action={`${cyclePath(actor, scheme)}/reglages`} submit="Enregistrer les réglages">
        <Card id="cycle" title="Le cycle">
          <Input
            name="premiere"
            label="Première année évaluée (facultatif)"
            hint={fr`Vide : celle de la première adoption, ${(cycled.adopted ?? cycled.from).slice(0, 4)}. Pour le cycle suivant, donnez son année.`}
            inputmode="numeric"
            value={said('premiere', rules.first?.toString() ?? '')}
          />
          <Input
            name="annees"
            label="Nombre d’années évaluées"
            hint={typo(
              'Trois dans la source. La dernière part n’a pas de bilan à elle : le bilan global, l’année suivante, l’absorbe.',
            )}
            inputmode="numeric"
            value={said('annees', String(rules.years))}
          />
          <Input
            name="part"
            label="Part évaluée chaque année : une action sur"
            hint={typo('Une sur trois dans la source, soit sept actions sur vingt et une.')}
            inputmode="numeric"
            value={said('part', String(rules.oneIn))}
          />
          <Checks
            name="publier"
            legend="Bilans d’évaluation"
            checked={[said('publier', rules.publishYearly ? 'oui' : '')]}
            options={[
              {
                value: 'oui',
                label: 'Publier aussi celui de chaque année',
                hint: 'Dans la source, seul le bilan global est publié.',
              },
            ]}
          />
        </Card>
        <Card id="sortie" title="Sortie des actions">
          <Input
            name="duree"
            label="Durée minimale dans le schéma, en années"
            inputmode="numeric"
            value={said('duree', String(rules.stay))}
          />
          <Checks
            name="depuis"
            legend="À compter de"
            radio
            checked={[said('depuis', rules.stayFrom)]}
            options={[
              {
                value: 'scheme',
                label: 'La première adoption du schéma',
                hint: typo('La source dit « après trois ans » sans dire de quoi : cette lecture est la nôtre.'),
              },
              { value: 'entry', label: 'L’entrée de l’action dans le schéma' },
            ]}
          />
        </Card>
        <Card id="grille" title="Grille d’appréciation">
          <Checks
            name="grille"
            legend="Critères, chacun noté de 1 à 4"
            checked={sent === undefined ? rules.grid : [sent['grille']].flat().map(String)}
            options={CRITERIA.map(value => ({
              value,
              label: CRITERION_WORDS[value].label,
              hint: typo(CRITERION_WORDS[value].asks),
            }))}
          />
        </Card>
        <Card id="rappels" title="Les rappels">
          {REMINDERS.map(({ name, key, label, hint }) => (
            <Input
              name={name}
              label={label}
              hint={typo(hint)}
              inputmode="numeric"
              value={said(name, String(rules.remind[key]))}
            />
          ))}
        </Card>
        <Card id="etapes" title="Le calendrier">
          <Checks
            name="strategie"
            legend="La stratégie d’achat définie au second semestre est"
            radio
            checked={[said('strategie', rules.strategyFor)]}
            options={[
              { value: 'next', label: 'Celle de l’année suivante' },
              { value: 'same', label: 'Celle de l’année en cours', hint: typo('La source ne le dit pas.') },
            ]}
          />
          <Disclosure summary="Qui fait chaque étape, et quand">
            <div class="stack">
              {STEP_NAMES.map(name => (
                <fieldset class="field">
                  <legend>{STEP_WORDS[name].label}</legend>
                  {STEP_WORDS[name].note && <span class="hint">{typo(STEP_WORDS[name].note ?? '')}</span>}
                  <div class="grid">
                    <Select
                      name={`qui-${name}`}
                      label="Instance"
                      value={said(`qui-${name}`, rules.steps[name].body)}
                      options={KINDS.map(value => ({ value, label: KIND_WORDS[value] }))}
                    />
                    <Select
                      name={`quand-${name}`}
                      label="Quand"
                      value={said(`quand-${name}`, rules.steps[name].when)}
                      options={WHENS.map(value => ({ value, label: WHEN_WORDS[value] }))}
                    />
                  </div>
                </fieldset>
              ))}
            </div>
          </Disclosure>
        </Card>
      </Form>
    </SchemePage>
  )
}
