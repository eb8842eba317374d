/** One record of a small file, in the terms of the rules; the file holds it in DECP v2. */
export interface Small {
  buyer: string
  id: string
  /** Notification, or null. */
  notified: string | null
  holders: string[]
  published: string
  modified: string | null
  amount: number | null
  framework: boolean
  concession: boolean
  social: string[] | null
  environmental: string[] | null
}

export function fileOf(records: readonly Small[]): string {
  const written = records.map(({ concession, ...one }) => ({
    id: one.id,
    [concession ? 'autoriteConcedante' : 'acheteur']: { id: one.buyer },
    objet: 'Objet',
    codeCPV: '45000000',
    ...(one.notified ? { [concession ? 'dateSignature' : 'dateNotification']: one.notified } : {}),
    datePublicationDonnees: one.published,
    ...(one.modified
      ? { modifications: [{ modification: { datePublicationDonneesModification: one.modified } }] }
      : {}),
    ...(one.amount === null ? {} : { [concession ? 'valeurGlobale' : 'montant']: one.amount }),
    techniques: { technique: [one.framework ? 'Accord-cadre' : 'Sans objet'] },
    titulaires: one.holders.map(id => ({ titulaire: { typeIdentifiant: 'SIRET', id } })),
    ...(one.social ? { considerationsSociales: { considerationSociale: one.social } } : {}),
    ...(one.environmental
      ? { considerationsEnvironnementales: { considerationEnvironnementale: one.environmental } }
      : {}),
  }))
  const [contracts, concessions] = [false, true].map(kind => written.filter((_, i) => records[i]?.concession === kind))
  return JSON.stringify({ marches: { marche: contracts, 'contrat-concession': concessions } })
}

const identityOf = ({ buyer, id, notified, holders }: Small) =>
  JSON.stringify([buyer, id, notified, [...new Set(holders)].sort()])

/** The contracts that files leave visible, in the order of their import: the last word on each identity. */
export function fold(files: readonly (readonly Small[])[]): Small[] {
  const register = new Map<string, Small>()
  for (const file of files) {
    // A v2 file holds its contracts before its concessions.
    for (const one of [
      ...file.filter(({ concession }) => !concession),
      ...file.filter(({ concession }) => concession),
    ]) {
      const before = register.get(identityOf(one))
      const order = ({ published, modified }: Small) => `${published} ${modified ?? ''}`
      if (!before || order(one) >= order(before)) register.set(identityOf(one), one)
    }
  }
  return [...register.values()]
}

const YES = new Set([
  'Clause sociale',
  'Critère social',
  'Marché réservé',
  'Clause environnementale',
  'Critère environnemental',
])

function stateOf(words: string[] | null): 'yes' | 'none' | 'notFilled' | 'unreadable' {
  if (words?.some(word => YES.has(word))) return 'yes'
  if (words?.some(word => word.startsWith('Pas de'))) return 'none'
  return words?.some(word => word.startsWith('INX')) ? 'unreadable' : 'notFilled'
}

/** The sums of some contracts, by the rules: what the register must say of them. */
export function sumsOfModel(contracts: readonly Small[]) {
  const cents = (one: Small) => Math.round((one.amount ?? 0) * 100)
  const reasonOf = ({ amount }: Small) =>
    amount === null
      ? 'missing'
      : amount < 1
        ? 'below1'
        : amount === 12_311_111_111
          ? 'sentinel'
          : amount > 3e9
            ? 'above3e9'
            : null
  const excludedAmounts = { missing: 0, below1: 0, above3e9: 0, sentinel: 0, frameworkRepeat: 0 }
  const groups = new Map<unknown, Small[]>()
  for (const one of contracts) {
    const reason = reasonOf(one)
    const key = one.framework ? `${one.buyer} ${one.notified} ${one.amount}` : one
    if (reason) excludedAmounts[reason]++
    else if (groups.get(key)?.push(one)) excludedAmounts.frameworkRepeat++
    else groups.set(key, [one])
  }
  const total = (lines: Small[][]) => lines.reduce((sum, [first]) => sum + (first ? cents(first) : 0), 0)
  const pillar = (name: 'social' | 'environmental') => {
    const states = contracts.map(one => stateOf(one[name]))
    const count = (state: string) => states.filter(one => one === state).length
    const carrying = (...words: string[]) =>
      contracts.filter(one => one[name]?.some(word => words.includes(word))).length
    const lines = (...wanted: string[]) =>
      [...groups.values()].filter(same => same.some(one => wanted.includes(stateOf(one[name]))))
    return {
      yes: count('yes'),
      none: count('none'),
      unreadable: count('unreadable'),
      clause: carrying('Clause sociale', 'Clause environnementale'),
      criterion: carrying('Critère social', 'Critère environnemental'),
      reserved: carrying('Marché réservé'),
      amountFilled: total(lines('yes', 'none')),
      amountYes: total(lines('yes')),
    }
  }
  return {
    contracts: contracts.length,
    excludedAmounts,
    amount: total([...groups.values()]),
    social: pillar('social'),
    environmental: pillar('environmental'),
  }
}
