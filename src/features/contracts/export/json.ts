import type { ExportLine, ExportRange } from '../register/export.ts'
import { addressOf, type ContractFilter } from '../register/filter.ts'
import { type ExportContext, labelOf, pageOf } from './columns.ts'

/** Where the exported contracts come from. */
export interface Source {
  /** Number of the last import that they take into account. */
  generation: number
  files: { import: number; file: string; sha256: string | null; importedAt: string | null }[]
}

/** The contracts as one JSON object: `url`, `filter`, `register` and `contracts`; amounts in euros, dates `YYYY-MM-DD`. */
export async function* jsonOf(
  ranges: AsyncIterable<ExportRange>,
  filter: ContractFilter,
  source: Source,
  publicUrl: string,
): AsyncGenerator<Uint8Array> {
  const url = publicUrl + addressOf('/marches', filter)
  yield Buffer.from(
    `{"url":${JSON.stringify(url)},\n"filter":${JSON.stringify(filter)},\n"register":${JSON.stringify(source)},\n"contracts":[`,
  )
  const files = new Map(source.files.map(file => [file.import, file.file]))
  let separator = '\n'
  for await (const { lines, ...known } of ranges) {
    let text = ''
    for (const line of lines) {
      text += separator + JSON.stringify(contractOf(line, { ...known, files, publicUrl }))
      separator = ',\n'
    }
    yield Buffer.from(text)
  }
  yield Buffer.from('\n]}\n')
}

function contractOf(line: ExportLine, context: ExportContext) {
  const { names, files } = context
  const party = (id: string) => ({ id, name: names.get(id) ?? null })
  return {
    identity: line.identity.replaceAll('-', ''),
    url: pageOf(line, context),
    kind: line.kind,
    id: line.source_id,
    buyer: party(line.buyer),
    subject: line.subject,
    nature: line.nature,
    cpv: line.cpv,
    cpvLabel: labelOf(line, context),
    procedure: line.procedure || null,
    amount: line.amount === null ? null : line.amount / 100,
    amountState: line.amount_state,
    sharedCeiling: line.ceiling?.replaceAll('-', '') ?? null,
    months: line.months,
    notified: line.notified,
    published: line.published,
    modified: line.modified,
    modifications: line.modifications,
    social: {
      state: line.social,
      clause: line.social_clause,
      criterion: line.social_criterion,
      reserved: line.social_reserved,
    },
    environmental: {
      state: line.environmental,
      clause: line.environmental_clause,
      criterion: line.environmental_criterion,
    },
    holders: line.holders.map(party),
    warnings: line.warnings,
    source: { import: line.import_id, file: files.get(line.import_id) ?? null, position: line.position },
  }
}
