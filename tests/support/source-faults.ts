import ts from 'typescript'

/** Files of about 100 lines; past this one, find the second idea in it and give it a name. */
export const LONGEST_FILE = 250

const SUPPRESSION =
  /@ts-(?:ignore|expect-error|nocheck)|biome-ignore(?:-all|-start)?|eslint-disable|v8 ignore|@vite-ignore/
/** A suppression says what it silences, then why, in words; a layout kept by hand explains itself in one. */
const WITH_REASON =
  /(?:@ts-expect-error[:\s]+|biome-ignore(?:-all|-start)? [\w/]+: )\S+(?:\s+\S+){2,}|biome-ignore format: \w+/

/** What is wrong in one source: `any` that nothing excuses, suppressions without a reason, too many lines. One line each, with its place. */
export function sourceFaults(path: string, text: string): string[] {
  const parsed = () =>
    ts.createSourceFile(
      path,
      text,
      ts.ScriptTarget.Latest,
      true,
      path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
    )
  const lines = text.split('\n')
  const faults: string[] = []
  const at = (line: number, what: string) => faults.push(`${path}:${line + 1}: ${what}`)
  // Parsing tells a word from a part of a text or of a comment: where the word is not, there is nothing to tell.
  if (/\bany\b/.test(text)) {
    const source = parsed()
    const visit = (node: ts.Node): void => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart())
        if (!lines[line - 1]?.includes('biome-ignore lint/suspicious/noExplicitAny: ')) at(line, 'any')
      }
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  for (const [line, comment] of SUPPRESSION.test(text) ? commentsOf(parsed()) : []) {
    const word = SUPPRESSION.exec(comment)?.[0]
    if (word && !WITH_REASON.test(comment)) at(line, `${word} without a reason`)
  }
  const length = lines.length - (text.endsWith('\n') ? 1 : 0)
  if (length > LONGEST_FILE) faults.push(`${path}: ${length} lines, ${LONGEST_FILE} at most`)
  return faults
}

/** Every comment of a source with its line, found between tokens, so that text in strings is not taken for one. */
function commentsOf(source: ts.SourceFile): [line: number, text: string][] {
  const found = new Map<number, string>()
  const note = (ranges: readonly ts.CommentRange[] | undefined) => {
    for (const { pos, end } of ranges ?? []) found.set(pos, source.text.slice(pos, end))
  }
  const visit = (node: ts.Node): void => {
    if (node.kind >= ts.SyntaxKind.FirstJSDocNode && node.kind <= ts.SyntaxKind.LastJSDocNode) return
    if (node.getChildCount() === 0 && node.kind !== ts.SyntaxKind.JsxText) {
      note(ts.getLeadingCommentRanges(source.text, node.pos))
      note(ts.getTrailingCommentRanges(source.text, node.end))
    }
    for (const child of node.getChildren()) visit(child)
  }
  visit(source)
  return [...found].map(([pos, text]) => [source.getLineAndCharacterOfPosition(pos).line, text])
}
