import { OUTCOME_WORDS } from '#features/bodies'
import { CAMPAIGN_WORDS, RECOMMENDATION_WORDS, WHY_WORDS } from '#features/evaluation'
import type { Block, Cell } from '#platform/paper'
import { count, day, fr, nb } from '#ui'
import { coded, heading, list, text, words } from '../../bilan/composing/pieces.ts'
import { actionsIn } from '../../bilan/facts.ts'
import type { Decided, Moved, ToldShare } from '../facts.ts'
import { coverageWords } from './essentials.ts'
import { acceptedBy, capital, type EvaluationFacts, gradeWords, plainly, yearsWords } from './telling.ts'

const number = (n: number): Cell => ({ text: nb(n), value: String(n) })

/** Each share of a cycle: who chose it and when, how many actions it had, what was removed from it. */
export function shares({ evaluated }: EvaluationFacts): Block[] {
  const missing = evaluated.years.filter(year => evaluated.shares.every(one => one.year !== year))
  return [
    {
      as: 'table',
      id: 'parts-du-cycle',
      caption: 'Les parts du cycle',
      columns: [
        { head: 'Part', weight: 1 },
        { head: 'Actions', numeric: true },
        { head: 'Évaluées', numeric: true },
        { head: 'Choisie par', weight: 5 },
      ],
      rows: evaluated.shares.map(share => [
        words(String(share.year)),
        number(share.actions.length),
        number(share.actions.filter(({ said }) => said !== null).length),
        words(acceptedBy(share.decided) || CAMPAIGN_WORDS[share.state].label),
      ]),
    },
    ...(missing.length > 0 ? [text(fr`Aucune campagne n’a été ouverte pour ${missing.join(', ')}.`)] : []),
    ...evaluated.shares.flatMap(removed),
  ]
}

/** What a share does not have any more, and why. */
export function removed({ year, removed: all }: ToldShare): Block[] {
  if (all.length === 0) return []
  return [
    text(fr`Retirées de la part proposée en ${year} :`),
    list(all.map(one => [{ text: coded(one), strong: true }, fr` : ${one.reason}`])),
  ]
}

/** Each action of the cycle: evaluated in which share and how judged, or not and why. */
export function covered({ evaluated }: EvaluationFacts): Block[] {
  return [
    text(coverageWords(evaluated)),
    ...(evaluated.lines.length === 0
      ? []
      : [
          {
            as: 'table' as const,
            id: 'actions-du-cycle',
            caption: fr`Les actions du cycle ${yearsWords(evaluated.cycle)}`,
            columns: [
              { head: 'Action', weight: 5 },
              { head: 'Part' },
              { head: 'Appréciation, ou pourquoi pas', weight: 3 },
            ],
            rows: evaluated.lines.map(({ share, grade, why, ...one }) => [
              words(coded(one)),
              words(share === null ? '–' : String(share)),
              words(why === null ? capital(gradeWords(grade)) : fr`Non évaluée : ${WHY_WORDS[why]}`),
            ]),
          },
        ]),
  ]
}

/** What validated evaluations recommend to change, and the day on which an action left where it did. */
export function advice({ evaluated }: EvaluationFacts): Block[] {
  const advised = evaluated.shares.flatMap(({ year, actions }) =>
    actions.flatMap(({ said, ...one }) => (said ? [{ ...one, year, said }] : [])),
  )
  const changes = advised.filter(({ said }) => said.recommendation !== 'continue')
  const going = advised.length - changes.length
  const gone = new Map(evaluated.exits.map(({ key, on }) => [key, on]))
  const what = ({ key, said: { recommendation, exitOn } }: (typeof advised)[number]) => {
    const left = gone.get(key)
    if (recommendation === 'leave' && left) return fr`Sortir du schéma : sortie le ${day(left)}`
    const words = recommendation ? RECOMMENDATION_WORDS[recommendation] : 'Aucune'
    return exitOn ? fr`${words}, le ${day(exitOn)}` : words
  }
  if (advised.length === 0) return [text('Aucune recommandation n’est encore validée.')]
  return [
    text(
      fr`${going === 0 ? 'Aucune évaluation ne recommande' : `${count(going, 'évaluation')} ${going < 2 ? 'recommande' : 'recommandent'}`} de poursuivre sans rien changer. Une recommandation ne change rien par elle-même : elle se traduit dans le texte du schéma, que les instances valident.`,
    ),
    ...(changes.length === 0
      ? []
      : [
          {
            as: 'table' as const,
            id: 'recommandations',
            caption: 'Ce que recommandent les évaluations',
            columns: [
              { head: 'Action', weight: 4 },
              { head: 'Part' },
              { head: 'Recommandation', weight: 2 },
              { head: 'Pourquoi', weight: 5 },
            ],
            rows: changes.map(one => [
              words(coded(one)),
              words(String(one.year)),
              words(what(one)),
              words(plainly(one.said.advice)),
            ]),
          },
        ]),
  ]
}

/** Actions that entered on the way, each with its evaluation or why it has none; those that left, and those that are proposed to. */
export function moves(facts: EvaluationFacts): Block[] {
  const { additions, exits, proposed, lines } = facts.evaluated
  const why = new Map(actionsIn(facts).map(({ key, left }) => [key, left?.reason ? fr` : ${left.reason}` : '']))
  const evaluation = ({ key }: Moved) => {
    const line = lines.find(one => one.key === key)
    if (line === undefined) return fr`entrée après le cycle, elle n’y est pas évaluée`
    return line.why === null
      ? fr`évaluée dans la part ${line.share ?? ''} : ${gradeWords(line.grade)}`
      : fr`pas encore évaluée : ${WHY_WORDS[line.why]}`
  }
  const told = (id: string, title: string, items: readonly (readonly [Moved, string])[]): Block[] =>
    items.length === 0
      ? []
      : [
          heading(2, id, title),
          list(items.map(([one, more]) => [{ text: coded(one), strong: true }, fr`, le ${day(one.on)}${more}`])),
        ]
  const waiting = proposed.filter(({ key }) => exits.every(one => one.key !== key))
  const blocks = [
    ...told(
      'entrees',
      'Actions entrées',
      additions.map(one => [one, fr` ; ${evaluation(one)}`]),
    ),
    ...told(
      'sorties',
      'Actions sorties',
      exits.map(one => [one, why.get(one.key) ?? '']),
    ),
    ...told(
      'sorties-proposees',
      'Sorties proposées',
      waiting.map(one => [one, '']),
    ),
  ]
  return blocks.length > 0 ? blocks : [text('Aucune action n’est entrée ni sortie.')]
}

/** What bodies decided of the choices and of the evaluations; evaluations that a body accepted on one day are said together. */
export function decisions({ evaluated }: EvaluationFacts): Block[] {
  const rows = evaluated.shares.flatMap(({ year, decided, actions }) => [
    ...decided.map(one => ({ ...one, what: fr`Choix de la part ${year}` })),
    ...together(actions.flatMap(one => one.decided)).map(({ times, ...one }) => ({
      ...one,
      what: fr`Évaluation ${times === 1 ? 'd’une action' : `de ${nb(times)} actions`} de la part ${year}`,
    })),
  ])
  if (rows.length === 0) return [text('Aucune instance n’a encore rien décidé de cette évaluation.')]
  return [
    {
      as: 'table',
      id: 'decisions-des-instances',
      caption: 'Ce que les instances ont décidé',
      columns: [
        { head: 'Objet', weight: 4 },
        { head: 'Instance', weight: 4 },
        { head: 'Décision', weight: 2 },
        { head: 'Le', weight: 2.5 },
      ],
      rows: rows.map(({ what, body, outcome, reason, on }) => [
        words(what),
        words(body),
        words([OUTCOME_WORDS[outcome], reason].filter(Boolean).join('\u00a0: ')),
        words(day(on)),
      ]),
    },
  ]
}

function together(decided: readonly Decided[]): (Decided & { times: number })[] {
  const groups = new Map<string, Decided & { times: number }>()
  for (const one of decided) {
    const key = [one.on, one.body, one.outcome, one.reason].join(' ')
    groups.set(key, { ...one, times: (groups.get(key)?.times ?? 0) + 1 })
  }
  return [...groups.values()].sort((a, b) => a.on.localeCompare(b.on))
}
