/** Purchase families: what a public purchase is about. */
export { DIVISIONS, divisionOf } from './divisions.ts'
export { divisionsOf, PURCHASE_KINDS, type PurchaseKind, purchaseKindOf } from './kinds.ts'
export { type CpvTable, cpvLabels, loadCpv } from './nomenclature.ts'
