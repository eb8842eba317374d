import { expect, test } from 'vitest'
import { pngOf } from './index.ts'

const svg = (text: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50"><text x="8" y="30" font-family="Public Sans">${text}</text></svg>`
const png = async (text: string) => Buffer.from(await pngOf(svg(text)))

test('an image of twice the size, with its text, whoever asks at the same time', async () => {
  const [none, words] = await Promise.all([png(''), png('38,5\u202f% œuvré')])
  expect(words.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
  expect([words.readUInt32BE(16), words.readUInt32BE(20)]).toEqual([400, 100])
  expect(words.length).toBeGreaterThan(none.length + 500)
})

test('what is no drawing is refused, and the next one drawn', async () => {
  await expect(pngOf('<svg')).rejects.toThrow('no image')
  expect((await png('a')).length).toBeGreaterThan(100)
})
