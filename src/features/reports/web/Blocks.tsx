import type { Child } from 'hono/jsx'
import type { Block, Cell, Run, TableBlock } from '#platform/paper'
import { Table, Tile, typo } from '#ui'

/** Draws the chart of a block in a page, at its size; null to show the drawing that the document has. */
export type DrawChart = (id: string) => Child | null

const lines = (text: string): Child[] => text.split('\n').flatMap((line, at) => (at === 0 ? [line] : [<br />, line]))

const Words = ({ run: { text, strong, emphasis, link } }: { run: Run }) => {
  const said = lines(text)
  const marked = emphasis ? <em>{said}</em> : said
  const stressed = strong ? <b>{marked}</b> : marked
  if (link === undefined) return <>{stressed}</>
  return (
    <a href={link} rel={link.startsWith('#') ? undefined : 'nofollow noopener'}>
      {stressed}
    </a>
  )
}
const Runs = ({ of }: { of: readonly Run[] }) => (
  <bdi>
    {of.map(run => (
      <Words run={run} />
    ))}
  </bdi>
)

const Heading = ({ level, id, text }: Extract<Block, { as: 'heading' }>) => {
  const said = <bdi>{text}</bdi>
  switch (level) {
    case 1:
      return <h2 id={id}>{said}</h2>
    case 2:
      return <h3 id={id}>{said}</h3>
    case 3:
      return <h4 id={id}>{said}</h4>
    case 4:
      return <h5 id={id}>{said}</h5>
  }
}

const shown = ({ text, link }: Cell) => (link ? <a href={link}>{text}</a> : <bdi>{text}</bdi>)

const DataTable = ({ id, caption, columns, rows, note }: TableBlock) => (
  <>
    <Table<readonly Cell[]>
      id={id}
      caption={caption}
      bare
      rows={rows}
      columns={columns.map(({ head, numeric }, at) => ({
        head,
        ...(numeric ? { numeric } : {}),
        cell: row => shown(row[at] ?? { text: '' }),
      }))}
    />
    {note && <p class="small muted">{note}</p>}
  </>
)

/** The pieces of a document in a page. */
export const Blocks = ({ of, chart }: { of: readonly Block[]; chart: DrawChart }) => (
  <>
    {of.map(block => (
      <Piece {...{ block, chart }} />
    ))}
  </>
)

const Piece = ({ block, chart }: { block: Block; chart: DrawChart }) => {
  switch (block.as) {
    case 'heading':
      return <Heading {...block} />
    case 'text':
      return (
        <p>
          <Runs of={block.runs} />
        </p>
      )
    case 'list': {
      const items = block.items.map(item => (
        <li>
          {item.map(one =>
            one.as === 'text' && item.length === 1 ? <Runs of={one.runs} /> : <Piece block={one} chart={chart} />,
          )}
        </li>
      ))
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'aside':
      return (
        <div class="well stack stack--tight">
          {block.title && (
            <p>
              <b>{block.title}</b>
            </p>
          )}
          <Blocks of={block.blocks} chart={chart} />
        </div>
      )
    case 'facts':
      return (
        <dl class="facts">
          {block.items.map(({ label, runs }) => (
            <div>
              <dt>{typo(label)}</dt>
              <dd>
                <Runs of={runs} />
              </dd>
            </div>
          ))}
        </dl>
      )
    case 'figures':
      return (
        <div class="grid grid--tiles" id={block.id}>
          {block.items.map(({ label, figure, notes, link }) => (
            <Tile
              label={<bdi>{label}</bdi>}
              value={figure.value === undefined ? null : figure.text}
              missing={figure.text}
              meta={notes.map(note => <span>{note}</span>)}
              href={link}
            />
          ))}
        </div>
      )
    case 'table':
      return <DataTable {...block} />
    case 'chart':
      return <>{chart(block.id)}</>
  }
}

/** The way to each part of a document. */
export const Contents = ({ of }: { of: readonly Block[] }) => (
  <nav class="well" aria-label="Sommaire">
    <ol class="stack stack--tight">
      <ContentsLines of={of} />
    </ol>
  </nav>
)

/** The same without its frame, a line each. */
export const ContentsLines = ({ of }: { of: readonly Block[] }) => (
  <>
    {of.map(block =>
      block.as === 'heading' && block.level === 1 ? (
        <li>
          <a href={`#${block.id}`}>
            <bdi>{block.text}</bdi>
          </a>
        </li>
      ) : null,
    )}
  </>
)
