import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ZippedEntry, zipped } from '../../../../tests/support/zip.ts'
import { openFile } from './open.ts'
import { collect } from './streams.test-support.ts'

const folder = mkdtempSync(join(tmpdir(), 'open-'))
afterAll(() => rmSync(folder, { recursive: true }))

const JSON_FILE = '{"marches":{"marche":[{"id":"A","objet":"Été"},{"id":"B"}]}}'
const XML_FILE = '<marches><marche><id>A</id></marche></marches>'
const CSV_FILE = 'id;acheteur_id;objet\nA;B1;Été\n'

async function read(content: string | Uint8Array, name = 'file') {
  const path = join(folder, name)
  writeFileSync(path, content)
  const file = await openFile(path)
  const records = (await collect(file.records)).flat()
  const facts = {
    format: file.format,
    count: records.length,
    ids: records.map(({ value }) => (value as { id: string }).id),
  }
  const hash = createHash('sha256').update(content).digest('hex')
  expect([file.bytes(), file.sha256()]).toEqual([Buffer.byteLength(content), hash])
  return {
    ...facts,
    records,
    positions: records.map(({ position }) => position),
    repaired: records.map(({ repaired }) => repaired),
  }
}

test.each([
  ['JSON', JSON_FILE, 'json', 2],
  ['JSON with a byte order mark and white space (trap 8)', `\ufeff \r\n\t${JSON_FILE}`, 'json', 2],
  ['JSON in UTF-16', Buffer.from(`\ufeff${JSON_FILE}`, 'utf16le'), 'json', 2],
  ['JSON of a flat list', '[{"id":"A"}]', 'json', 1],
  [
    'JSON after a web page (trap 8)',
    `<!DOCTYPE html>\n<html><body>${'<br>'.repeat(900)}\n{ "marches" : [{"id":"A"}]}`,
    'json',
    1,
  ],
  ['XML', XML_FILE, 'xml', 1],
  ['XML with a mark, a declaration and a comment', `\ufeff<?xml version="1.0"?>\n<!-- <html> -->${XML_FILE}`, 'xml', 1],
  ['a table', CSV_FILE, 'tabular', 1],
  ['a table with a mark', `\ufeff${CSV_FILE}`, 'tabular', 1],
  ['gzip', gzipSync(JSON_FILE), 'json', 2],
  ['gzip of gzip', gzipSync(gzipSync(XML_FILE)), 'xml', 1],
  [
    'gzip in several members',
    Buffer.concat([gzipSync(JSON_FILE.slice(0, 9)), gzipSync(JSON_FILE.slice(9))]),
    'json',
    2,
  ],
  ['gzip followed by zeros', Buffer.concat([gzipSync(JSON_FILE), Buffer.alloc(3_000_000)]), 'json', 2],
])('recognises %s by its content, whatever its name', async (_name, content, format, count) => {
  for (const name of ['file.csv', 'file.xml', 'file.json', 'file'])
    expect(await read(content, name)).toMatchObject({ format, count })
})

test('an archive gives the records of its entries in the order of their names, positions running on', async () => {
  const archive = zipped([
    { name: 'data/b.csv', content: CSV_FILE },
    { name: 'data/c.json.gz', content: gzipSync('{"marches":[{"id":"Z"}]}') },
    { name: 'data/', content: '' },
    { name: 'data/a', content: JSON_FILE, method: 0 },
    { name: 'data/empty.json', content: '' },
    { name: '../LISEZ-MOI.txt', content: 'Bonjour' },
    { name: '__MACOSX/data/._a.json', content: 'x' },
    { name: '/data/page.html', content: '<html></html>' },
  ])
  expect(await read(archive)).toMatchObject({ format: 'json', ids: ['A', 'B', 'A', 'Z'], positions: [1, 2, 3, 4] })
})

test.each([
  [
    'XML',
    `<?xml version="1.0" encoding="ISO-8859-1"?>${XML_FILE.replace('</marches>', '<marche><id>Été</id></marche></marches>')}`,
    'xml',
    ['A', 'Été'],
    [undefined, 'encoding'],
  ],
  ['a table', `${CSV_FILE.replace('Été', 'x')}É;B1;y\n`, 'tabular', ['A', 'É'], [undefined, 'encoding']],
  ['JSON', JSON_FILE, 'json', ['A', 'B'], ['encoding', undefined]],
])(
  'reads %s in ISO-8859-1, and says which records had to be repaired (trap 8)',
  async (_name, text, format, ids, repaired) => {
    expect(await read(Buffer.from(text, 'latin1'))).toMatchObject({ format, ids, repaired })
  },
)

const entry = (changes: Partial<ZippedEntry> = {}): ZippedEntry => ({ name: 'a.json', content: JSON_FILE, ...changes })
test.each<[string, string | Uint8Array, string]>([
  ['an empty file', '', 'file-empty'],
  ['a file of spaces', '\ufeff \n\t ', 'file-empty'],
  ['a web page', '<!doctype html><html><body>Erreur 404</body></html>', 'web-page'],
  [
    'a web page in XML',
    '<?xml version="1.0"?><!-- x --><html xmlns="http://www.w3.org/1999/xhtml"></html>',
    'web-page',
  ],
  ['a piece of a web page', '<p>Service indisponible</p>', 'web-page'],
  [
    'XML with external entities',
    '<!DOCTYPE marches [<!ENTITY x SYSTEM "file:///etc/passwd">]><marches>&x;</marches>',
    'xml-doctype',
  ],
  ['another XML', '<?xml version="1.0"?><rss/>', 'xml-no-contracts'],
  ['a sentence', 'Bonjour', 'not-recognised'],
  ['an image', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not-recognised'],
  ['another table', 'nom;prenom\nA;B\n', 'not-recognised'],
  ['gzip cut short', gzipSync(JSON_FILE.repeat(50)).subarray(0, -12), 'compression-damaged'],
  ['gzip of nothing', gzipSync(''), 'file-empty'],
  ['gzip with a wrong byte', gzipSync(JSON_FILE).fill(0xff, 12, 20), 'compression-damaged'],
  ['a zip archive cut short', zipped([entry()]).subarray(0, -30), 'compression-damaged'],
  ['an entry whose bytes changed', zipped([entry({ crc: 1 })]), 'compression-damaged'],
  ['an archive without entries', zipped([]), 'archive-empty'],
  [
    'an archive without data',
    zipped([entry({ name: 'x.txt', content: 'x' }), entry({ content: '' })]),
    'archive-empty',
  ],
  [
    'an entry that is not what its name says',
    zipped([entry(), entry({ name: 'b.json', content: '<html>' })]),
    'web-page',
  ],
  ['a protected archive', zipped([entry({ flags: 0x801 })]), 'archive-protected'],
  ['a strongly protected archive', zipped([entry({ flags: 0x841 })]), 'archive-protected'],
  ['a rare compression', zipped([entry({ method: 14 })]), 'archive-method'],
])('refuses %s', async (_name, content, code) => {
  await expect(read(content, 'file.json')).rejects.toMatchObject({ name: 'Refusal', code })
})

describe('bombs', () => {
  const SPACES = Buffer.alloc(100 << 20, 0x20)
  let gzip: Buffer
  beforeAll(() => {
    gzip = gzipSync(Buffer.concat([Buffer.from('{"marches":['), SPACES]))
  })

  test('a gzip bomb is refused before it has come out whole', async () => {
    await expect(read(gzip)).rejects.toMatchObject({ code: 'compression-bomb' })
  })

  test('a zip bomb too, in one entry or in many', async () => {
    const one = zipped([entry({ content: Buffer.concat([Buffer.from('['), SPACES]) })])
    await expect(read(one)).rejects.toMatchObject({ code: 'compression-bomb' })
    const part = Buffer.concat([Buffer.from('['), SPACES.subarray(0, 30 << 20), Buffer.from(']')])
    const many = zipped(['a', 'b', 'c', 'd'].map(name => entry({ name, content: part })))
    await expect(read(many)).rejects.toMatchObject({ code: 'compression-bomb' })
  })

  test('spaces by the megabyte are no bomb below the limit', async () => {
    expect(await read(gzipSync(`{"marches":[${' '.repeat(30 << 20)}{"id":"A"}]}`))).toMatchObject({ count: 1 })
  })
})

test('a file that is missing, or is a folder, or may not be read, is refused in words', async () => {
  await expect(openFile(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'file-missing' })
  mkdirSync(join(folder, 'directory'))
  await expect(openFile(join(folder, 'directory'))).rejects.toThrow('c’est un dossier')
  const secret = join(folder, 'secret')
  writeFileSync(secret, JSON_FILE)
  chmodSync(secret, 0)
  if (process.getuid?.() !== 0) await expect(openFile(secret)).rejects.toThrow('vous n’avez pas le droit de le lire')
})
