import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fr, typo } from './typo.ts'

describe('French typography', () => {
  test.each([
    ["l'acheteur", 'l\u2019acheteur'],
    ['Voulez-vous importer ?', 'Voulez-vous importer\u202f?'],
    ['oui ; non', 'oui\u202f; non'],
    ['Cible : 30 %', 'Cible\u00a0: 30\u202f%'],
    ['« non »', '«\u00a0non\u00a0»'],
    ['684 500 €', '684\u202f500\u00a0€'],
    ['1 234 567 marchés', '1\u202f234\u202f567\u00a0marchés'],
    ['en 2024 300 lignes', 'en 2024\u202f300\u00a0lignes'],
    ['12 janvier', '12 janvier'],
    ['3 mois', '3\u00a0mois'],
    ['10:30', '10:30'],
  ])('%s', (text, expected) => expect(typo(text)).toBe(expected))

  test('changes nothing but apostrophes and spaces, and once is enough', () => {
    const plain = (text: string) => text.replace(/\u2019/g, "'").replace(/[\u00a0\u202f]/g, ' ')
    const words = fc.array(
      fc.constantFrom('a', "d'", ' ', ':', ';', '?', '«', '»', '%', '12', '345', '€', 'mois', '\u00a0'),
    )
    fc.assert(
      fc.property(
        words.map(list => list.join('')),
        text => {
          const once = typo(text)
          expect(typo(once)).toBe(once)
          expect(plain(once)).toBe(plain(text))
        },
      ),
    )
  })

  test('fr leaves the values as they are', () => {
    const subject = "Pose d'un poteau ; lot 1 : 3 mois ?"
    expect(fr`L'objet : « ${subject} » (${12} %, ${'1,5'} M€, ${'x'} mois)`).toBe(
      `L\u2019objet\u00a0: «\u00a0${subject}\u00a0» (12\u202f%, 1,5\u00a0M€, x mois)`,
    )
  })
})
