import { fold, RHYTHMS, type Rhythm } from '#kernel'
import { said } from '../cells.ts'
import { figureIn, kindOf, type Said } from './figures.ts'
import type { Gathered, GatheredIndicator, Gathering } from './gathering.ts'
import { labelOf } from './meanings.ts'
import type { ForeignRow, Placed } from './row.ts'
import { coded, items } from './wording.ts'

const RHYTHM: Record<Rhythm, RegExp> = { year: /^an|annuel/, semester: /semestr/, quarter: /trimestr/ }

/** Every indicator of a row: one, or as many as its cell lists. */
export function readIndicators(
  row: ForeignRow,
  made: Gathering,
  action: Gathered | null,
  above: string | null,
  start: string,
): GatheredIndicator[] {
  const named = row.of('indicator').flatMap(placed => {
    const text = row.try(placed, () => said(placed.cell)) ?? ''
    return items(text).map(label => ({ label, at: placed.at }))
  })
  return named.map(({ label, at }, rank) => {
    const code = named.length === 1 ? row.text('indicatorCode') : ''
    const read = coded(label)
    const title = code === '' && read.code !== '' && read.title !== label ? read.title : label
    const unit = lineOf(row.text('unit'), rank, named.length)
    const indicator: GatheredIndicator = {
      key: made.key(title),
      parent: action?.key ?? above,
      code: made.held(code || (title === label ? '' : read.code), 30, at),
      label: made.held(title, 500, at),
      unit: made.held(unit, 60, at),
      rhythm: rhythmIn(row.text('rhythm')),
      counted: made.held(row.text('counted'), 2000, at),
      collected: made.held(row.text('collected'), 2000, at),
      remark: '',
      baseline: null,
      targets: null,
      legal: [],
    }
    made.indicators.push(indicator)
    readFigures(row, made, indicator, { rank, of: named.length, start })
    indicator['kind'] = kindOf(title, String(indicator['unit']))
    if (indicator['kind'] === 'ratio' && indicator['unit'] === '') indicator['unit'] = '%'
    indicator.remark = made.held(indicator.remark, 5000, at)
    return indicator
  })
}

/** What continues the indicators of the rows above: their figures on rows of their own. */
export const readFiguresOf = (row: ForeignRow, made: Gathering, indicator: GatheredIndicator, start: string) =>
  readFigures(row, made, indicator, { rank: 0, of: 1, start })

const rhythmIn = (text: string): Rhythm => RHYTHMS.find(rhythm => RHYTHM[rhythm].test(fold(text))) ?? 'year'

/** The line of a cell that is that of one indicator among several; the whole where there is one, or the same for all. */
function lineOf(text: string, rank: number, of: number): string {
  const lines = text.split('\n').map(line => line.trim()).filter(line => line !== '') // biome-ignore format: a chain
  return (
    (lines.length === of ? lines[rank] : lines.length === 1 ? lines[0] : of === 1 ? text.replaceAll('\n', ' ') : '') ??
    ''
  )
}

interface Among {
  rank: number
  of: number
  /** The first year of the scheme. */
  start: string
}

function readFigures(row: ForeignRow, made: Gathering, indicator: GatheredIndicator, { rank, of, start }: Among) {
  for (const placed of row.of('baseline', 'target', 'value', 'minimum')) {
    const cell = cellAmong(placed, rank, of)
    if (cell === undefined) {
      // Said once, for the first of them.
      if (rank === 0)
        made.problems.push({ at: placed.at, message: `« ${said(placed.cell)} » n’a pas une ligne par indicateur de sa rangée : on ne sait pas auquel c’est.` }) // biome-ignore format: a sentence
      continue
    }
    const read = row.try(placed, () => figureIn(cell))
    if (read === null || read.is === 'nothing') continue
    if (read.is === 'words') keepWords(made, indicator, placed, read.words)
    else {
      if (read.is === 'figure' && indicator['unit'] === '' && read.unit !== '') indicator['unit'] = read.unit
      put(made, indicator, placed, read, start)
    }
  }
}

/** The cell of one indicator among those of its row; undefined where it does not say which. */
function cellAmong({ cell }: Placed, rank: number, of: number) {
  if (of === 1) return cell
  if (typeof cell !== 'string') return undefined
  const lines = cell.split('\n').filter(line => line.trim() !== '')
  return lines.length === of ? lines[rank] : undefined
}

/** Words where a figure was expected are not lost. */
function keepWords(made: Gathering, indicator: GatheredIndicator, { at, meaning }: Placed, words: string) {
  indicator.remark = [indicator.remark, `${labelOf(meaning)} : ${words}`].filter(Boolean).join('\n')
  made.assumed.push({
    at,
    message: `« ${words} » n’est pas un nombre : c’est repris dans la remarque de l’indicateur.`,
  })
}

function put(
  made: Gathering,
  indicator: GatheredIndicator,
  { at, meaning }: Placed,
  read: Extract<Said, { is: 'none' | 'figure' }>,
  start: string,
) {
  const words = read.words === '' ? '' : made.held(read.words, 1000, at)
  const year = (read.is === 'figure' ? read.year : null) ?? meaning.year
  if (meaning.field === 'baseline') {
    if (read.is === 'none') indicator['baseline'] = { none: words }
    else {
      const period = year ?? String(Number(start) - 1)
      if (year === null)
        made.assumed.push({ at, message: `Ce T0 ne dit pas de quand il est : ${period}, l’année avant le schéma.` })
      indicator['baseline'] = { period, value: read.decimal, source: words }
    }
  } else if (meaning.field === 'target') {
    const others = Array.isArray(indicator.targets) ? indicator.targets : []
    if (read.is === 'none') indicator.targets = others.length > 0 ? others : { none: words }
    else if (others.some(other => (other as { period: unknown }).period === year))
      made.problems.push({ at, message: `Une cible est déjà donnée ${year === null ? 'sans année' : `pour ${year}`} : celle-ci n’est pas reprise.` }) // biome-ignore format: a sentence
    else indicator.targets = [...others, { period: year, value: read.decimal, source: words }]
  } else if (read.is === 'none') return
  else if (meaning.field === 'minimum')
    indicator.legal.push({ period: year, value: read.decimal, source: words || 'Repris du fichier' })
  else if (year === null)
    made.problems.push({ at, message: `Cette valeur ne dit pas de quelle année elle est : « ${read.decimal} » n’est pas repris.` }) // biome-ignore format: a sentence
  else if (made.values.some(value => value['indicator'] === indicator.key && value['period'] === year))
    made.problems.push({ at, message: `Une valeur de ${year} est déjà donnée : celle-ci n’est pas reprise.` })
  else made.values.push({ indicator: indicator.key, period: year, value: read.decimal, comment: words })
}
