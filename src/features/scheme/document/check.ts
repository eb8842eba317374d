import { fold } from '#kernel'
import { LIST, type PartKind, type SchemeDocument } from './document.ts'

/** Something in a document that does not hold together: where, and what to do, in French. */
export interface Problem {
  /** Such as `actions[3].parent`. */
  at: string
  message: string
}

/** What each kind of part may be under; null is the scheme itself. */
export const UNDER: Record<PartKind, readonly (PartKind | null)[]> = {
  axis: [null],
  objective: ['axis'],
  action: ['objective', 'axis'],
  indicator: ['action', 'objective', 'axis', null],
  own: ['indicator'],
}

export const KIND_WORDS: Record<PartKind, { a: string; the: string; plural: string }> = {
  axis: { a: 'un axe', the: 'l’axe', plural: 'axes' },
  objective: { a: 'un objectif', the: 'l’objectif', plural: 'objectifs' },
  action: { a: 'une action', the: 'l’action', plural: 'actions' },
  indicator: { a: 'un indicateur', the: 'l’indicateur', plural: 'indicateurs' },
  own: { a: 'un repère d’acheteur', the: 'le repère d’acheteur', plural: 'repères d’acheteur' },
}

/** The values of a list that are there already, with their places. */
function repeated(values: readonly string[]): { value: string; at: number }[] {
  const seen = new Set<string>()
  return values.flatMap((value, at) => {
    if (seen.has(value)) return [{ value, at }]
    seen.add(value)
    return []
  })
}

/** What does not hold together between the parts of a document; nothing when it does. Codes may repeat while a scheme is written. */
export function problemsOf(document: SchemeDocument): Problem[] {
  const problems: Problem[] = []
  const say = (at: string, message: string) => problems.push({ at, message })
  const kinds = Object.keys(LIST) as PartKind[]
  const kindOf = new Map<string, PartKind>()
  for (const kind of kinds)
    for (const [rank, { key }] of document[LIST[kind]].entries()) {
      const known = kindOf.get(key)
      if (known)
        say(
          `${LIST[kind]}[${rank}].key`,
          `La clé « ${key} » est déjà celle d’${KIND_WORDS[known].a} : changez l’une des deux.`,
        )
      else kindOf.set(key, kind)
    }
  for (const kind of kinds)
    for (const [rank, part] of document[LIST[kind]].entries()) {
      const parent = 'parent' in part ? part.parent : null
      const above = parent === null ? null : kindOf.get(parent)
      const allowed = UNDER[kind].map(one => (one === null ? 'le schéma' : KIND_WORDS[one].a)).join(' ou ')
      if (above === undefined)
        say(`${LIST[kind]}[${rank}].parent`, `La clé « ${parent} » n’est celle de rien : attendu, ${allowed}.`)
      else if (!UNDER[kind].includes(above))
        say(
          `${LIST[kind]}[${rank}].parent`,
          `${parent ?? 'Le schéma'} ne peut pas contenir ${KIND_WORDS[kind].a} : attendu, ${allowed}.`,
        )
    }
  const buyers = new Set(document.buyers.map(({ siren }) => siren))
  const buyerKnown = (at: string, siren: string | null) => {
    if (siren !== null && !buyers.has(siren))
      say(at, `${siren} n’est pas un des acheteurs du schéma : ajoutez-le à « buyers », ou corrigez le numéro.`)
  }
  for (const { value, at } of repeated(document.buyers.map(({ siren }) => siren)))
    say(`buyers[${at}].siren`, `L’acheteur ${value} est là deux fois : gardez une seule ligne.`)
  if (document.from > document.to) say('to', 'Le schéma finit avant de commencer : vérifiez les deux dates.')
  for (const [rank, action] of document.actions.entries()) {
    const at = `actions[${rank}]`
    buyerKnown(`${at}.buyer`, action.buyer)
    for (const { value, at: step } of repeated(action.calendar.map(({ key }) => key)))
      say(`${at}.calendar[${step}].key`, `La clé d’étape « ${value} » est là deux fois : changez l’une des deux.`)
    for (const [step, { from, to }] of action.calendar.entries())
      if (from && to && from > to)
        say(`${at}.calendar[${step}].to`, 'L’étape finit avant de commencer : vérifiez ses deux dates.')
    if (action.left && action.entered && action.left.on < action.entered)
      say(`${at}.left.on`, 'L’action sort du schéma avant d’y entrer : vérifiez les deux dates.')
  }
  const rowsOf = new Map(document.indicators.map(one => [one.key, new Set(one.breakdown?.rows.map(({ key }) => key))]))
  const rowKnown = (at: string, indicator: string, row: string | null) => {
    if (row !== null && !rowsOf.get(indicator)?.has(row))
      say(
        at,
        `« ${row} » n’est pas une ligne de l’indicateur « ${indicator} » : ajoutez-la à « breakdown », ou corrigez la clé.`,
      )
  }
  const marks = (at: string, indicator: string, one: Pick<SchemeDocument['own'][number], 'baseline' | 'targets'>) => {
    if (one.baseline && !('none' in one.baseline)) {
      rowKnown(`${at}.baseline.row`, indicator, one.baseline.row)
      if (one.baseline.value === null && one.baseline.numerator === null)
        say(
          `${at}.baseline`,
          'Le T0 est sans valeur : donnez-la, ou dites pourquoi il n’y a pas de référence (« none »).',
        )
    }
    if (Array.isArray(one.targets))
      for (const [rank, { row, period }] of one.targets.entries()) {
        rowKnown(`${at}.targets[${rank}].row`, indicator, row)
        if (one.targets.findIndex(other => other.row === row && other.period === period) < rank)
          say(`${at}.targets[${rank}]`, 'Deux cibles pour la même période et la même ligne : gardez-en une.')
      }
  }
  for (const [rank, one] of document.indicators.entries()) {
    const at = `indicators[${rank}]`
    for (const { value, at: row } of repeated(one.breakdown?.rows.map(({ key }) => key) ?? []))
      say(`${at}.breakdown.rows[${row}].key`, `La ligne « ${value} » est là deux fois : changez l’une des deux clés.`)
    for (const { value, at: level } of repeated(one.levels.map(fold)))
      say(`${at}.levels[${level}]`, `Le niveau « ${value} » est là deux fois : gardez-en un.`)
    if (one.kind === 'scale' && one.levels.length < 2)
      say(`${at}.levels`, 'Une échelle a au moins deux niveaux : donnez-les, le plus bas d’abord.')
    marks(at, one.key, one)
  }
  const owned = new Set<string>()
  for (const [rank, one] of document.own.entries()) {
    buyerKnown(`own[${rank}].buyer`, one.buyer)
    if (owned.has(`${one.parent} ${one.buyer}`))
      say(`own[${rank}]`, 'Cet acheteur a déjà ses repères pour cet indicateur : gardez une seule ligne.')
    owned.add(`${one.parent} ${one.buyer}`)
    marks(`own[${rank}]`, one.parent, one)
  }
  const cells = new Set<string>()
  for (const [rank, one] of document.values.entries()) {
    const at = `values[${rank}]`
    if (!rowsOf.has(one.indicator)) say(`${at}.indicator`, `« ${one.indicator} » n’est la clé d’aucun indicateur.`)
    else rowKnown(`${at}.row`, one.indicator, one.row)
    buyerKnown(`${at}.buyer`, one.buyer)
    const cell = [one.indicator, one.period, one.row, one.buyer].join(' ')
    if (cells.has(cell))
      say(at, 'Une valeur est déjà donnée pour cet indicateur, cette période et cette ligne : gardez-en une.')
    cells.add(cell)
  }
  return problems
}
