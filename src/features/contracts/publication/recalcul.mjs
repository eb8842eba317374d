#!/usr/bin/env node
// Recalcule les taux d’une publication à partir de ses marchés, et les compare à ceux qui ont été publiés.
//
//   1. Mettez ce fichier dans un dossier, avec marches.csv et taux.json de la même publication.
//   2. Lancez : node recalcul.mjs          (Node.js 20 ou plus récent ; rien d’autre à installer)
//   3. Il répond « identique » (code de sortie 0), ou dit ce qui diffère (code de sortie 1).
//
// Quand l’acheteur a corrigé certains de ses marchés, les deux taux sont refaits : celui de la donnée officielle, et celui avec corrections.
// Il ne lit rien d’autre que ces deux fichiers, et n’envoie rien. Tous les calculs sont en nombres entiers : marchés, ou centimes.

import { readFileSync } from 'node:fs'

/** Les deux volets, et les colonnes de marches.csv qui parlent d’eux. */
const VOLETS = {
  social: {
    etat: 'Considération sociale',
    clause: 'Clause sociale',
    criterion: 'Critère social',
    reserved: 'Marché réservé',
  },
  environmental: {
    etat: 'Considération environnementale',
    clause: 'Clause environnementale',
    criterion: 'Critère environnemental',
  },
}

/** Découpe un CSV : champs séparés par des points-virgules, entre guillemets s’il le faut (un guillemet y est doublé). */
function lignesDe(csv) {
  const lignes = []
  let ligne = []
  let champ = ''
  let entreGuillemets = false
  for (let i = csv.charCodeAt(0) === 0xfeff ? 1 : 0; i < csv.length; i++) {
    const signe = csv[i]
    if (entreGuillemets) {
      if (signe !== '"') champ += signe
      else if (csv[i + 1] === '"') champ += csv[++i]
      else entreGuillemets = false
    } else if (signe === '"') entreGuillemets = true
    else if (signe === ';' || signe === '\n') {
      ligne.push(champ.replace(/\r$/, ''))
      champ = ''
      if (signe === '\n') {
        lignes.push(ligne)
        ligne = []
      }
    } else champ += signe
  }
  if (champ !== '' || ligne.length > 0) lignes.push([...ligne, champ])
  const [titres = [], ...reste] = lignes
  return reste.map(valeurs => Object.fromEntries(titres.map((titre, rang) => [titre, valeurs[rang] ?? ''])))
}

/** Un montant « 1234,50 » en centimes ; null s’il n’y en a pas. */
const centimes = texte => (/^-?\d+,\d\d$/.test(texte) ? BigInt(texte.replace(',', '')) : null)

/** Pourquoi un montant ne compte pas dans les taux en valeur ; null s’il compte. */
function motif(montant) {
  if (montant === null) return 'missing' // absent ou illisible
  if (montant < 100n) return 'below1' // moins de 1 €
  if (montant === 1_231_111_111_100n) return 'sentinel' // la valeur convenue 12 311 111 111 €
  if (montant > 300_000_000_000n) return 'above3e9' // plus de 3 milliards d’euros
  return null
}

/** partie ÷ tout, à quatre décimales, la moitié vers le haut ; null sans dénominateur. */
const taux = (partie, tout) => (tout === 0n ? null : Number((2n * partie * 10_000n + tout) / (2n * tout)) / 10_000)

/**
 * Les figures d’une publication, à partir des lignes de marches.csv.
 * Un marché compte « oui » s’il a au moins une considération, « non » s’il déclare n’en avoir aucune. Ceux qui n’ont rien dit, ou rien de
 * lisible, ne sont comptés ni pour oui ni pour non. Les concessions sont à part.
 */
function recalculer(lignes) {
  const marches = lignes.filter(ligne => ligne['Type'] === 'Marché')
  const ecartes = { missing: 0, below1: 0, above3e9: 0, sentinel: 0, frameworkRepeat: 0 }
  // Les lignes d’un accord-cadre qui répètent le même plafond forment un seul montant.
  const montants = new Map()
  marches.forEach((ligne, rang) => {
    const montant = centimes(ligne['Montant initial HT (€)'])
    const raison = motif(montant)
    if (raison !== null) {
      ecartes[raison]++
      return
    }
    const cle = ligne['Plafond partagé'] || rang
    const groupe = montants.get(cle)
    if (groupe === undefined) montants.set(cle, { montant, lignes: [ligne] })
    else {
      groupe.lignes.push(ligne)
      ecartes.frameworkRepeat++
    }
  })
  const somme = garde =>
    [...montants.values()].reduce((total, groupe) => (groupe.lignes.some(garde) ? total + groupe.montant : total), 0n)
  const volet = colonnes => {
    const compte = (colonne, valeur) => BigInt(marches.filter(ligne => ligne[colonne] === valeur).length)
    const [oui, non] = [compte(colonnes.etat, 'Oui'), compte(colonnes.etat, 'Non, déclaré')]
    const renseignes = somme(ligne => ['Oui', 'Non, déclaré'].includes(ligne[colonnes.etat]))
    const valeurOui = somme(ligne => ligne[colonnes.etat] === 'Oui')
    return {
      filled: Number(oui + non),
      yes: Number(oui),
      declaredNone: Number(non),
      notFilled: Number(compte(colonnes.etat, 'Non renseigné')),
      unreadable: Number(compte(colonnes.etat, 'Illisible')),
      clause: Number(compte(colonnes.clause, 'oui')),
      criterion: Number(compte(colonnes.criterion, 'oui')),
      reserved: colonnes.reserved ? Number(compte(colonnes.reserved, 'oui')) : 0,
      rate: taux(oui, oui + non),
      rateOfNotified: taux(oui, BigInt(marches.length)),
      shareFilled: taux(oui + non, BigInt(marches.length)),
      amount: { filled: Number(renseignes), yes: Number(valeurOui), rate: taux(valeurOui, renseignes) },
    }
  }
  return {
    contracts: marches.length,
    excludedAmounts: ecartes,
    amount: Number(somme(() => true)),
    social: volet(VOLETS.social),
    environmental: volet(VOLETS.environmental),
    concessions: lignes.length - marches.length,
  }
}

/** Les colonnes où l’acheteur corrige une ligne ; vides quand il ne corrige rien. */
const CORRIGEES = {
  montant: 'Montant corrigé HT (€)',
  social: 'Considération sociale corrigée',
  environmental: 'Considération environnementale corrigée',
}

/** Une ligne telle que l’acheteur la corrige : « Oui : clause, critère » dit l’état du volet et ce qu’il contient. */
function corriger(ligne) {
  const corrigee = { ...ligne }
  if (ligne[CORRIGEES.montant]) {
    corrigee['Montant initial HT (€)'] = ligne[CORRIGEES.montant]
    corrigee['Plafond partagé'] = ligne['Plafond partagé corrigé']
  }
  for (const volet of ['social', 'environmental']) {
    const valeur = ligne[CORRIGEES[volet]]
    if (!valeur) continue
    const [etat, contenu = ''] = valeur.split(' : ')
    const parmi = contenu.split(', ')
    corrigee[VOLETS[volet].etat] = etat
    for (const [nature, mot] of [
      ['clause', 'clause'],
      ['criterion', 'critère'],
      ['reserved', 'marché réservé'],
    ])
      if (VOLETS[volet][nature]) corrigee[VOLETS[volet][nature]] = parmi.includes(mot) ? 'oui' : 'non'
  }
  return corrigee
}

/** Les figures avec corrections : null quand l’acheteur ne corrige rien. */
function avecCorrections(lignes) {
  const parLigne = lignes.map(ligne => Object.values(CORRIGEES).filter(colonne => ligne[colonne]).length)
  const corrections = parLigne.reduce((total, nombre) => total + nombre, 0)
  if (corrections === 0) return null
  const { concessions, ...rates } = recalculer(lignes.map(corriger))
  return { corrections, contracts: parLigne.filter(nombre => nombre > 0).length, rates }
}

/** Les lignes de marches.csv qui ne sont pas de cet acheteur et de cette année : il ne doit pas y en avoir. */
const horsSujet = (lignes, siren, annee) =>
  lignes.filter(ligne => !ligne['Acheteur'].startsWith(siren) || !ligne['Notifié le'].startsWith(`${annee}-`)).length

/** Ce qui diffère entre deux séries de figures : leur nom, puis les deux valeurs. */
function differences(publie, recalcule, chemin = '') {
  return Object.entries(recalcule).flatMap(([nom, valeur]) => {
    const ici = chemin === '' ? nom : `${chemin}.${nom}`
    if (valeur !== null && typeof valeur === 'object') return differences(publie?.[nom] ?? {}, valeur, ici)
    return publie?.[nom] === valeur ? [] : [{ nom: ici, publie: publie?.[nom], recalcule: valeur }]
  })
}

function montrer(figures) {
  const pourcent = valeur => (valeur === null ? 'non calculable' : `${(valeur * 100).toFixed(2).replace('.', ',')} %`)
  const euros = valeur => `${(valeur / 100).toFixed(2).replace('.', ',')} €`
  for (const [titre, volet] of [
    ['Volet social', figures.social],
    ['Volet environnemental', figures.environmental],
  ]) {
    console.log(`${titre}
  en nombre : ${volet.yes} ÷ ${volet.filled} = ${pourcent(volet.rate)}
  en valeur : ${euros(volet.amount.yes)} ÷ ${euros(volet.amount.filled)} = ${pourcent(volet.amount.rate)}
  renseignés : ${volet.filled} sur ${figures.contracts} = ${pourcent(volet.shareFilled)}`)
  }
}

function verifier() {
  const voisin = nom => readFileSync(new URL(nom, import.meta.url), 'utf8')
  const publication = JSON.parse(voisin('taux.json'))
  const lignes = lignesDe(voisin('marches.csv'))
  const figures = recalculer(lignes)
  const corrections = avecCorrections(lignes)
  console.log(`${publication.buyer.name} (SIREN ${publication.buyer.siren}), ${publication.year}\n`)
  montrer(figures)
  if (corrections !== null) {
    console.log(
      `\nAvec ${corrections.corrections} correction(s) de l’acheteur, sur ${corrections.contracts} marché(s) :\n`,
    )
    montrer(corrections.rates)
  }
  const ecarts = differences(
    { ...publication.rates, concessions: publication.concessions, corrections: publication.corrections },
    { ...figures, corrections },
  )
  const etrangers = horsSujet(lignes, publication.buyer.siren, publication.year)
  if (etrangers > 0)
    console.log(`\n${etrangers} ligne(s) de marches.csv ne sont pas de cet acheteur et de cette année.`)
  for (const { nom, publie, recalcule } of ecarts)
    console.log(`\nDIFFÈRE ${nom} : publié ${publie}, recalculé ${recalcule}`)
  const identique = ecarts.length === 0 && etrangers === 0
  console.log(identique ? '\nidentique' : '\nLes figures publiées ne sont pas celles de ces marchés.')
  return identique ? 0 : 1
}

try {
  process.exitCode = verifier()
} catch (erreur) {
  console.error(`Le recalcul n’a pas pu se faire : ${erreur.message}`)
  process.exitCode = 1
}
