/** A reproducible sequence of whole numbers below a bound (xorshift32). */
export function numbers(seed: number): (below: number) => number {
  let state = seed | 0 || 1
  return below => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

const STATES = {
  social: [
    ['Clause sociale'],
    ['Critère social', 'Clause sociale'],
    ['Marché réservé'],
    ['Pas de considération sociale'],
    ['Pas de considération sociale', 'Critère social'],
    ['PAS DE CONSIDERATION SOCIALE '],
    ['INX oui'],
    ['NC'],
    ['Sans objet'],
    ['Clause sociale ; Critère social'],
    [],
    null,
  ],
  environmental: [
    ['Clause environnementale'],
    ['Critère environnemental'],
    ['clause ENVIRONNEMENTALE, Critere environnemental'],
    ['Pas de considération environnementale'],
    ['INX'],
    ['MQ NC'],
    null,
  ],
} as const

const AMOUNTS = [null, 0, 0.99, 1, '12 345,675', 12_311_111_111, 3_000_000_000, 3_000_000_000.01, 999_999_999, 'NC']
const WORDS = [
  'Entretien',
  'des',
  'collèges',
  'Œuvre',
  'lot',
  'n°',
  'voirie',
  'l’école',
  'ÉTÉ',
  '2ᵉ',
  '…',
  'Fourniture',
]

/**
 * A DECP v2 file of any number of records, the same for a seed: all four states, frameworks that repeat a ceiling, contracts published
 * again (earlier, later, the same), amounts that do not count, missing dates and ids, concessions, and a few rejects.
 * @param from rank of the first contract: files whose ranges overlap hold the same contracts, with other content
 */
export function generatedFile({ seed, count, from = 0 }: { seed: number; count: number; from?: number }): string {
  const next = numbers(seed)
  const lists: Record<'marche' | 'contrat-concession', string[]> = { marche: [], 'contrat-concession': [] }
  for (let i = 0; i < count; i++) {
    if (next(2000) === 0) lists.marche.push('{"id":"sans acheteur"}')
    else {
      // One in twenty is a contract met before in this file.
      const rank = from + (next(20) === 0 ? next(i + 1) : i)
      const concession = rank % 97 === 0
      lists[concession ? 'contrat-concession' : 'marche'].push(record(rank, concession, next))
    }
  }
  return `{"marches":{"marche":[\n${lists.marche.join(',\n')}\n],"contrat-concession":[\n${lists['contrat-concession'].join(',\n')}\n]}}`
}

/** The parts of a record that make its identity depend on its rank alone, the others on the sequence. */
function record(rank: number, concession: boolean, next: (below: number) => number): string {
  const own = numbers(rank * 7919 + 13)
  for (let i = 0; i < 8; i++) own(2)
  const buyer = `2${String(10_000_000 + own(40)).padStart(8, '0')}000${10 + own(3)}`
  const framework = own(4) === 0
  // Lines of a framework agreement: five ranks in a row share all that makes a ceiling, but for the holder.
  const shared = framework ? numbers(Math.floor(rank / 5) + 1) : own
  for (let i = 0; i < 8; i++) shared(2)
  const day = `20${18 + shared(8)}-${String(1 + shared(12)).padStart(2, '0')}-${String(1 + shared(28)).padStart(2, '0')}`
  const subject = [0, 1, 2].map(() => WORDS[shared(WORDS.length)]).join(' ')
  const party = { id: framework ? `2${10_000_000 + (Math.floor(rank / 5) % 40)}00010` : buyer }
  const published = `202${next(4)}-0${1 + next(9)}-1${next(3)}`
  const holder = { typeIdentifiant: 'SIRET', id: String(30_000_000_000_000 + rank) }
  const amount = framework || own(3) > 0 ? 1000 * (1 + shared(50)) : AMOUNTS[next(AMOUNTS.length)]
  const social = STATES.social[next(STATES.social.length)] ?? null
  const environmental = STATES.environmental[next(STATES.environmental.length)] ?? null
  return JSON.stringify({
    id: own(50) === 0 ? '' : ` 20${rank}a`,
    [concession ? 'autoriteConcedante' : 'acheteur']: party,
    objet: subject,
    nature: concession ? 'Concession de service' : 'Marché',
    ...(own(30) === 0 ? {} : { [concession ? 'dateSignature' : 'dateNotification']: `${day}+01:00` }),
    datePublicationDonnees: published,
    codeCPV: `${45_000_000 + shared(9) * 1000}-7`,
    [concession ? 'valeurGlobale' : 'montant']: amount,
    techniques: { technique: [framework ? 'Accord-cadre' : 'Sans objet'] },
    titulaires:
      own(2) === 0 ? [{ titulaire: holder }] : [holder, { titulaire: { typeIdentifiant: 'SIRET', id: '1 2 3' } }],
    ...(social ? { considerationsSociales: { considerationSociale: social } } : {}),
    ...(environmental ? { considerationsEnvironnementales: { considerationEnvironnementale: environmental } } : {}),
    ...(next(10) === 0
      ? { modifications: [{ modification: { id: 1, datePublicationDonneesModification: `2024-0${1 + next(9)}-05` } }] }
      : {}),
  })
}
