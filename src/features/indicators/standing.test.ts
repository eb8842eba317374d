import { describe, expect, test } from 'vitest'
import { type Period, parsePeriod } from '#kernel'
import { type Facts, type Point, standingOf } from './standing.ts'
import { explainStanding, explainTrend } from './standing-words.ts'
import { trendOf } from './trend.ts'

/** `2015 38.5, 2016 40` */
const points = (text: string): Point[] =>
  text
    .split(', ')
    .filter(Boolean)
    .map(point => {
      const [period = '', value = ''] = point.split(' ')
      return { period: parsePeriod(period) as Period, value }
    })

function facts(t0: string, targets: string, values: string, more: Partial<Facts> = {}): Facts {
  return {
    ...{ kind: 'ratio', unit: '%', direction: 'up' },
    t0: points(t0)[0] ?? 'none',
    targets: targets === '' ? 'none' : points(targets),
    values: points(values),
    ...more,
  }
}

const said = (text: string) => text.replace(/\s/g, ' ')
function told(of: Facts): [string, string] {
  const { standing, ground } = standingOf(of)
  return [standing, said(explainStanding(ground, of))]
}

// 20 % in 2020, 50 % in 2030: 3 points a year.
test.each([
  [
    '2024 31.9',
    'on-track',
    '31,9 % en 2024 : pour aller tout droit de 20 % en 2020 à 50 % en 2030, il fallait 32 % ; 99 % du progrès attendu est fait.',
  ],
  ['2024 40', 'on-track', '166 % du progrès attendu est fait.'],
  ['2024 30.8', 'on-track', '90 % du progrès attendu'],
  ['2024 30.79', 'to-watch', '89 % du progrès attendu'],
  ['2024 26', 'to-watch', '50 % du progrès attendu'],
  ['2024 25.99', 'off-track', '49 % du progrès attendu'],
  ['2024 19', 'off-track', 'depuis le départ, la valeur s’éloigne de la cible.'],
  ['2024 50', 'reached', '50 % en 2024 : la cible de 50 % fixée pour 2030 est atteinte.'],
  ['2024 50.5', 'reached', 'est dépassée.'],
  [
    '2030 49',
    'to-watch',
    '49 % en 2030 : la cible de 50 % fixée pour 2030 n’est pas atteinte, il s’en faut de 1 point.',
  ],
  ['2032 47.5', 'to-watch', 'il s’en faut de 2,5 points.'],
  ['2032 47.49', 'off-track', 'il s’en faut de 2,51 points.'],
  ['2020 20', 'not-measurable', '20 % en 2020 : rien n’a encore été mesuré après la valeur de départ.'],
  [
    '2024-S1 30.5',
    'on-track',
    '30,5 % au 1er semestre 2024 : pour aller tout droit de 20 % en 2020 à 50 % en 2030, il fallait 30,5 % ; 100 %',
  ],
  ['2022 30, 2024 22, 2023 40', 'off-track', '22 % en 2024'],
])('20 %% in 2020, 50 %% in 2030: %s is %s', (values, standing, words) => {
  const [found, sentence] = told(facts('2020 20', '2030 50', values))
  expect(found).toBe(standing)
  expect(sentence).toContain(words)
})

describe('other cases', () => {
  test.each<[string, Facts, string, string]>([
    [
      'that of the brief',
      facts('2013 26', '2016 30', '2015 38.5'),
      'reached',
      '38,5 % en 2015 : la cible de 30 % fixée pour 2016 est dépassée.',
    ],
    ['without T0, reached', facts('', '2016 30', '2015 38.5'), 'reached', 'est dépassée'],
    [
      'without T0, before',
      facts('', '2016 30', '2015 25'),
      'not-measurable',
      'sans valeur de départ le chemin parcouru ne se mesure pas',
    ],
    ['without T0, the date has come', facts('', '2016 30', '2016 25'), 'off-track', 'il s’en faut de 5 points'],
    [
      'without target',
      facts('2013 26', '', '2015 38.5'),
      'not-measurable',
      '38,5 % en 2015 : aucune cible chiffrée n’est fixée.',
    ],
    ['without value', facts('2013 26', '2016 30', ''), 'not-measurable', 'Aucune valeur'],
    [
      'without direction',
      facts('2013 26', '2016 30', '2015 38', { direction: 'none' }),
      'not-measurable',
      'dans quel sens',
    ],
    ['a scale', facts('', '', '2015 2', { kind: 'scale' }), 'not-measurable', 'Un niveau'],
    [
      'the next target is the one',
      facts('2020 0', '2026 100, 2022 10, 2024 50', '2023 25'),
      'to-watch',
      'à 50 % en 2024',
    ],
    [
      'down, better',
      facts('2020 100', '2030 50', '2024 45', { direction: 'down', unit: 't' }),
      'reached',
      '45 t en 2024 : la cible de 50 t fixée pour 2030 est atteinte, et au-delà.',
    ],
    [
      'down, on the line',
      facts('2020 100', '2030 50', '2024 80', { direction: 'down', unit: 't' }),
      'on-track',
      'il fallait 80 t',
    ],
    [
      'down, worse',
      facts('2020 100', '2030 50', '2024 120', { direction: 'down', unit: 't' }),
      'off-track',
      's’éloigne',
    ],
    ['to be kept, kept', facts('2020 30', '2030 30', '2024 30'), 'reached', 'est atteinte.'],
    [
      'to be kept, nearly',
      facts('2020 30', '2030 30', '2024 28.5'),
      'to-watch',
      'était tenue au départ et ne l’est plus',
    ],
    ['to be kept, lost', facts('2020 32', '2030 30', '2024 28'), 'off-track', 'il s’en faut de 2 points'],
    [
      'a target of zero',
      facts('2020 0', '2030 0', '2024 1', { direction: 'down', unit: 't' }),
      'off-track',
      'il s’en faut de 1 t',
    ],
    [
      'done',
      facts('', '2026 1', '2024 1', { kind: 'deliverable' }),
      'reached',
      'C’était fait en 2024 ; l’échéance est en 2026.',
    ],
    [
      'not due',
      facts('', '2026 1', '2024 0', { kind: 'deliverable' }),
      'not-measurable',
      'Ce n’était pas fait en 2024 ; l’échéance est en 2026.',
    ],
    ['never due', facts('', '', '2024 0', { kind: 'deliverable' }), 'not-measurable', 'aucune échéance'],
    [
      'overdue',
      facts('', '2023 1', '2024 0', { kind: 'deliverable', direction: 'none' }),
      'off-track',
      'l’échéance est en 2023',
    ],
  ])('%s', (_, of, standing, words) => {
    const [found, sentence] = told(of)
    expect(found).toBe(standing)
    expect(sentence).toContain(words)
  })
})

describe('trends', () => {
  test.each<[string, Facts, string]>([
    [
      'a run',
      facts('', '', '2009 0.51, 2010 2.86, 2011 8.92, 2012 5.85, 2013 18.41, 2014 36.18, 2015 62.54'),
      'En hausse 3 fois de suite, de 5,85 % en 2012 à 62,54 % en 2015 : c’est le bon sens.',
    ],
    [
      'the wrong way',
      facts('', '', '2014 30, 2015 25'),
      'En baisse, de 30 % en 2014 à 25 % en 2015 : c’est le mauvais sens.',
    ],
    [
      'without direction',
      facts('', '', '2014 30, 2015 25', { direction: 'none' }),
      'En baisse, de 30 % en 2014 à 25 % en 2015.',
    ],
    [
      'T0 comes first',
      facts('2012 10', '', '2015 25'),
      'En hausse, de 10 % en 2012 à 25 % en 2015 : c’est le bon sens.',
    ],
    [
      'T0 is also a value',
      facts('2015 25', '', '2015 25, 2016 20'),
      'En baisse, de 25 % en 2015 à 20 % en 2016 : c’est le mauvais sens.',
    ],
    [
      'less than 1 %',
      facts('', '', '2014 100, 2015 100.99, 2016 100'),
      'Stable 2 fois de suite, de 100 % en 2014 à 100 % en 2016.',
    ],
    ['1 %', facts('', '', '2014 100, 2015 101'), 'En hausse, de 100 % en 2014 à 101 % en 2015 : c’est le bon sens.'],
    [
      'from zero',
      facts('', '', '2014 0, 2015 0.001'),
      'En hausse, de 0 % en 2014 à 0,001 % en 2015 : c’est le bon sens.',
    ],
    ['zero and zero', facts('', '', '2014 0, 2015 0'), 'Stable, de 0 % en 2014 à 0 % en 2015.'],
    ['one value', facts('', '', '2015 25'), 'Il faut deux valeurs pour dire une tendance.'],
    ['words', facts('', '', '2014 1, 2015 2', { kind: 'scale' }), 'Seules des valeurs chiffrées ont une tendance.'],
  ])('%s', (_, of, sentence) => {
    expect(said(explainTrend(trendOf(of), of))).toBe(sentence)
  })
})
