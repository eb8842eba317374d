import { expect, test } from 'vitest'
import { NO_NOTICE } from '#platform/config'
import { AccessibilityPage, LegalNoticePage, PersonalDataPage } from './LegalPages.tsx'

const legal = {
  publisher: 'Département <b>X</b>, 1 place du Pont ; présidente : Y',
  host: 'Un hébergeur, 2 rue de l’Étang',
  contact: 'achats@exemple.fr',
  dataContact: 'Déléguée à la protection des données, même adresse',
}

test('they tell what the operator said, and nothing else', () => {
  const notice = String(<LegalNoticePage legal={legal} demo={false} />)
  expect(notice).toContain('Département &lt;b&gt;X&lt;/b&gt;, 1 place du Pont\u202f; présidente\u00a0: Y')
  expect(notice).toContain('Un hébergeur, 2 rue de l’Étang')
  expect(notice).toContain('<a href="mailto:achats@exemple.fr">achats@exemple.fr</a>')
  expect(notice).not.toContain('demandez-le')
  const data = String(<PersonalDataPage legal={legal} demo={false} />)
  expect(data).toContain('Département &lt;b&gt;X')
  expect(data).toContain('exploite le site (<bdi>Déléguée à la protection des données, même adresse</bdi>)\u202f;')
  expect(String(<AccessibilityPage legal={legal} demo={false} />)).toContain('mailto:achats@exemple.fr')
  // A link of another kind than a mail is a text.
  const odd = { ...legal, contact: 'javascript:alert(1)' }
  expect(String(<LegalNoticePage legal={odd} demo={false} />)).not.toContain('href="javascript')
})

test('without it they say where to ask, and hold no empty list', () => {
  const notice = String(<LegalNoticePage legal={NO_NOTICE} demo={false} />)
  expect(notice).toContain('demandez-le à la personne qui le gère')
  expect(notice).not.toContain('<dl')
  expect(String(<PersonalDataPage legal={NO_NOTICE} demo={false} />)).not.toContain('Responsable')
})
