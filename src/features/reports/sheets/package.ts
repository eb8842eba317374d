import { docxOf } from '#platform/docx'
import { pdfOf } from '#platform/pdf'
import { zipped } from '#platform/zip'
import { isStart } from '../bilan/facts.ts'
import type { Draft } from '../bilan/publishing.ts'
import { FORMATS } from '../formats.ts'
import { deliberationPaper } from './deliberation.ts'
import { versionsPaper } from './versions.ts'

/**
 * What an assembly is given to take note of a bilan, as one archive: the report, its tables, a draft decision, what proves the versions of the
 * scheme, some slides. The same bilan gives the same bytes.
 * @param address where the bilan is published; empty where it is not
 */
export async function deliberationPackage({ scheme, bilan, content }: Draft, address: string): Promise<Uint8Array> {
  const { facts } = bilan
  const versions = scheme.versions.flatMap(({ number, adoption, sha256 }) =>
    adoption === null ? [] : [{ number, adoption, sha256: sha256 ?? '' }],
  )
  const name = `${isStart(facts) ? 'etat-de-depart' : 'bilan'}-${facts.year}`
  const files: [name: string, content: Promise<Uint8Array>][] = [
    [`1-${name}.pdf`, FORMATS.pdf.write(content, bilan)],
    [`1-${name}.docx`, FORMATS.docx.write(content, bilan)],
    [`2-annexes-${facts.year}.xlsx`, FORMATS.xlsx.write(content, bilan)],
    ['3-projet-de-deliberation.docx', docxOf(deliberationPaper({ ...bilan, address }, versions))],
    ['4-versions-du-schema.pdf', pdfOf(versionsPaper(facts.scheme, facts.organisation.name, facts.day, versions))],
    [`5-presentation-${facts.year}.pptx`, FORMATS.pptx.write(content, bilan)],
  ]
  // Each of them is packed already, but for the PDF files.
  return zipped(
    await Promise.all(
      files.map(async ([file, made]) => ({ name: file, content: await made, plain: !file.endsWith('.pdf') })),
    ),
  )
}
