import type { Case, CaseState } from '#features/bodies'
import { canonicalJson, sha256 } from '#features/publications'
import { type Action, contextOf, type Indicator, type SchemeDocument, saysOf } from '#features/scheme'
import { coded, removalOf } from './governance.ts'

/** What a version that is being written does to an action of the text in force. */
export type What = 'added' | 'changed' | 'removed'

export const WHAT_WORDS: Record<What, string> = { added: 'Ajoutée', changed: 'Changée', removed: 'Retirée' }

/** An action that a version changes, and what bodies said of it as it is written now. */
export interface ActionChange {
  key: string
  code: string
  title: string
  what: What
  /** SHA-256 of what is proposed: the action with its indicators, or that it goes. */
  fingerprint: string
  /** The same as whoever validates reads it, in Markdown. */
  words: string
  standing: Standing
  /** The last case about it. */
  asked: Case | null
}

/** Where a proposal stands: never submitted, at some body, answered; `changed-since`: what was accepted is no longer what is written. */
export type Standing = 'to-submit' | 'changed-since' | Exclude<CaseState, 'withdrawn'>

interface Sheet {
  action: Action
  indicators: readonly Indicator[]
  document: SchemeDocument
}

const sheetsOf = (document: SchemeDocument): Map<string, Sheet> =>
  new Map(
    document.actions.map(action => [
      action.key,
      { action, indicators: document.indicators.filter(({ parent }) => parent === action.key), document },
    ]),
  )

/** What of a sheet is validated: all that it says, but its place among the others. */
const contentOf = ({ action, indicators }: Sheet) => ({ action, indicators })

/**
 * The actions that a version adds, changes or removes, in the order of its text, removed ones last.
 * @param before the text in force; null where none is
 * @param asked the cases about actions of the scheme, the oldest first
 */
export function actionChanges(
  before: SchemeDocument | null,
  after: SchemeDocument,
  asked: readonly Case[],
): ActionChange[] {
  const then = before ? sheetsOf(before) : new Map<string, Sheet>()
  const now = sheetsOf(after)
  const last = new Map(asked.map(one => [one.subject, one]))
  const told = (sheet: Sheet, what: What): ActionChange => {
    const { key, code, title } = sheet.action
    const fingerprint = what === 'removed' ? removalOf(key) : sha256(canonicalJson(contentOf(sheet)))
    const words =
      what === 'removed' ? `Retirer l’action ${coded(sheet.action)} du schéma.` : wordsOf(sheet, then.get(key))
    return { key, code, title, what, fingerprint, words, ...standingOf(last.get(key), fingerprint) }
  }
  const kept = [...now].flatMap(([key, sheet]) => {
    const was = then.get(key)
    if (was === undefined) return [told(sheet, 'added')]
    return canonicalJson(contentOf(was)) === canonicalJson(contentOf(sheet)) ? [] : [told(sheet, 'changed')]
  })
  const gone = [...then].flatMap(([key, sheet]) => (now.has(key) ? [] : [told(sheet, 'removed')]))
  return [...kept, ...gone]
}

/** Where something stands, by the last case about it and what it says now. */
export function standingOf(asked: Case | undefined, fingerprint: string): { standing: Standing; asked: Case | null } {
  if (asked === undefined || asked.state === 'withdrawn') return { standing: 'to-submit', asked: asked ?? null }
  const same = asked.fingerprint === fingerprint
  if (asked.state === 'open') return { standing: same ? 'open' : 'changed-since', asked }
  return { standing: same ? asked.state : asked.state === 'accepted' ? 'changed-since' : 'to-submit', asked }
}

/** Signs that Markdown would read, as words. */
const plain = (words: string) => words.replace(/[\\`*_{}[\]()#+\-.!<>|~]/g, sign => `\\${sign}`)

/** A sheet as it is read: what it says, what it said where that is another, its indicators. */
function wordsOf({ action, indicators, document }: Sheet, was: Sheet | undefined): string {
  const fields = saysOf('action', action, contextOf(document))
  const former = new Map(
    was
      ? saysOf('action', was.action, contextOf(was.document)).map(({ name, words }) => [name, words.join(' ; ')])
      : [],
  )
  const lines = fields.flatMap(({ name, label, words }) => {
    const said = words.join(' ; ')
    const before = former.get(name) ?? ''
    const change =
      was !== undefined && before !== said ? [`*Avant\u00a0: ${before === '' ? 'rien' : plain(before)}*`] : []
    return [`**${label}**\u00a0: ${plain(said)}`, ...change]
  })
  const measured = indicators.map(one => `- ${plain(coded({ code: one.code, title: one.label }))}`)
  return [...lines, ...(measured.length > 0 ? ['**Indicateurs**\u00a0:', measured.join('\n')] : [])].join('\n\n')
}
