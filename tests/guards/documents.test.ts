import { expect, test } from 'vitest'
import { jsonOf, projectFiles, textOf } from '../support/project-files.ts'

const records = projectFiles().filter(path => path.startsWith('docs/decisions/'))

test('decision records are numbered from 0001 without a hole', () => {
  const numbers = records.map(path => /^docs\/decisions\/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1])
  expect(numbers).toEqual(records.map((_, index) => String(index + 1).padStart(4, '0')))
  expect(records).not.toEqual([])
})

test('a decision record has a title, a context, a decision and its consequences, on one page', () => {
  const wrong = records.flatMap(path => {
    const text = textOf(path)
    const headings = [...text.matchAll(/^(#{1,2}) (.+)$/gm)].map(([, level, words]) => (level === '#' ? '#' : words))
    const right = ['#', 'Context', 'Decision', 'Consequences'].every((heading, index) => headings[index] === heading)
    const empty = text
      .split(/^## .+$/m)
      .slice(1)
      .some(part => part.trim().length < 40)
    return right && !empty && text.split('\n').length <= 80 ? [] : [path]
  })
  expect(wrong).toEqual([])
})

const commandsOf = (script: string) =>
  script
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !/^(#|set |cd )/.test(line))

test('the README’s test command is what CI runs, and what it runs is every check', () => {
  const ci = commandsOf(textOf('.ci/run'))
  expect(ci).toEqual(['npm ci', 'npm test'])
  expect(textOf('README.md')).toContain(ci.join(' && '))
  expect(jsonOf<{ scripts: Record<string, string> }>('package.json').scripts['test']).toBe('bin/check')
})

test('every npm command and every script of bin that the documents name exists', () => {
  const { scripts } = jsonOf<{ scripts: Record<string, string> }>('package.json')
  const files = projectFiles()
  const documents = files.filter(path => path.endsWith('.md'))
  const unknown = documents.flatMap(path => {
    const text = textOf(path)
    const run = [...text.matchAll(/\bnpm run ([\w:-]+)/g)]
      .map(([, name = '']) => name)
      .filter(name => !(name in scripts))
    const short = [...text.matchAll(/\bnpm (start|test)\b/g)]
      .map(([, name = '']) => name)
      .filter(name => !(name in scripts))
    const bin = [...text.matchAll(/(?<![\w/.])(bin\/[\w-]+)/g)]
      .map(([, file = '']) => file)
      .filter(file => !files.includes(file))
    return [...run, ...short, ...bin].map(name => `${path}: ${name}`)
  })
  expect(documents).toContain('README.md')
  expect(unknown).toEqual([])
})

test('every relative link of a document leads somewhere', () => {
  const files = projectFiles()
  const broken = files
    .filter(path => path.endsWith('.md'))
    .flatMap(path =>
      [...textOf(path).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
        .map(([, link = '']) => new URL(link, `file:///${path}`).pathname.slice(1))
        .filter(to => !files.includes(to) && !files.some(file => file.startsWith(to.replace(/\/?$/, '/'))))
        .map(to => `${path}: ${to}`),
    )
  expect(broken).toEqual([])
})
