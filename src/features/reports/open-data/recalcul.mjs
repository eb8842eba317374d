#!/usr/bin/env node
// Refait les chiffres d’un bilan à partir de ses valeurs, et les compare à ceux qui ont été publiés.
//
//   1. Ouvrez donnees.zip dans un dossier.
//   2. Lancez : node recalcul.mjs          (Node.js 20 ou plus récent ; rien d’autre à installer)
//   3. Il répond « identique » (code de sortie 0), ou dit ce qui diffère (code de sortie 1).
//
// Il ne lit que valeurs.csv, taux.csv, chiffres.json et calculs.json, et n’envoie rien. Les règles sont dans calcul.mjs.

import { readFileSync } from 'node:fs'
import {
  anneeDe,
  chiffreDe,
  decaler,
  dit,
  ecrire,
  evaluer,
  evolution,
  fin,
  lire,
  lirePeriode,
  position,
  rapport,
  retenues,
  sur,
} from './calcul.mjs'

process.on('uncaughtException', erreur => {
  console.error(`Le recalcul n’a pas pu se faire : ${erreur.message}`)
  process.exitCode = 1
})

// --- Les fichiers ----------------------------------------------------------------------------------------------------------------------------

/** Découpe un CSV : champs séparés par des points-virgules, entre guillemets s’il le faut (un guillemet y est doublé). */
function lignesDe(csv) {
  const lignes = [[]]
  let champ = ''
  let entreGuillemets = false
  const finDeChamp = () => {
    lignes.at(-1).push(champ)
    champ = ''
  }
  for (let i = csv.charCodeAt(0) === 0xfeff ? 1 : 0; i < csv.length; i++) {
    const signe = csv[i]
    if (entreGuillemets) {
      if (signe !== '"') champ += signe
      else if (csv[i + 1] === '"') champ += csv[++i]
      else entreGuillemets = false
    } else if (signe === '"') entreGuillemets = true
    else if (signe === ';') finDeChamp()
    else if (signe === '\n') {
      finDeChamp()
      lignes.push([])
    } else if (signe !== '\r') champ += signe
  }
  const [titres, ...reste] = lignes.slice(0, -1)
  return reste.map(valeurs => Object.fromEntries(titres.map((titre, rang) => [titre, valeurs[rang]])))
}

const nombre = texte => (texte === '' ? null : ecrire(lire(texte)))
/** Ce que dit une ligne de valeurs.csv. */
const valeurDe = ligne => ({
  indicator: ligne['Indicateur'],
  period: ligne['Période'],
  row: ligne['Ligne'],
  buyer: ligne['Acheteur'],
  entered: ligne['Origine'] === 'saisie',
  numerator: nombre(ligne['Numérateur']),
  denominator: nombre(ligne['Dénominateur']),
  value: nombre(ligne['Valeur']),
  words: ligne['Niveau'],
})
/** Un texte tel que valeurs.csv l’écrit : ce qui serait une formule de tableur y est précédé d’une apostrophe. */
const neutralise = texte => (/^[=+\-@\t\r\n]/.test(texte) ? `'${texte}` : texte)

// --- La comparaison --------------------------------------------------------------------------------------------------------------------------

const voisin = nom => readFileSync(new URL(nom, import.meta.url), 'utf8')
const chiffres = JSON.parse(voisin('chiffres.json'))
const calculs = JSON.parse(voisin('calculs.json'))
const valeurs = lignesDe(voisin('valeurs.csv')).map(valeurDe)
const taux = chiffres.rates.length > 0 ? lignesDe(voisin('taux.csv')) : []
const definitions = new Map(chiffres.indicators.map(une => [une.key, une]))
const ensemble = new Map()
for (const une of valeurs) ensemble.set(une.indicator, [...(ensemble.get(une.indicator) ?? []), une])
const valeursDe = cle => ensemble.get(cle) ?? []

/** Tout ce qu’une voix (un acheteur, ou tous) dit d’un indicateur. */
function raconter(voix, { indicator, t0, targets, figures: publies }) {
  const definition = definitions.get(indicator)
  const attendus = chiffres.buyers.filter(({ siren }) => siren === (voix.buyer ?? definition.buyer ?? siren))
  const partis = new Set(voix.buyer ? [] : attendus.filter(un => !un.present).map(un => un.siren))
  const dites = retenues(valeursDe(indicator).filter(une => attendus.some(({ siren }) => siren === une.buyer)))
  const periodes = [...new Set(dites.map(une => une.period))].sort((a, b) => fin(a) - fin(b))
  const figures = periodes.map(period => {
    const alors = dites.filter(une => une.period === period)
    const provisional = publies.find(un => un.period === period)?.provisional ?? false
    return { ...chiffreDe(definition, period, alors, attendus.length - partis.size, partis), provisional }
  })
  const depart = t0 && anneeDe(t0.period) === chiffres.year ? { ...t0, words: '', partial: false } : null
  const { provisional: _, ...year } =
    figures.findLast(un => anneeDe(un.period) === chiffres.year && dit(un)) ?? depart ?? {}
  const avant = year.period && decaler(year.period, -lirePeriode(year.period).parAn)
  const reference = figures.find(un => un.period === avant && dit(un))
  const stables = figures.filter(un => un.value !== null && !un.partial && !un.provisional)
  return {
    figures,
    year: year.period ? year : null,
    change: reference ? { since: avant, by: evolution(definition, year, reference) } : null,
    standing: position(definition, t0, targets, stables),
  }
}

/** Ce que les valeurs contredisent d’elles-mêmes, et que la publication doit dire : un rapport et ses termes, un calcul et ce qu’il a lu. */
function remarques() {
  const termes = valeurs.filter(({ indicator, value, numerator, denominator }) => {
    const { kind, unit } = definitions.get(indicator)
    if (kind !== 'ratio' || value === null || numerator === null || denominator === null) return false
    const quotient = rapport(numerator, denominator, unit)
    return quotient === null || ecrire(lire(ecrire(quotient)), value.split('.')[1]?.length ?? 0) !== value
  })
  const dire = (about, { indicator, period, row, buyer }) => ({ about, indicator, period, row, buyer })
  const lecture = (buyer, { indicator, row, period, part }) => {
    const dites = retenues(valeursDe(indicator).filter(une => une.buyer === buyer && une.period === period))
    if (row !== null) return dites.find(une => une.row === row)?.[part] ?? null
    const tout = dites.length > 0 ? chiffreDe(definitions.get(indicator), period, dites, 1, new Set()) : null
    return tout && !tout.partial ? tout[part] : null
  }
  const refaites = calculs.figures.flatMap(({ indicator, period, buyer, formula, inputs }) => {
    const place = { indicator, period, row: '', buyer }
    const arbre = calculs.formulas.find(une => une.indicator === indicator && une.formula === formula)
    const lue = ({ indicator: cle, row, period: quand, part }) =>
      inputs.find(une => une.indicator === cle && une.row === row && une.period === quand && une.part === part)
        ?.value ?? null
    const resultat = arbre ? evaluer(arbre.step, period, arbre.start, lue) : null
    const donne = resultat && ecrire(sur(resultat, lire(arbre.factor)))
    const publiee = valeursDe(indicator).find(une => une.period === period && une.buyer === buyer && !une.entered)
    return [
      ...(donne !== null && donne === publiee?.value ? [] : [dire('formula', place)]),
      ...(inputs.every(une => lecture(buyer, une) === une.value) ? [] : [dire('input', place)]),
    ]
  })
  return [...termes.map(une => dire('terms', une)), ...refaites]
}

const differences = []
const ecrit = valeur =>
  JSON.stringify(valeur, (_, une) =>
    une?.constructor === Object ? Object.fromEntries(Object.entries(une).sort()) : une,
  )
function comparer(quoi, publie, refait) {
  if (ecrit(publie) !== ecrit(refait))
    differences.push(`DIFFÈRE ${quoi} : publié ${ecrit(publie)}, refait ${ecrit(refait)}`)
}

/** Un chiffre clé tel que la page l’écrit est la valeur, arrondie à ce qu’il montre. */
function montre(texte, { kind }, { value }) {
  if (value === null || kind === 'deliverable' || kind === 'scale') return true
  const [, signe = '', entier = '', decimales = ''] = /^(−?)([\d\u202f]+)(?:,(\d+))?/.exec(texte) ?? []
  const ecrit = [`${signe && '-'}${entier.replaceAll('\u202f', '')}`, decimales].filter(Boolean).join('.')
  return ecrire(lire(value), decimales.length) === ecrit
}

/** Les colonnes de taux.csv : ce qu’un taux divise, par quoi, et ce qu’il vaut. */
const MESURES = {
  number: ['Marchés oui', 'Marchés renseignés', 'Taux en nombre (%)'],
  amount: ['Montant oui HT (€)', 'Montant renseigné HT (€)', 'Taux en valeur (%)'],
  filled: ['Marchés renseignés', 'Marchés notifiés', 'Part renseignée (%)'],
}

/** Un taux tel que la page l’écrit est arrondi au dixième ; un presque rien et un presque tout y sont dits « < 0,1 % » et « > 99,9 % ». */
function ecritTaux(taux) {
  if (taux === null) return 'non calculable'
  const [arrondi, exact] = [ecrire(taux, 1), ecrire(taux)]
  if (arrondi === '0' && exact !== '0') return '<\u202f0,1\u202f%'
  if (arrondi === '100' && exact !== '100') return '>\u202f99,9\u202f%'
  return `${arrondi.replace('.', ',')}\u202f%`
}

/** Compare les taux publiés à ceux que donnent les nombres de taux.csv. */
function verifierTaux(publies) {
  const place = ligne => [ligne['Acheteur'], ligne['Volet'], ligne['Lecture'] === 'avec corrections']
  comparer(
    'lignes de taux',
    publies.map(un => [un.buyer, un.pillar, un.corrected]),
    taux.map(place),
  )
  for (const [rang, ligne] of taux.entries())
    for (const [mesure, [oui, sur, titre]] of Object.entries(MESURES)) {
      const refait = rapport(ligne[oui], ligne[sur], '%')
      const valeur = refait && ecrire(refait)
      const publie = publies[rang]?.[mesure]
      const ici = `${ligne['Nom de l’acheteur']}, ${ligne['Volet']}, ${titre}`
      comparer(ici, [publie?.value, nombre(ligne[titre])], [valeur, valeur])
      if (publie?.text.replace(/,0(?=\u202f%)/, '') !== ecritTaux(refait))
        differences.push(`DIFFÈRE ${ici} : la page dit « ${publie?.text} » pour ${valeur}`)
    }
}

function verifier() {
  const { scheme, year, organisation, voices, rates, keyFigures, remarks } = chiffres
  console.log(`${scheme.title}, ${year}\n${organisation.name} (SIREN ${organisation.siren})\n`)
  for (const voix of voices)
    for (const publie of voix.indicators) {
      const ici = `${voix.name}, ${publie.indicator}`
      const refait = raconter(voix, publie)
      const dits = publie.figures.map(un => ({ ...un, words: neutralise(un.words) }))
      comparer(`${ici}, chiffres`, dits, refait.figures)
      comparer(`${ici}, année`, publie.year && { ...publie.year, words: neutralise(publie.year.words) }, refait.year)
      comparer(`${ici}, évolution`, publie.change, refait.change)
      comparer(`${ici}, position`, publie.standing, refait.standing)
    }
  for (const { indicator, text } of keyFigures) {
    const { year: chiffre } = voices[0].indicators.find(un => un.indicator === indicator)
    if (chiffre && !montre(text, definitions.get(indicator), chiffre))
      differences.push(`DIFFÈRE chiffre clé ${indicator} : la page dit « ${text} » pour ${chiffre.value}`)
  }
  verifierTaux(rates)
  const trier = liste => liste.map(ecrit).sort()
  comparer('remarques', trier(remarks), trier(remarques()))
  console.log(
    `${valeurs.length} valeurs, ${calculs.figures.length} calculs, ${voices[0].indicators.length} indicateurs, ${taux.length} taux.`,
  )
  if (remarks.length > 0) console.log(`${remarks.length} remarque(s) publiée(s) avec le bilan : voir lisezmoi.txt.`)
  for (const une of differences.slice(0, 100)) console.log(`\n${une}`)
  console.log(differences.length === 0 ? '\nidentique' : '\nLes chiffres publiés ne sont pas ceux de ces valeurs.')
  return differences.length === 0 ? 0 : 1
}

process.exitCode = verifier()
