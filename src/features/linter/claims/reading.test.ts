import { expect, test } from 'vitest'
import { type Claim, readClaims } from './reading.ts'

const brief = (claim: Claim) => {
  switch (claim.kind) {
    case 'figure':
      return `= ${claim.value} ${claim.unit}${claim.period ? ` @${claim.period}` : ''}`
    case 'range':
      return `${claim.low}..${claim.high} ${claim.unit}`
    case 'change':
      return `${claim.way} ${claim.amount} ${claim.unit}${claim.since ? ` since ${claim.since}` : ''}`
    case 'trend':
      return `${claim.way} since ${claim.since}`
  }
}

test.each<[string, string[]]>([
  ['Le texte de la fiche dit 39 %.', ['= 39 %']],
  ['Le texte dit 38,5 % en 2015.', ['= 38.5 % @2015']],
  ['Le texte situe cette part entre 15 et 20 %.', ['15..20 %']],
  [
    'Les achats ont diminué de 9 % par rapport à 2014, soit 11,45 tonnes de moins.',
    ['down 9 % since 2014', 'down 11.45 tonnes since 2014'],
  ],
  ['Le texte dit 39 % et 12 points de mieux.', ['= 39 %', 'up 12 points']],
  ['Le texte dit 39 % contre 27 % en 2014, et 12 points de mieux.', ['= 39 %', '= 27 % @2014', 'up 12 points']],
  ['Hausse de 3,5 points depuis 2019.', ['up 3.5 points since 2019']],
  ['Depuis 2009, la tendance générale est à la baisse.', ['down since 2009']],
  ['La consommation augmente depuis 2012.', ['up since 2012']],
  ['Le tableau imprime 32 962 KW.', ['= 32962 KW']],
  // Nothing that can be held against the figure.
  ['La cible est de 30 %.', []],
  ['Environ 40 % des achats.', []],
  ['Plus de 1 000 marchés, près de 40 % de sorties.', []],
  ['Dont 1,5 tonne pour les élections professionnelles.', []],
  ['La moyenne nationale est de 25,3 %.', []],
  ['Deux collèges n’ont pas encore répondu : à compléter.', []],
  ['Nouvelle consultation prévue en 2026.', []],
  ['La baisse puis la hausse de 2019 se compensent.', []],
  ['<b>39 %</b> 🙂 ‏٣٩٪', []],
  ['', []],
])('what « %s » claims', (text, expected) => {
  expect(readClaims(text).map(brief)).toEqual(expected)
})

test('a text of 100 kB is read in a moment', () => {
  const start = performance.now()
  readClaims('Le texte dit 39 % en 2015 et la part recule de 12 points depuis 2009, soit 3 tonnes; '.repeat(1200))
  readClaims('1 '.repeat(50_000))
  expect(performance.now() - start).toBeLessThan(1000)
})
