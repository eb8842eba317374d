/** Documents as XLSX workbooks, a sheet for each of their tables. */
export { inCell } from './words.ts'
export { xlsxOf } from './xlsx.ts'
