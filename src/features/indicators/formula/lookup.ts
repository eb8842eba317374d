import type { Rhythm } from '#kernel'
import { fr } from '#ui'
import { isNumeric } from '../kinds.ts'
import { PLAIN, readUnit, type Unit } from '../units.ts'
import { type Catalogue, type Known, nearestRow, pathTo, rowOf } from './catalogue.ts'
import type { Source } from './computation.ts'
import { type Problem, printReference, type Reference } from './formula.ts'

/** For which indicator a formula is checked. */
export interface Asking {
  catalogue: Catalogue
  /** The key of the indicator whose formula it is; null when it has none yet. */
  self: string | null
  rhythm: Rhythm
}

/** A figure that was found, or its rows where a function asks for all of them. */
export interface Found {
  known: Known
  source: Source
  unit: Unit
}

const RHYTHM_WORDS: Record<Rhythm, string> = { year: 'par an', semester: 'par semestre', quarter: 'par trimestre' }

/** Finds what a reference means, or says why it means nothing here. */
export function lookUp(reference: Reference, { catalogue, self, rhythm }: Asking): Found | Problem {
  const { name, row, back, part, at, length } = reference
  const wrong = (message: string): Problem => ({ at, length, message })
  const [known, ...others] = catalogue.find(name)
  if (!known) {
    const near = catalogue.nearest(name)
    return wrong(
      near === null
        ? fr`L’indicateur « ${name} » n’existe pas dans ce schéma.`
        : fr`L’indicateur « ${name} » n’existe pas dans ce schéma : vouliez-vous dire [${near}] ?`,
    )
  }
  if (others.length > 0)
    return wrong(
      fr`« ${name} » peut être ${[known, ...others].map(({ key }) => `[${key}]`).join(' ou ')} : écrivez celui qu’il faut.`,
    )
  const written = `[${known.key}]`
  if (known.key === self)
    return wrong(
      fr`${written} est l’indicateur lui-même : sa formule ne peut pas le lire, même pour une période passée.`,
    )
  const cycle = self === null ? null : pathTo(self, known, catalogue)
  if (cycle) return wrong(fr`Ces formules tournent en rond : ${[self, ...cycle].join(' → ')}.`)
  if (!isNumeric(known.kind)) return wrong(fr`${written} se dit en mots : une formule ne lit que des nombres.`)
  if (known.rhythm !== rhythm)
    return wrong(
      fr`${written} est suivi ${RHYTHM_WORDS[known.rhythm]} et cet indicateur ${RHYTHM_WORDS[rhythm]} : il leur faut le même rythme.`,
    )
  if (part !== 'value' && known.kind !== 'ratio' && known.kind !== 'change')
    return wrong(fr`${written} n’a ni numérateur ni dénominateur : ce n’est pas un rapport.`)
  const line = row === null ? null : rowOf(known, row)
  if (row !== null && !line) return wrong(noRow(known, row))
  return {
    known,
    source: {
      key: known.key,
      row: line?.key ?? null,
      back,
      part,
      written: printReference({ name: known.key, row: line?.label ?? null, back: 0 }),
    },
    unit: unitOf(known, part),
  }
}

function noRow(known: Known, row: string): string {
  if (known.rows.length === 0) return fr`[${known.key}] n’a pas de lignes : écrivez [${known.key}].`
  const near = nearestRow(known, row)
  return near === null
    ? fr`[${known.key}] n’a pas de ligne « ${row} ». Il y a : ${known.rows.map(({ label }) => label).join(', ')}.`
    : fr`[${known.key}] n’a pas de ligne « ${row} » : vouliez-vous dire « ${near} » ?`
}

function unitOf({ key, unit, parts }: Known, part: Source['part']): Unit {
  if (part === 'value') return readUnit(unit)
  if (parts) return readUnit(parts[part])
  // Where nobody said what a ratio divides, its two figures can still be divided by one another.
  const shown = `unité de [${key}]`
  return { ...PLAIN, dimensions: new Map([[shown, { power: 1, shown }]]) }
}
