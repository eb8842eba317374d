import { boundsOf, type Measure, type MeasureAsked, type Measured, type Measures } from '#kernel'
import type { Reader } from '#platform/db'
import { SAYINGS } from '../decp/sayings.ts'
import { buyerIn } from '../rates/sums.ts'
import { pack } from '../register/packed.ts'
import { openRegister, type Register, visible } from '../register/register.ts'
import { readSaid } from '../register/said.ts'
import { Answers } from './counting.ts'
import { type InForce, inForce } from './filters.ts'
import { type Counted, MEASURES } from './list.ts'
import { measure } from './measuring.ts'

const BY_CODE = new Map(MEASURES.map(one => [one.code, one]))

interface Asked {
  measure: Counted
  filters: readonly InForce[]
  asked: MeasureAsked
}

/** What the contracts can measure: what each is, without how it is counted. */
export const CONTRACT_MEASURES: readonly Measure[] = MEASURES.map(
  ({ facets: _facets, of: _of, ...shown }): Measure => ({
    ...shown,
    filters: shown.filters.map(({ name, label, choices, pattern }) => ({
      name,
      label,
      choices,
      ...(pattern && { pattern }),
    })),
  }),
)

/**
 * What the contracts of a buyer measure, by the rules of the rates: a share of a whole year without filter is the figure of the page of rates.
 * Amounts are initial, in euros excluding VAT; a share in value divides them, in per cent. The period is that of notification: what has no date is in
 * none. **Official values only**: corrections neither count nor are told among what is excluded. The list behind a figure holds the contracts
 * of its denominator, or of its numerator where it has none; in value, all the lines of the ceilings among them.
 * @throws (a fault) for a code, a filter or a value that is not in the list
 */
export function contractMeasures(db: Reader): Measures {
  return {
    list: CONTRACT_MEASURES,
    stamp: async () => {
      const { at } = await openRegister(db)
      // Undoing an import takes out of a generation what it held.
      const { undone } = await db
        .selectFrom('import')
        .select(({ fn }) => fn.countAll<number>().as('undone'))
        .where('state', '=', 'undone')
        .executeTakeFirstOrThrow()
      return `${at}-${undone}`
    },
    compute: async asked => {
      const read = asked.map(({ code, ...one }): Asked => {
        const found = BY_CODE.get(code)
        if (!found) throw new Error(`no measure ${code}`)
        return { measure: found, filters: inForce(found.filters, one.filters), asked: one }
      })
      const register = await openRegister(db)
      const measured = new Map<Asked, Measured[]>()
      // One buyer at a time: its contracts are let go of before those of the next.
      for (const [siren, of] of byBuyer(read)) await measureBuyer(register, siren, of, measured)
      return read.map(one => measured.get(one) as Measured[])
    },
  }
}

function byBuyer(asked: readonly Asked[]): Map<string, Asked[]> {
  const buyers = new Map<string, Asked[]>()
  for (const one of asked) {
    const others = buyers.get(one.asked.siren)
    if (others) others.push(one)
    else buyers.set(one.asked.siren, [one])
  }
  return buyers
}

async function measureBuyer(
  register: Register,
  siren: string,
  asked: readonly Asked[],
  measured: Map<Asked, Measured[]>,
) {
  const days = asked.flatMap(one => one.asked.periods.map(boundsOf))
  const from = days.reduce((first, day) => (day.from < first ? day.from : first), '9999-12-31')
  const to = days.reduce((last, day) => (day.to > last ? day.to : last), '0001-01-01')
  const contracts = await pack(
    register,
    visible(register)
      .where(buyerIn('buyer', [siren]))
      .where('notified', '>=', from)
      .where('notified', '<=', to),
  )
  const needed = new Set(
    asked.flatMap(({ measure, filters }) => [
      ...measure.facets.map(facet => facet.saying),
      ...filters.map(({ filter }) => filter.saying),
    ]),
  )
  const said = await readSaid(
    register,
    contracts,
    SAYINGS.filter(saying => needed.has(saying)),
    siren,
  )
  const answers = new Answers(contracts, said)
  for (const one of asked) measured.set(one, measure(one.measure, one.filters, one.asked.periods, siren, answers))
}
