/** Documents as DOCX files, for word processors. */
export { docxOf } from './docx.ts'
