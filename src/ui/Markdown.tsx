import { raw } from 'hono/html'
import MarkdownIt, { type Token } from 'markdown-it'

/** The names of the people that a text mentions, by their ids. */
export type People = ReadonlyMap<string, string>

/** Somebody in a text: their id, so that a text follows their name and forgets it with them. */
const MENTION = /@\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}/y
/** Deeper than any text that is meant to be read. */
const DEEPEST = 20
const FORGOTTEN = 'compte effacé'

const nameOf = (id: string, env: Record<string, unknown> = {}) =>
  `@${(env['people'] as People | undefined)?.get(id) ?? FORGOTTEN}`

function writer() {
  const md = new MarkdownIt({ html: false, linkify: true, breaks: true })
  // Pictures would come from elsewhere, and tell there who reads.
  md.disable('image')
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
  md.validateLink = url => /^(?:https?:|mailto:)/i.test(url)
  md.inline.ruler.push('mention', (state, silent) => {
    MENTION.lastIndex = state.pos
    const [found, id] = MENTION.exec(state.src) ?? []
    if (found === undefined || id === undefined) return false
    if (!silent) state.push('mention', 'b', 0).content = id
    state.pos += found.length
    return true
  })
  md.renderer.rules['mention'] = (tokens, at, _, env) =>
    `<b>${md.utils.escapeHtml(nameOf(tokens[at]?.content ?? '', env))}</b>`
  md.renderer.rules['link_open'] = (tokens, at, options, _, renderer) => {
    tokens[at]?.attrSet('rel', 'nofollow noopener')
    return renderer.renderToken(tokens, at, options)
  }
  md.renderer.rules['table_open'] = () =>
    '<div class="table-wrap" role="region" tabindex="0" aria-label="Tableau"><table class="table table--bare">'
  md.renderer.rules['table_close'] = () => '</table></div>'
  return md
}

let kept: ReturnType<typeof writer> | undefined
const md = () => {
  kept ??= writer()
  return kept
}

/** Headings come one under the other from `top` on, whatever their writer chose, and columns of figures have a class for a style. */
function settled(tokens: readonly Token[], top: number): void {
  const open: number[] = []
  for (const token of tokens) {
    if (token.type === 'heading_open') {
      const wanted = Number(token.tag.slice(1))
      while ((open.at(-1) ?? 0) >= wanted) open.pop()
      open.push(wanted)
    }
    if (token.type.startsWith('heading_')) token.tag = `h${Math.min(top + open.length - 1, 6)}`
    const style = token.attrGet('style')
    if (style !== null) token.attrs = /right/.test(String(style)) ? [['class', 'num']] : []
  }
}

/**
 * A text in Markdown, as HTML that is safe to show: no HTML of its writer's, no picture, links to http, https and mailto addresses only.
 * What is nested past all reading is shown as it was written.
 * @param props.heading the level of its first heading, so that the page keeps one outline
 * @param props.people the names of those it mentions, written `@{id}`; an unknown one is « compte effacé »
 */
export const Markdown = ({ text, heading = 3, people }: { text: string; heading?: number; people?: People }) => {
  const env = { people }
  const tokens = md().parse(text, env)
  if (tokens.some(({ level }) => level > DEEPEST)) return <div class="prose prose--written">{text}</div>
  settled(tokens, heading)
  return <div class="prose">{raw(md().renderer.render(tokens, md().options, env))}</div>
}

/** The words of a text in Markdown, on one line: for a mail, a list. */
export function plainMarkdown(text: string, people?: People): string {
  const env = { people }
  const words = (tokens: readonly Token[]): string =>
    tokens
      .map(({ type, content, children }) => {
        if (type === 'mention') return nameOf(content, env)
        if (children) return words(children)
        return type === 'softbreak' || type === 'hardbreak' ? ' ' : content
      })
      .join(tokens.some(({ block }) => block) ? ' ' : '')
  return words(md().parse(text, env)).replace(/\s+/g, ' ').trim()
}
