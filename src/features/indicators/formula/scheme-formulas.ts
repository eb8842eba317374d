import type { Definition } from '#features/scheme'
import { fr } from '#ui'
import { isNumeric } from '../kinds.ts'
import { Catalogue, type Known } from './catalogue.ts'
import { checkFormula } from './check.ts'
import type { Computation } from './computation.ts'
import type { Formula, Problem } from './formula.ts'
import { parseFormula } from './parse.ts'
import { plan } from './plan.ts'

/** The formulas of a scheme: those that can be computed, each after all that it reads, and what is wrong with the others. */
export interface Formulas {
  order: readonly (readonly [key: string, computation: Computation])[]
  wrong: ReadonlyMap<string, readonly Problem[]>
}

/** What a formula may call an indicator, besides its key. */
const namesOf = ({ code, label, above }: Definition, alone: boolean): string[] =>
  [code, label, alone && above?.kind === 'action' ? above.code : ''].filter(name => name !== '')

/** The names that a formula writes between brackets. */
function namesIn(formula: Formula): string[] {
  switch (formula.kind) {
    case 'number':
      return []
    case 'reference':
      return [formula.name]
    case 'negated':
      return namesIn(formula.of)
    case 'operation':
      return [...namesIn(formula.left), ...namesIn(formula.right)]
    case 'call':
      return formula.of.flatMap(namesIn)
  }
}

/** What formulas may know of the indicators of a scheme, and the formulas that can be read. */
function known(definitions: readonly Definition[]) {
  const beside = new Map<string | null, number>()
  for (const { parent, support } of definitions) if (!support) beside.set(parent, (beside.get(parent) ?? 0) + 1)
  const read = new Map(
    definitions.flatMap(({ key, source }) =>
      source.kind === 'formula' ? [[key, parseFormula(source.formula)] as const] : [],
    ),
  )
  const bare = definitions.map(
    (one): Known => ({
      key: one.key,
      names: namesOf(one, !one.support && beside.get(one.parent) === 1),
      kind: one.kind,
      unit: one.unit,
      rhythm: one.rhythm,
      rows: one.breakdown?.rows ?? [],
      uses: [],
    }),
  )
  // What a formula reads is known once names are: its key, where a name means one indicator only.
  const names = new Catalogue(bare)
  const usesOf = (key: string) => {
    const parsed = read.get(key)
    const written = parsed && 'formula' in parsed ? namesIn(parsed.formula) : []
    return written.flatMap(name => {
      const [one, ...others] = names.find(name)
      return one && others.length === 0 ? [one.key] : []
    })
  }
  return { read, catalogue: new Catalogue(bare.map(one => ({ ...one, uses: usesOf(one.key) }))) }
}

type Checking = { computation: Computation } | { problems: readonly Problem[] } | null

/** Checks the formula of one indicator; null where it has none. */
function check(
  { key, kind, unit, rhythm, source }: Definition,
  { read, catalogue }: ReturnType<typeof known>,
): Checking {
  const parsed = read.get(key)
  if (parsed === undefined || source.kind !== 'formula') return null
  if ('problems' in parsed) return parsed
  if (isNumeric(kind)) return checkFormula(parsed.formula, { catalogue, self: key, rhythm, unit })
  const message = fr`Un livrable ou un niveau ne se calcule pas : choisissez un autre genre d’indicateur, ou la saisie.`
  return { problems: [{ at: 0, length: source.formula.length, message }] }
}

/** What is wrong with the formula of an indicator among those of its scheme: nothing where it has none, or one that can be computed. */
export function problemsOfFormula(definitions: readonly Definition[], key: string): readonly Problem[] {
  const definition = definitions.find(one => one.key === key)
  const found = definition ? check(definition, known(definitions)) : null
  return found && 'problems' in found ? found.problems : []
}

/** Reads and checks all the formulas of a scheme. One that reads another which is wrong is no less right: figures are missing to it. */
export function formulasOf(definitions: readonly Definition[]): Formulas {
  const all = known(definitions)
  const computations = new Map<string, Computation>()
  const wrong = new Map<string, readonly Problem[]>()
  for (const definition of definitions) {
    const found = check(definition, all)
    if (found === null) continue
    if ('problems' in found) wrong.set(definition.key, found.problems)
    else computations.set(definition.key, found.computation)
  }
  const { order } = plan([...computations].map(([key, { uses }]) => ({ key, uses })))
  return { order: order.map(key => [key, computations.get(key) as Computation] as const), wrong }
}
