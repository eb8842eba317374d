import { day } from '#ui'
import type { Action, Cover, Indicator, Own, Part, PartKind, SchemeDocument } from '../document/document.ts'
import { amountWords, baselineWords, periodWords, targetsWords } from '../figure-words.ts'
import { PILLAR_WORDS } from '../words.ts'

/** How a field is told: running text, a list, or a value that is read at a glance. */
export interface Field<P> {
  name: keyof P & string
  label: string
  as: 'text' | 'list' | 'value'
  words: (part: P, context: Context) => string | readonly string[]
}

/** What a part’s words need to know of the text that it is in. */
export interface Context {
  indicators: ReadonlyMap<string, Indicator>
  /** Names by SIREN. */
  buyers: ReadonlyMap<string, string>
}

export const contextOf = ({ indicators, buyers }: Pick<SchemeDocument, 'indicators' | 'buyers'>): Context => ({
  indicators: new Map(indicators.map(one => [one.key, one])),
  buyers: new Map(buyers.map(({ siren, name }) => [siren, name])),
})

const text = <P>(name: keyof P & string, label: string): Field<P> => ({
  name,
  label,
  as: 'text',
  words: part => part[name] as string,
})
const list = <P>(name: keyof P & string, label: string): Field<P> => ({
  name,
  label,
  as: 'list',
  words: part => part[name] as readonly string[],
})
const value = <P>(name: keyof P & string, label: string, words: (part: P, context: Context) => string): Field<P> => ({
  name,
  label,
  as: 'value',
  words,
})

const KINDS: Record<Indicator['kind'], string> = {
  count: 'Nombre',
  amount: 'Montant ou quantité',
  ratio: 'Rapport',
  change: 'Évolution',
  deliverable: 'Livrable',
  scale: 'Échelle',
}
const DIRECTIONS: Record<Indicator['direction'], string> = {
  up: 'Plus haut est mieux',
  down: 'Plus bas est mieux',
  none: 'Sans sens',
}
const RHYTHMS: Record<Indicator['rhythm'], string> = { year: 'Année', semester: 'Semestre', quarter: 'Trimestre' }

const span = (from: string | null, to: string | null) =>
  from && to
    ? ` (du ${day(from)} au ${day(to)})`
    : from
      ? ` (à partir du ${day(from)})`
      : to
        ? ` (avant le ${day(to)})`
        : ''

function sourceWords({ source }: Indicator): string {
  if (source.kind === 'entered') return 'Saisie'
  if (source.kind === 'formula') return `Calculée\u00a0: ${source.formula}`
  const filters = Object.entries(source.filters).map(([name, kept]) => `${name} ${kept}`)
  return `Mesurée\u00a0: ${[source.measure, ...filters].join(', ')}`
}

const UNKNOWN = { breakdown: null, unit: '' }
const cited = (words: string, source: string) => (source === '' ? words : `${words} (${source})`)
const baselineOf = (of: Pick<Indicator, 'breakdown' | 'unit'>, { baseline }: Pick<Own, 'baseline'>) =>
  cited(baselineWords(of, baseline), baseline && 'source' in baseline ? baseline.source : '')
const targetsOf = (of: Pick<Indicator, 'breakdown' | 'unit'>, { targets }: Pick<Own, 'targets'>) =>
  targetsWords(of, targets).map((words, rank) =>
    cited(words, Array.isArray(targets) ? (targets[rank]?.source ?? '') : ''),
  )
const nameOf = (siren: string, { buyers }: Context) => buyers.get(siren) ?? siren

/** The fields of each kind of part, in the order in which they are read, as French reads them. */
export const FIELDS: { [K in PartKind]: readonly Field<Part[K]>[] } = {
  axis: [
    text('title', 'Intitulé'),
    value('pillar', 'Pilier', ({ pillar }) => (pillar ? PILLAR_WORDS[pillar] : '')),
    text('text', 'Présentation'),
  ],
  objective: [text('title', 'Intitulé'), text('text', 'Présentation')],
  action: [
    text('title', 'Intitulé'),
    text('aim', 'But'),
    text('description', 'Description'),
    list('pilots', 'Directions pilotes'),
    list('impacted', 'Directions impactées'),
    list('partners', 'Partenaires'),
    {
      name: 'calendar',
      label: 'Calendrier',
      as: 'list',
      words: ({ calendar }: Action) => calendar.map(({ title, from, to }) => title + span(from, to)),
    },
    list('evaluation', 'Modalités d’évaluation'),
    list('projects', 'Projets liés'),
    list('plans', 'Liens avec d’autres plans'),
    list('legal', 'Ce que dit la loi'),
    {
      name: 'pillars',
      label: 'Piliers',
      as: 'list',
      words: ({ pillars }: Action) => pillars.map(one => PILLAR_WORDS[one]),
    },
    list('families', 'Familles d’achat'),
    list('themes', 'Thèmes'),
    text('remark', 'Remarque'),
    value('entered', 'Entrée dans le schéma', ({ entered }) => (entered ? day(entered) : '')),
    value('left', 'Sortie du schéma', ({ left }) => (left ? `${day(left.on)}\u00a0: ${left.reason}` : '')),
    value('buyer', 'Acheteur dont c’est l’action', ({ buyer }, context) => (buyer ? nameOf(buyer, context) : 'Tous')),
  ],
  indicator: [
    text('label', 'Intitulé'),
    value('kind', 'Nature', ({ kind }) => KINDS[kind]),
    value('unit', 'Unité', ({ unit }) => unit),
    text('numerator', 'Numérateur'),
    text('denominator', 'Dénominateur'),
    value('direction', 'Sens', ({ direction }) => DIRECTIONS[direction]),
    value('rhythm', 'Rythme', ({ rhythm }) => RHYTHMS[rhythm]),
    {
      name: 'breakdown',
      label: 'Lignes',
      as: 'list',
      words: ({ breakdown }: Indicator) =>
        breakdown ? breakdown.rows.map(({ label }) => `${breakdown.by}\u00a0: ${label}`) : [],
    },
    list('levels', 'Niveaux'),
    value('source', 'Source', sourceWords),
    value('support', 'Rôle', ({ support }) => (support ? 'Donnée de calcul' : 'Indicateur du schéma')),
    value('baseline', 'T0', one => baselineOf(one, one)),
    { name: 'targets', label: 'Cibles', as: 'list', words: (one: Indicator) => targetsOf(one, one) },
    {
      name: 'legal',
      label: 'Minimum légal',
      as: 'list',
      words: ({ legal, unit }: Indicator) =>
        legal.map(
          one =>
            `${one.period ? `${periodWords(one.period)}\u00a0: ` : ''}${amountWords(one.value, unit)} (${one.source})`,
        ),
    },
    {
      name: 'peers',
      label: 'Moyenne des pairs',
      as: 'list',
      words: ({ peers, unit }: Indicator) =>
        peers.map(one => `${periodWords(one.period)}\u00a0: ${amountWords(one.value, unit)} (${one.source})`),
    },
    text('counted', 'Ce qui est compté'),
    text('excluded', 'Ce qui n’est pas compté'),
    text('collected', 'Origine des données'),
    text('remark', 'Remarque'),
  ],
  own: [
    value('buyer', 'Acheteur', ({ buyer }, context) => nameOf(buyer, context)),
    value('baseline', 'T0', (one, { indicators }) => baselineOf(indicators.get(one.parent) ?? UNKNOWN, one)),
    {
      name: 'targets',
      label: 'Cibles',
      as: 'list',
      words: (one: Own, { indicators }) => targetsOf(indicators.get(one.parent) ?? UNKNOWN, one),
    },
  ],
}

/** The fields of the scheme as a whole. */
export const COVER_FIELDS: readonly Field<Cover>[] = [
  text('title', 'Titre'),
  value('edition', 'Édition', ({ edition }) => edition),
  value('from', 'Début', ({ from }) => day(from)),
  value('to', 'Fin', ({ to }) => day(to)),
  text('summary', 'Présentation'),
  text('notice', 'Avertissement'),
  { name: 'buyers', label: 'Acheteurs', as: 'list', words: ({ buyers }) => buyers.map(({ name }) => name) },
]

/** What a field of a part says: running text, some words, or a list of them. */
export interface FieldSaid {
  name: string
  label: string
  as: Field<unknown>['as']
  words: readonly string[]
}

/** What a part says, field by field as French reads them, without those that say nothing. */
export const saysOf = <K extends PartKind>(kind: K, part: Part[K], context: Context): FieldSaid[] =>
  FIELDS[kind].flatMap(({ name, label, as, words }) => {
    const said = [words(part, context)].flat().filter(one => one !== '')
    return said.length === 0 ? [] : [{ name, label, as, words: said }]
  })
