import { expect, test } from 'vitest'
import { lintDocument, small } from './linter.test-support.ts'

test('the law is that of the day, and never blocks', () => {
  const bare = (on: string | null) => small({ summary: '', indicators: [], adoption: on === null ? null : { on } })
  const law = (document: Parameters<typeof lintDocument>[0], today: string) =>
    lintDocument(document, { today }).flatMap(({ code, level }) =>
      code.startsWith('law-') ? [`${code} ${level}`] : [],
    )
  const old = ['law-social', 'law-ecological', 'law-circular', 'law-follow-up']
  const recent = ['law-esus', 'law-inclusion', 'law-publication']
  const all = (codes: string[]) => codes.map(code => `${code} to-know`).sort()
  expect(law(bare(null), '2022-12-31').sort()).toEqual(all(old))
  expect(law(bare(null), '2023-01-01').sort()).toEqual(all([...old, ...recent, 'law-rates', 'law-rates']))
  expect(law(bare('2022-12-31'), '2026-06-30').sort()).toEqual(all(old))
  expect(law(bare('2015-08-17'), '2026-06-30').sort()).toEqual(all(['law-social', 'law-follow-up']))
  const rate = (label: string) => ({ key: label.slice(-4), label, kind: 'ratio', unit: '%' })
  const rates = small({ indicators: [rate('Part des marchés à clause sociale'), rate('Part des achats écologiques')] })
  expect(law(rates, '2026-06-30')).toEqual(['law-targets to-know', 'law-targets to-know', 'law-publication to-know'])
  expect(lintDocument(rates).find(({ code }) => code === 'law-targets')?.message).toMatch(
    /L2111-3 CCP.*25.octobre.2023.*vérifier/,
  )
})
