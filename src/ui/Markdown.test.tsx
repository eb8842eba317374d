import { describe, expect, test } from 'vitest'
import { Markdown, plainMarkdown } from './index.ts'

const ANA = '0b1f6f0e-3a3c-4d0e-9b7a-2f1e5c8d7a61'
const people = new Map([[ANA, 'Ana <b>Ortiz</b>']])
const html = (text: string, heading?: number) =>
  String(<Markdown text={text} people={people} {...(heading ? { heading } : {})} />)
    .replace('<div class="prose">', '')
    .replace(/\n?<\/div>$/, '')

describe('what comes from a text stays text', () => {
  test.each([
    ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
    ['<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>'],
    ['<!-- a -->', '<p>&lt;!-- a --&gt;</p>'],
    ['[a](javascript:alert(1))', '<p>[a](javascript:alert(1))</p>'],
    ['[a](JaVa&#115;cript:alert(1))', '<p>[a](JaVascript:alert(1))</p>'],
    ['[a](data:text/html,x)', '<p>[a](data:text/html,x)</p>'],
    ['[a](//ailleurs.test)', '<p>[a](//ailleurs.test)</p>'],
    ['<javascript:alert(1)>', '<p>&lt;javascript:alert(1)&gt;</p>'],
    ['```" onload="x\na\n```', '<pre><code class="language-&quot;">a\n</code></pre>'],
    ['\\@{x} `@{x}`', '<p>@{x} <code>@{x}</code></p>'],
  ])('%s', (text, expected) => expect(html(text)).toBe(expected))

  test('a picture is never asked for', () => {
    expect(html('![a](https://ailleurs.test/x.png)')).not.toContain('<img')
  })
})

test('links lead to http, https and mailto addresses, without vouching for them', () => {
  const rel = 'rel="nofollow noopener"'
  expect(html('[a](https://a.test "t\\"><b>")')).toBe(
    `<p><a href="https://a.test" title="t&quot;&gt;&lt;b&gt;" ${rel}>a</a></p>`,
  )
  expect(html('voir https://a.test.')).toBe(`<p>voir <a href="https://a.test" ${rel}>https://a.test</a>.</p>`)
  expect(html('<ana@a.test>')).toBe(`<p><a href="mailto:ana@a.test" ${rel}>ana@a.test</a></p>`)
})

test('the headings of a text are under those of its page, none is jumped over', () => {
  expect(html('### A\n# B\n#### C\n## D').match(/<h\d>/g)).toEqual(['<h3>', '<h3>', '<h4>', '<h4>'])
  expect(html('# A\n## B\n### C\n#### D', 5).match(/<h\d>/g)).toEqual(['<h5>', '<h6>', '<h6>', '<h6>'])
})

test('a table scrolls by itself, and has no style of its own', () => {
  const table = html('| a | b |\n|---|--:|\n| 1 | 2 |')
  expect(table).toContain('<td class="num">2</td>')
  expect(table).toContain('tabindex="0"')
  expect(table).not.toContain('style')
})

test('somebody who is mentioned has the name of today, or none', () => {
  expect(html(`@{${ANA}}, vu`)).toBe('<p><b>@Ana &lt;b&gt;Ortiz&lt;/b&gt;</b>, vu</p>')
  expect(String(<Markdown text={`@{${ANA}}`} />)).toContain('@compte effacé')
  expect(plainMarkdown(`# A\n\n- **b** @{${ANA}}\n- [c](https://a.test)\nd`, people)).toBe('A b @Ana <b>Ortiz</b> c d')
})

test.each([
  ['lists', Array.from({ length: 200 }, (_, i) => `${' '.repeat(i * 2)}- a${i}`).join('\n')],
  ['lists on one line', '- '.repeat(2400)],
  ['quotations', `${'>'.repeat(4900)} a`],
  ['brackets', '['.repeat(4999)],
  ['stars', '*a_ '.repeat(1200)],
  ['links', '[a]('.repeat(1200)],
  ['backticks', '`a``b```'.repeat(600)],
])('%s nested without end cost little, and lose no word', (_, text) => {
  const start = performance.now()
  const shown = html(text)
  expect(performance.now() - start).toBeLessThan(1500)
  expect(shown.replace(/<[^>]*>|\s|&gt;/g, '').length).toBeGreaterThanOrEqual((text.match(/[a-z]/g) ?? []).length)
  expect(shown.match(/<(?:ul|blockquote)>/g)?.length ?? 0).toBeLessThan(12)
})
