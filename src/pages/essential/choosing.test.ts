import { describe, expect, test } from 'vitest'
import { type KeyFigure, keyFigures, type Warning, warnings } from './choosing.ts'

const figure = (kind: KeyFigure['kind'], label: string, more: Partial<KeyFigure> = {}): KeyFigure => ({
  ...{ kind, label, value: '1', before: '2', target: null, source: '', href: '/' },
  ...more,
})
const labels = (figures: readonly KeyFigure[]) => figures.map(({ label }) => label)

describe('the five figures', () => {
  const all = [
    figure('indicator', 'sans cible'),
    figure('indicator', 'neuf', { firm: true, before: null }),
    figure('indicator', 'ferme', { firm: true }),
    figure('coverage', 'évaluées'),
    figure('on-track', 'avancent'),
    figure('social', 'sociale'),
    figure('environmental', 'environnementale'),
  ]

  test('are the rates, the actions, what is evaluated, and the first indicator by its target', () => {
    expect(labels(keyFigures(all))).toEqual(['environnementale', 'sociale', 'avancent', 'évaluées', 'ferme'])
  })

  test('leave the place of those that are not there to indicators: a firm target, then a year before, then their order', () => {
    const without = all.filter(({ kind }) => kind === 'indicator' || kind === 'social')
    expect(labels(keyFigures([figure('indicator', 'autre', { before: null }), ...without]))).toEqual([
      ...['sociale', 'ferme', 'neuf', 'sans cible', 'autre'],
    ])
  })

  test('are fewer where there are fewer', () => {
    expect(keyFigures([])).toEqual([])
    expect(labels(keyFigures([figure('coverage', 'seule')]))).toEqual(['seule'])
  })
})

describe('the three warnings', () => {
  const warning = (kind: Warning['kind'], weight: number): Warning => ({
    ...{ kind, weight, text: '', href: '/' },
    title: `${kind} ${weight}`,
  })
  const titles = (list: readonly Warning[]) => warnings(list).map(({ title }) => title)

  test.each<[string, Warning[], string[]]>([
    ['nothing', [], []],
    ['one', [warning('silence', 3)], ['silence 3']],
    [
      'one of each kind, as they press, however heavy the others are',
      [
        warning('silence', 900),
        warning('rate', 50),
        warning('indicator', 40),
        warning('actions', 2),
        warning('evaluations', 1),
      ],
      ['evaluations 1', 'actions 2', 'indicator 40'],
    ],
    [
      'the heaviest of a kind, then the next ones',
      [warning('indicator', 10), warning('indicator', 30), warning('decisions', 5), warning('indicator', 20)],
      ['decisions 5', 'indicator 30', 'indicator 20'],
    ],
  ])('%s', (_, list, wanted) => {
    expect(titles(list)).toEqual(wanted)
  })
})
