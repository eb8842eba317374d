import type { Context } from 'hono'
import { describe, expect, test } from 'vitest'
import type { Role, Visitor } from '#features/organisations'
import { HeavyWork, type Route } from '#platform/http'
import { routesOf } from '../../src/app.tsx'
import { siteOf } from '../../src/site.ts'
import { plainSite } from '../support/plain-site.ts'

/**
 * Who may call each route, written a second time by hand: a route that is added, or changes hands, changes this list too. `:o` is an
 * organisation; `:id` and the like are anything.
 */
const EVERYONE = `
  get /   get /acheteurs   get /acheteurs/:id   get /imports   get /imports/:id   get /marches   get /marches.csv   get /marches.json
  get /marches.xlsx   get /marches/:identity   get /marches/:identity/brut   get /methode   get /qualite   get /taux   get /taux.json
  get /taux/calcul   get /corrections   get /schemas   get /schemas/:code   get /schemas/:code/versions/:number
  get /schemas/:code/indicateurs   get /schemas/:code/indicateurs/:key   get /schemas/:code/indicateurs/:key/valeurs.csv
  get /schemas/:code/indicateurs/:key/figures/:chart   get /schemas/:code/document/:format
  get /courriels   get /courriels/:id
  get /publications/:o   get /publications/:o/flux.atom   get /publications/:o/catalogue.jsonld   get /publications/:o/:number/catalogue.jsonld
  get /publications/:o/:number/chiffres-cles   get /publications/:o/:number   get /publications/:o/:number/empreintes.txt
  get /publications/:o/:number/:file
  get /mentions-legales   get /donnees-personnelles   get /accessibilite
  get /connexion   post /connexion   get /connexion/code   post /connexion/code   get /connexion/courriel   post /connexion/courriel
  get /connexion/lien   post /connexion/lien   get /connexion/fournisseur
  get /connexion/fournisseur/retour   get /connexion/fournisseur/sortie   get /connexion/fournisseur/au-revoir
  post /deconnexion   get /mot-de-passe   post /mot-de-passe
  get /formulaire   post /formulaire   get /premier-demarrage   post /premier-demarrage   get /invitation   post /invitation
  get /organisations/demande   post /organisations/demande`
const SIGNED_IN = `
  get /mon-compte   post /mon-compte/mot-de-passe   post /mon-compte/sessions/:id/fin   get /organisations
  get /mon-compte/courriels   post /mon-compte/courriels   get /mon-compte/donnees.json   get /mon-compte/effacement   post /mon-compte/effacement
  get /mon-compte/second-facteur   post /mon-compte/second-facteur   post /mon-compte/second-facteur/confirmation
  post /mon-compte/second-facteur/codes   post /mon-compte/second-facteur/fin`
const INSTANCE = `
  get /administration   get /administration/journal   get /administration/journal.csv   get /administration/organisations/:o
  post /administration/organisations   post /administration/organisations/:o/suspension   post /administration/organisations/:o/reprise
  post /administration/demandes/:id/acceptation   post /administration/demandes/:id/refus`
const ALL: readonly Role[] = [
  'administrator',
  'scheme-lead',
  'pilot',
  'buyer',
  'facilitator',
  'elected',
  'animator',
  'supplier',
  'adviser',
]
/** What is written of an action sheet or an indicator. */
const TALK = [
  ['post', 'commentaires'],
  ['post', 'commentaires/:comment/reponses'],
  ['get', 'commentaires/:comment/modification'],
  ...['modification', 'retrait', 'traitement', 'reprise'].map(noun => ['post', `commentaires/:comment/${noun}`]),
  ['post', 'pieces'],
  ['get', 'pieces/:piece/retrait'],
  ['post', 'pieces/:piece/retrait'],
]
const ORGANISATION: [roles: readonly Role[], routes: string][] = [
  [
    ALL,
    'get /organisations/:o   get /organisations/:o/membres   post /organisations/:o/depart   get /organisations/:o/publications   get /organisations/:o/corrections   get /organisations/:o/corrections/marches   get /organisations/:o/corrections/marches/:identity',
  ],
  [
    ALL.filter(role => role !== 'supplier'),
    `get /organisations/:o/schemas   get /organisations/:o/schemas/:code   get /organisations/:o/schemas/:code/calendrier   get /organisations/:o/schemas/:code/verification
    get /organisations/:o/schemas/:code/actions/:key
    get /organisations/:o/schemas/:code/versions   get /organisations/:o/schemas/:code/versions/comparaison
    get /organisations/:o/schemas/:code/versions/:number   get /organisations/:o/schemas/:code/versions/:number/document.json
    get /organisations/:o/schemas/:code/export   get /organisations/:o/schemas/:code/export/:format
    get /organisations/:o/schemas/:code/etat   get /organisations/:o/schemas/:code/saisie   get /organisations/:o/schemas/:code/indicateurs
    get /organisations/:o/schemas/:code/indicateurs/:key   get /organisations/:o/schemas/:code/indicateurs/:key/valeurs.csv
    get /organisations/:o/schemas/:code/indicateurs/:key/figures/:chart
    get /organisations/:o/schemas/:code/actions/:key/fiche/:format   get /organisations/:o/schemas/:code/indicateurs/:key/fiche/:format   get /organisations/:o/schemas/:code/document/:format   get /organisations/:o/schemas/:code/acheteurs
    get /organisations/:o/schemas/:code/bilans   get /organisations/:o/schemas/:code/bilans/:year
    get /organisations/:o/schemas/:code/bilans/:year/apercu   get /organisations/:o/schemas/:code/bilans/:year/fichiers/:format
    get /organisations/:o/schemas/:code/actions/:key/commentaires/:comment   get /organisations/:o/schemas/:code/actions/:key/pieces/:piece
    get /organisations/:o/schemas/:code/indicateurs/:key/commentaires/:comment
    get /organisations/:o/schemas/:code/indicateurs/:key/pieces/:piece
    get /organisations/:o/schemas/:code/indicateurs/:key/:period/pieces/:piece`,
  ],
  [
    ALL.filter(role => !['supplier', 'elected'].includes(role)),
    ['actions', 'indicateurs']
      .flatMap(parts => TALK.map(([method, path]) => `${method} /organisations/:o/schemas/:code/${parts}/:key/${path}`))
      .join('   '),
  ],
  [
    ['administrator', 'scheme-lead', 'pilot'],
    `get /organisations/:o/attendus   post /organisations/:o/attendus/liens/fin   get /organisations/:o/schemas/:code/actions/:key/suivi   post /organisations/:o/schemas/:code/actions/:key/suivi
    get /organisations/:o/schemas/:code/parties/:key   post /organisations/:o/schemas/:code/parties/:key
    get /organisations/:o/schemas/:code/parties/:key/reperes   post /organisations/:o/schemas/:code/parties/:key/reperes
    post /organisations/:o/schemas/:code/saisie   post /organisations/:o/schemas/:code/saisie/annulation
    post /organisations/:o/schemas/:code/saisie/transmission
    get /organisations/:o/schemas/:code/indicateurs/:key/:period   post /organisations/:o/schemas/:code/indicateurs/:key/:period
    post /organisations/:o/schemas/:code/indicateurs/:key/:period/pieces
    get /organisations/:o/schemas/:code/indicateurs/:key/:period/pieces/:piece/retrait
    post /organisations/:o/schemas/:code/indicateurs/:key/:period/pieces/:piece/retrait`,
  ],
  [
    ['administrator', 'scheme-lead'],
    `get /organisations/:o/schemas/nouveau   post /organisations/:o/schemas/nouveau
    get /organisations/:o/schemas/nouveau/fichier   post /organisations/:o/schemas/nouveau/fichier
    get /organisations/:o/schemas/nouveau/fichier/:id   post /organisations/:o/schemas/nouveau/fichier/:id
    get /organisations/:o/schemas/nouveau/copie   post /organisations/:o/schemas/nouveau/copie
    get /organisations/:o/schemas/nouveau/modeles   post /organisations/:o/schemas/nouveau/modeles
    get /organisations/:o/schemas/:code/presentation   post /organisations/:o/schemas/:code/presentation
    get /organisations/:o/schemas/:code/ajout   post /organisations/:o/schemas/:code/ajout
    get /organisations/:o/schemas/:code/parties/:key/place   post /organisations/:o/schemas/:code/parties/:key/place
    post /organisations/:o/schemas/:code/parties/:key/retrait   post /organisations/:o/schemas/:code/parties/:key/copie
    get /organisations/:o/schemas/:code/ordre   post /organisations/:o/schemas/:code/ordre
    get /organisations/:o/schemas/:code/codes   post /organisations/:o/schemas/:code/codes
    get /organisations/:o/schemas/:code/parties/:key/scission   post /organisations/:o/schemas/:code/parties/:key/scission
    get /organisations/:o/schemas/:code/parties/:key/reunion   post /organisations/:o/schemas/:code/parties/:key/reunion
    post /organisations/:o/schemas/:code/acheteurs   post /organisations/:o/schemas/:code/acheteurs/retrait
    get /organisations/:o/schemas/:code/acheteurs/:id/fin   post /organisations/:o/schemas/:code/acheteurs/:id/fin
    get /organisations/:o/schemas/:code/depart   post /organisations/:o/schemas/:code/depart
    get /organisations/:o/schemas/:code/invitation   post /organisations/:o/schemas/:code/invitation/acceptation
    post /organisations/:o/schemas/:code/invitation/refus
    get /organisations/:o/schemas/:code/actions/:key/pilotes   post /organisations/:o/schemas/:code/actions/:key/pilotes
    post /organisations/:o/schemas/:code/actions/:key/pilotes/:id/fin
    post /organisations/:o/schemas/:code/versions/soumission   post /organisations/:o/schemas/:code/versions/reprise
    get /organisations/:o/schemas/:code/versions/adoption   post /organisations/:o/schemas/:code/versions/adoption
    get /organisations/:o/schemas/:code/versions/modification   post /organisations/:o/schemas/:code/versions/modification
    get /organisations/:o/schemas/:code/versions/abandon   post /organisations/:o/schemas/:code/versions/abandon
    get /organisations/:o/schemas/:code/validation   post /organisations/:o/schemas/:code/validation
    post /organisations/:o/schemas/:code/validation/cloture   post /organisations/:o/schemas/:code/validation/reouverture
    post /organisations/:o/schemas/:code/publication   post /organisations/:o/schemas/:code/publication/retrait
    get /organisations/:o/schemas/:code/bilans/:year/deliberation.zip   get /organisations/:o/schemas/:code/bilans/:year/parties   post /organisations/:o/schemas/:code/bilans/:year/parties   post /organisations/:o/schemas/:code/bilans/:year/chiffres
    get /organisations/:o/schemas/:code/bilans/:year/parties/:part   post /organisations/:o/schemas/:code/bilans/:year/parties/:part`,
  ],
  [
    ['administrator', 'scheme-lead', 'buyer'],
    `get /organisations/:o/corrections/marches/:identity/:field   post /organisations/:o/corrections/marches/:identity/:field
    get /organisations/:o/corrections/:id/retrait   post /organisations/:o/corrections/:id/retrait`,
  ],
  [
    ['administrator'],
    `get /organisations/:o/schemas/:code/bilans/:year/publication   post /organisations/:o/schemas/:code/bilans/:year/publication
    get /organisations/:o/imports   post /organisations/:o/imports   post /organisations/:o/imports/annonce
    get /organisations/:o/imports/:id   post /organisations/:o/imports/:id/suite   get /organisations/:o/imports/:id/etat
    post /organisations/:o/imports/:id/arret   get /organisations/:o/imports/:id/annulation
    post /organisations/:o/imports/:id/annulation   get /organisations/:o/imports/:id/rejets
    get /organisations/:o/membres/:id   post /organisations/:o/membres/:id   post /organisations/:o/membres/:id/fin
    post /organisations/:o/invitations   post /organisations/:o/invitations/:id/renvoi   post /organisations/:o/invitations/:id/retrait
    get /organisations/:o/reglages   post /organisations/:o/reglages   post /organisations/:o/directions
    get /organisations/:o/publications/nouvelle   post /organisations/:o/publications
    get /organisations/:o/publications/:number/retrait   post /organisations/:o/publications/:number/retrait
    post /organisations/:o/directions/:id/fermeture   get /organisations/:o/journal   get /organisations/:o/journal.csv`,
  ],
]

/** What is heavy, always or for some of what is asked: how much of it one visitor is given is limited. */
const HEAVY = `
  get /marches   get /marches.csv   get /marches.json   get /marches.xlsx   get /mon-compte/donnees.json   get /administration/journal.csv
  post /organisations/:o/schemas/nouveau/fichier   get /organisations/:o/schemas/nouveau/fichier/:id
  post /organisations/:o/schemas/nouveau/fichier/:id   get /organisations/:o/schemas/:code/export/:format
  get /organisations/:o/schemas/:code/indicateurs/:key/figures/:chart   get /schemas/:code/indicateurs/:key/figures/:chart
  post /organisations/:o/schemas/:code/actions/:key/pieces   post /organisations/:o/schemas/:code/indicateurs/:key/pieces
  post /organisations/:o/schemas/:code/indicateurs/:key/:period/pieces
  get /organisations/:o/schemas/:code/bilans/:year/apercu   get /organisations/:o/schemas/:code/bilans/:year/fichiers/:format
  get /organisations/:o/schemas/:code/bilans/:year/publication   post /organisations/:o/schemas/:code/bilans/:year/publication
  get /organisations/:o/schemas/:code/actions/:key/fiche/:format   get /organisations/:o/schemas/:code/indicateurs/:key/fiche/:format   get /organisations/:o/schemas/:code/document/:format
  get /schemas/:code/document/:format   get /organisations/:o/schemas/:code/bilans/:year/deliberation.zip
  get /organisations/:o/journal.csv   get /organisations/:o/publications/nouvelle   post /organisations/:o/publications`

const SIREN = ':siren{[0-9]{9}}'
const listed = (text: string) => text.trim().split(/\s{2,}/)
const WITH_PATTERN = /(:[a-z]+)\{[^/]*\}/g
const nameOf = ({ method, path }: Route<Visitor>) =>
  `${method} ${path.replace(SIREN, ':o').replaceAll(WITH_PATTERN, '$1')}`
const oidc = {
  issuer: 'https://id.test',
  clientId: 'a',
  clientSecret: 'b',
  name: 'Un fournisseur',
  scopes: ['openid'],
  trustsEmails: false,
}
const ROUTES = routesOf(siteOf({ intake: {} } as never, { oidc })).map(
  route => ({ ...route, handler: (c: Context) => c.text('in') }) as Route<Visitor>,
)

const MINE = '111111111'
const THEIRS = '222222222'
const someone = (roles: readonly Role[], administrator = false): Visitor => ({
  id: 'p',
  name: 'P',
  email: 'p@o.test',
  administrator,
  sessionId: 's',
  memberships:
    roles.length === 0 ? [] : [{ id: 'm', organisation: { id: 'o', siren: MINE, name: 'O' }, roles, suspended: false }],
})

/** The statuses of every route for somebody, by its name; `siren` stands for the organisation in its address. */
async function answers(visitor: Visitor | null, siren: string): Promise<Map<string, number>> {
  const door = { visitor: async () => visitor, signIn: () => '/connexion', countedAs: () => '' }
  // All at once.
  const site = plainSite(ROUTES, door, new HeavyWork({ atOnce: ROUTES.length }))
  return new Map(
    await Promise.all(
      ROUTES.map(async route => {
        const address = route.path
          .replace(SIREN, siren)
          .replaceAll(WITH_PATTERN, '777')
          .replaceAll(/:[a-z]+/g, 'x')
        const { status } = await site.request(address, { method: route.method.toUpperCase() })
        return [nameOf(route), status] as const
      }),
    ),
  )
}

test('every route is in the list, under one name', () => {
  const all = [EVERYONE, SIGNED_IN, INSTANCE, ...ORGANISATION.map(([, routes]) => routes)].flatMap(listed)
  expect(ROUTES.map(nameOf).sort()).toEqual(all.sort())
})

test('what is heavy is limited, and nothing else is: neither what is published nor what is read every day', () => {
  expect(ROUTES.flatMap(route => (route.heavy ? nameOf(route) : [])).sort()).toEqual(listed(HEAVY).sort())
})

test('a stranger gets in where everyone does, and is sent to sign in elsewhere', async () => {
  const everyone = listed(EVERYONE)
  for (const [name, status] of await answers(null, MINE))
    expect({ name, status }).toEqual({ name, status: everyone.includes(name) ? 200 : 303 })
})

describe.each([
  ...ALL.map(role => [role, someone([role])] as const),
  ['all roles at once', someone(ALL)] as const,
  ['nobody anywhere', someone([])] as const,
  ['an administrator of the instance', someone([], true)] as const,
])('%s', (_, visitor) => {
  const roles = visitor.memberships[0]?.roles ?? []
  const expected = (name: string, siren: string): number => {
    if ([...listed(EVERYONE), ...listed(SIGNED_IN)].includes(name)) return 200
    if (listed(INSTANCE).includes(name)) return visitor.administrator ? 200 : 403
    if (siren !== MINE || roles.length === 0) return 404
    const [allowed = []] = ORGANISATION.find(([, routes]) => listed(routes).includes(name)) ?? []
    return allowed.some(role => roles.includes(role)) ? 200 : 403
  }

  test.each([MINE, THEIRS])('in an organisation (%s)', async siren => {
    for (const [name, status] of await answers(visitor, siren))
      expect({ name, status }).toEqual({ name, status: expected(name, siren) })
  })
})
