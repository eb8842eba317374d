import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'

/** One column of a {@link Table}: its heading, and how a row is shown in it. The first column names the row. */
export interface Column<Row> {
  head: string
  cell: (row: Row) => Child
  /** Right-aligned, tabular figures. */
  numeric?: boolean
  /** Never broken over two lines on a wide screen. */
  nowrap?: boolean
  /** Where a click on the heading leads, and the order in force when it is this column's. */
  sort?: { href: string; order?: 'ascending' | 'descending' | undefined }
}

export interface TableProps<Row> {
  id: string
  caption: Child
  hideCaption?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  /** Rows that follow, under headings of their own. */
  groups?: readonly { head: Child; rows: readonly Row[] }[]
  /** Rows become cards on a narrow screen; without it the table scrolls in its own region. */
  stack?: boolean
  /** Without side padding nor sticky heading, inside a text or a card. */
  bare?: boolean
  /** The cells of a last line of totals, one per column. */
  foot?: readonly Child[]
}

const classes = (column: { numeric?: boolean; nowrap?: boolean }) =>
  column.numeric ? 'num' : column.nowrap ? 'nowrap' : undefined

/** The opening and the closing tag of an element without content, which is then written once for all the rows of a table. */
function tagsOf(element: Child) {
  const html = String(element)
  const end = html.lastIndexOf('</')
  return [raw(html.slice(0, end)), raw(html.slice(end))] as const
}

/** A data table: caption, scoped headings, sort links. Explicit roles keep it a table where its display changes. */
export function Table<Row>({ id, caption, hideCaption, columns, rows, groups, stack, bare, foot }: TableProps<Row>) {
  const role = (name: string) => (stack ? name : undefined)
  const tags = columns.map((column, i) =>
    tagsOf(
      i === 0 ? (
        <th scope="row" role={role('rowheader')} />
      ) : (
        <td class={classes(column)} role={role('cell')} data-label={stack ? column.head : undefined} />
      ),
    ),
  )
  const line = (cells: readonly Child[]) => (
    <tr role={role('row')}>{cells.map((cell, i) => [tags[i]?.[0], cell, tags[i]?.[1]])}</tr>
  )
  return (
    <div class="table-wrap" {...(stack ? {} : { role: 'region', tabindex: 0, 'aria-labelledby': id })}>
      <table class={`table${stack ? ' table--stack' : ''}${bare ? ' table--bare' : ''}`} role={role('table')}>
        <caption id={id} class={hideCaption ? 'sr-only' : undefined}>
          {caption}
        </caption>
        <thead role={role('rowgroup')}>
          <tr role={role('row')}>
            {columns.map(column => (
              <th
                scope="col"
                role={role('columnheader')}
                class={column.numeric ? 'num' : undefined}
                aria-sort={column.sort?.order}
              >
                {column.sort ? <a href={column.sort.href}>{column.head}</a> : column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role={role('rowgroup')}>
          {rows.map(row => line(columns.map(column => column.cell(row))))}
          {groups?.map(group => (
            <>
              <tr role={role('row')}>
                <th colspan={columns.length} scope="rowgroup" role={role('rowheader')}>
                  {group.head}
                </th>
              </tr>
              {group.rows.map(row => line(columns.map(column => column.cell(row))))}
            </>
          ))}
        </tbody>
        {foot && <tfoot role={role('rowgroup')}>{line(foot)}</tfoot>}
      </table>
    </div>
  )
}
