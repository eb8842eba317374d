import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../tests/support/database.ts'
import { AUBRELIEU, contract, VALLONNE, workshop } from './list-routes.test-support.tsx'

const site = workshop(await testDatabase())
afterAll(() => site.close())

describe('an empty register', () => {
  test.each(['/marches', '/marches?nature=concession', '/qualite'])('%s says how to import', async address => {
    const { status, text } = await site.page(address)
    expect(status).toBe(200)
    expect(text).toContain('Le registre est vide')
    expect(text).toContain('bin/mieuxdisant import FICHIER…')
  })

  test('exports are whole and empty', async () => {
    expect((await (await site.get('/marches.csv')).text()).trim().split('\n')).toHaveLength(1)
    expect(await (await site.get('/marches.json')).json()).toMatchObject({ contracts: [] })
  })
})

describe('a small register', () => {
  beforeAll(async () => {
    const many = Array.from({ length: 52 }, (_, i) =>
      contract(`S${i}`, { acheteur: { id: AUBRELIEU }, dateNotification: '2023-05-02' }),
    )
    await site.import(
      'essai.json',
      [
        contract('A1', {
          objet: 'Denrées biologiques pour les collèges',
          codeCPV: '15000000',
          montant: 412_000,
          offresRecues: 1,
        }),
        contract('A2', {
          procedure: 'Procédure adaptée',
          dateNotification: '2024-06-01',
          montant: 30_000,
          offresRecues: '4',
          techniques: { technique: ['Accord-cadre'] },
        }),
        contract('A3', { considerationsSociales: { considerationSociale: ['Clause sociale', 'Marché réservé'] } }),
        contract('A4', { considerationsEnvironnementales: { considerationEnvironnementale: ['NC'] } }),
        contract('A5', { considerationsEnvironnementales: { considerationEnvironnementale: ['INX None'] } }),
        contract('A6', { dateNotification: null, montant: 0, marcheInnovant: false }),
        contract('X1', {
          objet: '<script>alert("x")</script> & co',
          dateNotification: '2024-07-01',
          techniques: { technique: ['Concours', 'Accord-cadre'] },
        }),
        contract('X2', { objet: 'شراء أثاث 🪑 pour les écoles', dateNotification: '2024-07-02' }),
        contract('X3', { objet: `Long ${'é'.repeat(3_000_000)}`, dateNotification: '2024-07-03' }),
        ...many,
      ],
      [
        {
          ...contract('C1', { objet: 'Exploitation du port', dateNotification: undefined }),
          dateSignature: '2025-01-02',
          autoriteConcedante: { id: VALLONNE },
        },
      ],
    )
  })

  const found = async (query: string) => {
    const { html } = await site.page(`/marches?${query}`)
    const ids = [...html.matchAll(/<small><bdi>([^<]*)<\/bdi>/g)].map(match => match[1])
    return ids.sort().join(' ')
  }

  test.each([
    [`acheteurs=${VALLONNE}`, 'A1 A2 A3 A4 A5 A6 X1 X2 X3'],
    ['acheteurs=229900998', 'A1 A2 A3 A4 A5 A6 X1 X2 X3'],
    [`acheteurs=${VALLONNE}&annee=2024`, 'A2 X1 X2 X3'],
    ['annee=sans', 'A6'],
    ['cpv=15', 'A1'],
    ['procedure=adapted', 'A2'],
    ['tranche=250k-1m', 'A1'],
    ['sociale=yes', 'A3'],
    ['environnementale=not-filled', 'A4'],
    ['environnementale=unreadable', 'A5'],
    ['valeur=social_reserved', 'A3'],
    ['du=2024-06-02&au=2024-07-02', 'X1 X2'],
    ['achat=supplies', 'A1'],
    ['famille=15', 'A1'],
    [`acheteurs=${VALLONNE}&offres=one`, 'A1'],
    [`acheteurs=${VALLONNE}&offres=said&accord=said`, 'A2'],
    [`acheteurs=${VALLONNE}&accord=yes`, 'A2 X1'],
    [`acheteurs=${VALLONNE}&innovation=no`, 'A6'],
    [`acheteurs=${VALLONNE}&pme=said`, ''],
    ['montant=below1', 'A6'],
    ['defaut=notified-missing', 'A6'],
    ['nature=concession', 'C1'],
    ['q=denr%C3%A9e+biologique', 'A1'],
    ['q=BIOLOGIQUES', 'A1'],
    ['q=A2', 'A2'],
    ['annee=2024&annee=2025&acheteurs=22990099800019&cpv=15', 'A1'],
  ])('%s lists %s', async (query, ids) => {
    expect(await found(query)).toBe(ids)
  })

  test.each([
    ['annee=20x4', 'année'],
    ['annee=%27%3B+drop+table+import%3B--', 'année'],
    ['cpv=ABC', 'famille d’achat'],
    ['procedure=__proto__', 'procédure'],
    ['tranche=1', 'tranche de montant'],
    ['sociale=peut-être', 'considération sociale'],
    ['environnementale=%3Cscript%3E', 'considération environnementale'],
    ['valeur=identity', 'valeur de considération'],
    ['du=2024-02-30', 'premier jour'],
    ['au=0000-01-01', 'dernier jour'],
    ['achat=toutes', 'nature d’achat'],
    ['famille=99', 'famille d’achat'],
    ['accord=yes', 'accord-cadre'],
    [`offres=1`, 'offres reçues'],
    ['montant=-1', 'montant dans les taux'],
    ['defaut=constructor', 'défaut'],
    ['nature=x', 'type'],
    ['tri=raw', 'tri'],
    ['page=-1', 'page'],
    ['page=0', 'page'],
    ['par=100000', 'nombre par page'],
    ['acheteurs=%25', 'acheteur'],
    [`q=${'x'.repeat(300)}`, 'mots cherchés'],
    ['q=le+la', 'mots cherchés'],
    ['q=%D8%B4%D8%B1%D8%A7%D8%A1', 'mots cherchés'],
    ['q=%00', 'mots cherchés'],
  ])('a forged %s is left out, and said', async (query, name) => {
    const { status, html, text } = await site.page(`/marches?${query}`)
    expect(status).toBe(200)
    expect(text).toContain(`La liste n’en tient pas compte : ${name}.`)
    expect(html).not.toContain('<script')
    expect(text).toContain('61 marchés')
  })

  test('a name with a NUL or an endless one is no fault', async () => {
    for (const query of ['q=%00', 'q=%F0%9F%AA%91', '__proto__=1', `acheteurs=${'1,'.repeat(500)}`]) {
      expect((await site.get(`/marches?${query}`)).status, query).toBe(200)
    }
  })

  test('filters in force are said in words, each with the address of the list without it', async () => {
    const { html, text } = await site.page(`/marches?acheteurs=${VALLONNE}&annee=2024&q=%3Cb%3E`)
    expect(text).toContain('Retirer le filtre Année 2024')
    expect(text).toContain('« <b> »')
    expect(html).not.toContain('<b>')
    expect(html).toContain(`href="/marches?acheteurs=${VALLONNE}&amp;q=%3Cb%3E"`)
    expect(text).toContain('Aucun marché ne répond à ces filtres')
  })

  test('one buyer’s list says what is silent, with exact counts', async () => {
    const { text } = await site.page(`/marches?acheteurs=${VALLONNE}&annee=2025`)
    expect(text).toContain('4 marchés notifiés en 2025, pour 415 704 € HT')
    expect(text).toContain('2 marchés ne disent pas s’ils ont une considération environnementale.')
    expect(text).toContain('1 n’est pas renseigné , 1 est illisible')
    expect(text).toContain('Non renseigné (1)')
  })

  test('pages: 50 a page, 200 on demand, past the end a way back', async () => {
    expect((await site.page('/marches?annee=2023')).text).toContain('Marchés 1 à 50 sur 52')
    expect((await site.page('/marches?annee=2023&page=2')).text).toContain('Marchés 51 à 52 sur 52')
    expect((await site.page('/marches?annee=2023&par=200')).text).toContain('Marchés 1 à 52 sur 52')
    const { status, html, text } = await site.page('/marches?annee=2023&page=9')
    expect(status).toBe(200)
    expect(text).toContain('La page 9 n’existe pas Cette liste compte 52 marchés, en 2 pages.')
    expect(html).toContain('href="/marches?annee=2023&amp;page=2"')
  })

  test('sort links keep the filters and say the order', async () => {
    const { html, text } = await site.page(`/marches?acheteurs=${VALLONNE}&tri=montant`)
    expect(html).toContain('aria-sort="ascending"')
    expect(html).toContain(`href="/marches?acheteurs=${VALLONNE}&amp;tri=-montant"`)
    expect(text).toContain('du montant le plus faible au plus élevé')
    const first = /<small><bdi>(\w+)/.exec(html)?.[1]
    expect(first).toBe('A6')
  })

  test('the contracts of a buyer are sorted by subject, those of everybody are not', async () => {
    const one = await site.page(`/marches?acheteurs=${VALLONNE}&tri=objet`)
    expect(one.text).toContain('par objet, de A à Z')
    expect(one.html).toContain(`href="/marches?acheteurs=${VALLONNE}&amp;tri=-objet"`)
    const all = await site.page('/marches?tri=objet')
    expect(all.text).toContain('du plus récent au plus ancien')
    expect(all.html).not.toContain('tri=-objet')
  })

  test('subjects are shown as text, isolated, and shortened', async () => {
    const { html } = await site.page(`/marches?acheteurs=${VALLONNE}&annee=2024`)
    expect(html).toContain('<bdi>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; co</bdi>')
    expect(html).not.toContain('<script')
    expect(html).toContain('<bdi>شراء أثاث 🪑 pour les écoles</bdi>')
    expect(html.length).toBeLessThan(100_000)
  })

  test('the quality page counts what its lists show', async () => {
    const { html, text } = await site.page(`/qualite?acheteurs=${VALLONNE}&annee=2025`)
    expect(text).toContain('Champ environnemental renseigné 50,0 % 2 marchés sur 4')
    expect(text).toContain('Champ social renseigné 100 % 4 marchés sur 4')
    expect(text).toContain('Considération environnementale illisible 1')
    expect(html).toContain(`href="/marches?acheteurs=${VALLONNE}&amp;annee=2025&amp;defaut=environmental-unreadable"`)
    expect(await found(`acheteurs=${VALLONNE}&annee=2025&defaut=environmental-unreadable`)).toBe('A5')
    expect((await site.page('/qualite?annee=x')).text).toContain('Cette page n’en tient pas compte : année.')
    expect((await site.page('/qualite?acheteurs=000000000')).text).toContain('Aucun marché à examiner')
  })
})
