import { describe, expect, test } from 'vitest'
import { Pagination, type PaginationProps, pageNumbers } from './navigation.tsx'

describe('pagination', () => {
  const shown = (props: Partial<PaginationProps>) =>
    String(
      <Pagination
        page={1}
        pageSize={50}
        total={128}
        href={n => `?page=${n}`}
        noun={['Marché', 'Marchés']}
        {...props}
      />,
    )

  test('says on paper where the others are, where there are others', () => {
    expect(shown({})).toContain('<p class="print-only">Les autres sont sur les autres pages.</p>')
    expect(shown({ others: 'Tous sont dans l’export.' })).toContain(
      '<p class="print-only">Tous sont dans l’export.</p>',
    )
    for (const none of [{ total: 50 }, { page: 9 }]) expect(shown(none)).not.toContain('print-only')
  })

  test.each([
    [{}, 'Marchés 1 à 50 sur 128'],
    [{ page: 3 }, 'Marchés 101 à 128 sur 128'],
    [{ total: 1 }, 'Marché 1 sur 1'],
    [{ total: 1000, capped: true, page: 20 }, 'Marchés 951 à 1\u202f000 sur plus de 1\u202f000'],
    [{ page: 9 }, 'Cette page n’existe pas\u00a0: il y a 128\u00a0marchés'],
  ])('%o', (props, words) => expect(shown(props)).toContain(`<p>${words}</p>`))

  test('leads to the pages around, and to none beyond the last', () => {
    expect(shown({ total: 0 })).toBe('')
    expect(shown({ total: 50 })).not.toContain('href')
    expect(shown({ page: 2 })).toMatch(/href="\?page=1" rel="prev".*aria-current="page".*href="\?page=3" rel="next"/)
    expect(shown({ page: 3 })).not.toContain('rel="next"')
    expect(shown({ page: 9 })).toContain('href="?page=3" rel="prev"')
    expect(shown({ page: 20, total: 1000, capped: true })).toContain('href="?page=21" rel="next"')
    expect(shown({ total: 47_312, lastPage: 200 })).toContain('>200</a>')
    for (const capped of [true, false])
      expect(shown({ page: 200, total: 10_000, lastPage: 200, capped })).not.toMatch(/rel="next"|page=201/)
  })

  test.each([
    [1, 1, [1]],
    [1, 13, [1, 2, null, 13]],
    [3, 13, [1, 2, 3, 4, null, 13]],
    [4, 13, [1, 2, 3, 4, 5, null, 13]],
    [7, 13, [1, null, 6, 7, 8, null, 13]],
    [12, 13, [1, null, 11, 12, 13]],
    [7, null, [1, null, 6, 7, 8]],
  ])('page %s of %s: %o', (page, last, numbers) => expect(pageNumbers(page, last)).toEqual(numbers))
})
