/**
 * Indicators: formulas over other indicators, what is typed in cells, where an indicator stands. So far all of it is pure.
 */
export { type Cell, type CellOf, readCell } from './cell.ts'
export { decimalOf, exact } from './decimals.ts'
export { figure, inPeriod, periodWords } from './figures.ts'
export { Catalogue, type Known } from './formula/catalogue.ts'
export { type Checked, checkFormula } from './formula/check.ts'
export type { Computation } from './formula/computation.ts'
export { evaluate, type Given, type Input, type Outcome } from './formula/evaluate.ts'
export { type Formula, type Problem, printFormula } from './formula/formula.ts'
export { LONGEST_FORMULA, type Parsed, parseFormula } from './formula/parse.ts'
export { type Plan, type Planned, plan } from './formula/plan.ts'
export { DIRECTIONS, type Direction, isNumeric, KINDS, type Kind } from './kinds.ts'
export { readPaste } from './paste.ts'
export { type Facts, type Ground, type Point, STANDINGS, type Standing, standingOf } from './standing.ts'
export { explainStanding, explainTrend, STANDING_LABELS, TREND_LABELS } from './standing-words.ts'
export { TRENDS, type Trend, type Trending, trendOf } from './trend.ts'
export { readUnit, type Unit } from './units.ts'
