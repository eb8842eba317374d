// Les règles de calcul d’un bilan, en fractions exactes : recalcul.mjs s’en sert. Rien ici ne lit de fichier.

// --- Des fractions exactes : [numérateur, dénominateur positif] -----------------------------------------------------------------------------

const pgcd = (a, b) => (b === 0n ? a : pgcd(b, a % b))
const abs = a => (a < 0n ? -a : a)
function fraction(n, d = 1n) {
  const signe = d < 0n ? -1n : 1n
  const commun = pgcd(abs(n), abs(d)) || 1n
  return [(signe * n) / commun, (signe * d) / commun]
}
const plus = ([a, b], [c, d]) => fraction(a * d + c * b, b * d)
const moins = ([a, b], [c, d]) => fraction(a * d - c * b, b * d)
const fois = ([a, b], [c, d]) => fraction(a * c, b * d)
export const sur = ([a, b], [c, d]) => (c === 0n ? null : fraction(a * d, b * c))
const compare = (x, y) => Number(moins(x, y)[0] > 0n) - Number(moins(x, y)[0] < 0n)
const absolu = ([n, d]) => [abs(n), d]
const ZERO = fraction(0n)

/** Lit « 12,5 », « 12.5 », « -3 », « 2/3 ». */
export function lire(texte) {
  const [haut, bas = '1'] = texte.split('/')
  const [, signe, entier, decimales = ''] = /^(-?)(\d+)(?:[.,](\d+))?$/.exec(haut) ?? []
  if (entier === undefined) throw new Error(`« ${texte} » n’est pas un nombre`)
  return fraction(BigInt(`${signe}${entier}${decimales}`), 10n ** BigInt(decimales.length) * BigInt(bas))
}

/** L’écriture décimale : douze décimales au plus, la moitié en s’éloignant de zéro, sans zéro à la fin. */
export function ecrire([n, d], decimales = 12) {
  const entier = (2n * abs(n) * 10n ** BigInt(decimales) + d) / (2n * d)
  const chiffres = String(entier).padStart(decimales + 1, '0')
  const coupe = chiffres.length - decimales
  const texte =
    decimales === 0 ? chiffres : `${chiffres.slice(0, coupe)}.${chiffres.slice(coupe)}`.replace(/\.?0+$/, '')
  return n < 0n && entier > 0n ? `-${texte}` : texte
}

// --- Les périodes : 2024, 2024-S1, 2024-T3 ---------------------------------------------------------------------------------------------------

const PAR_AN = { S: 2, T: 4 }
export function lirePeriode(periode) {
  const [annee, rang = ''] = periode.split('-')
  const parAn = PAR_AN[rang[0]] ?? 1
  return { parAn, lettre: rang[0], suite: Number(annee) * parAn + (rang ? Number(rang[1]) - 1 : 0) }
}
export function decaler(periode, de) {
  const { parAn, lettre, suite } = lirePeriode(periode)
  const annee = Math.floor((suite + de) / parAn)
  return lettre ? `${annee}-${lettre}${suite + de - annee * parAn + 1}` : String(annee)
}
/** Le nombre de mois jusqu’à la fin d’une période. */
export const fin = periode => ((lirePeriode(periode).suite + 1) * 12) / lirePeriode(periode).parAn
export const anneeDe = periode => Number(periode.slice(0, 4))

// --- Du détail au tout -----------------------------------------------------------------------------------------------------------------------

/** Une valeur par place : celle qui est saisie l’emporte sur celle qui est calculée. */
export function retenues(valeurs) {
  const places = new Map()
  for (const une of valeurs) {
    const place = `${une.buyer} ${une.period} ${une.row}`
    if (une.entered || !places.has(place)) places.set(place, une)
  }
  return [...places.values()]
}

const somme = textes => (textes.includes(null) ? null : ecrire(textes.map(lire).reduce(plus, ZERO)))
/** Le quotient dans l’unité de l’indicateur ; null sans dénominateur. */
export function rapport(numerateur, denominateur, unite) {
  const quotient = sur(lire(numerateur), lire(denominateur))
  return quotient && fois(quotient, fraction(unite.trim() === '%' ? 100n : 1n))
}

/**
 * Le chiffre d’une période : ce que chaque acheteur dit du tout, sinon ses lignes. Nombres et quantités s’additionnent ; un rapport est la somme des
 * numérateurs sur celle des dénominateurs ; le reste ne s’additionne pas. Il est partiel quand une ligne ou un acheteur attendu n’a rien dit.
 */
export function chiffreDe({ kind, unit, rows }, period, dites, acheteurs, partis) {
  const entiers = new Set(dites.filter(une => une.row === '').map(une => une.buyer))
  const de = dites.filter(une => une.row === '' || !entiers.has(une.buyer))
  const presents = new Set(dites.map(une => une.buyer).filter(buyer => partis.has(buyer))).size
  const attendues = (acheteurs + presents - entiers.size) * Math.max(1, rows.length) + entiers.size
  const rien = { period, value: null, numerator: null, denominator: null, words: '', partial: de.length < attendues }
  if (de.length === 1) {
    const [{ row, value, numerator, denominator, words }] = de
    return { ...rien, value: row === '' || !rien.partial ? value : null, numerator, denominator, words }
  }
  if (kind === 'count' || kind === 'amount') return { ...rien, value: somme(de.map(une => une.value)) }
  if (kind !== 'ratio') return rien
  const [numerator, denominator] = [somme(de.map(une => une.numerator)), somme(de.map(une => une.denominator))]
  const quotient = numerator !== null && denominator !== null ? rapport(numerator, denominator, unit) : null
  return { ...rien, numerator, denominator, value: quotient && ecrire(quotient) }
}

// --- Ce que le bilan en dit ------------------------------------------------------------------------------------------------------------------

export const dit = chiffre => chiffre.value !== null || chiffre.words !== ''

/** L’écart avec un an avant : en points entre deux pourcentages, en % de la valeur d’avant sinon. */
export function evolution({ kind, unit }, maintenant, avant) {
  if (!maintenant.value || !avant.value || kind === 'deliverable' || kind === 'scale') return null
  const [est, etait] = [lire(maintenant.value), lire(avant.value)]
  const ecart = moins(est, etait)
  if (unit.startsWith('%')) return { value: ecrire(ecart), unit: 'points' }
  return etait[0] === 0n ? null : { value: ecrire(fois(sur(ecart, absolu(etait)), fraction(100n))), unit: '%' }
}

/** La position : la dernière valeur, contre la droite qui va du T0 à la cible. */
export function position({ kind, direction }, t0, cibles, valeurs) {
  const dernier = valeurs.toSorted((a, b) => fin(a.period) - fin(b.period)).at(-1)
  if (kind === 'scale' || !dernier) return 'not-measurable'
  const ordre = cibles.toSorted((a, b) => fin(a.period) - fin(b.period))
  const cible = ordre.find(({ period }) => fin(period) >= fin(dernier.period)) ?? ordre.at(-1)
  const echue = cible && fin(dernier.period) >= fin(cible.period)
  if (kind === 'deliverable') return dernier.value !== '0' ? 'reached' : echue ? 'off-track' : 'not-measurable'
  if (direction === 'none' || !cible) return 'not-measurable'
  const mieux = (a, b) => (direction === 'up' ? moins(a, b) : moins(b, a))
  const [valeur, but] = [lire(dernier.value), lire(cible.value)]
  const avance = mieux(valeur, but)
  if (compare(avance, ZERO) >= 0) return 'reached'
  const aGagner = t0 && mieux(but, lire(t0.value))
  if (echue || (aGagner && compare(aGagner, ZERO) <= 0))
    return compare(absolu(avance), fois(absolu(but), lire('0.05'))) <= 0 ? 'to-watch' : 'off-track'
  if (!aGagner || fin(dernier.period) <= fin(t0.period)) return 'not-measurable'
  const temps = fraction(BigInt(fin(dernier.period) - fin(t0.period)), BigInt(fin(cible.period) - fin(t0.period)))
  const part = sur(mieux(valeur, lire(t0.value)), fois(aGagner, temps))
  return compare(part, lire('0.9')) >= 0 ? 'on-track' : compare(part, lire('0.5')) >= 0 ? 'to-watch' : 'off-track'
}

// --- Les formules, des arbres dans calculs.json -----------------------------------------------------------------------------------------------

const OPERATIONS = { '+': plus, '−': moins, '×': fois, '÷': sur }
const plusPetit = (a, b) => (compare(a, b) <= 0 ? a : b)
const plusGrand = (a, b) => (compare(a, b) >= 0 ? a : b)

/** Ce que donne une étape pour une période ; null s’il manque un chiffre, ou si elle divise par zéro. */
export function evaluer(etape, periode, debut, lue) {
  const partie = (de, quand = periode) => evaluer(de, quand, debut, lue)
  const avec = (valeurs, calcul) => (valeurs.includes(null) ? null : calcul(...valeurs))
  switch (etape.kind) {
    case 'number':
      return lire(etape.value)
    case 'source': {
      const texte = lue({ ...etape, period: decaler(periode, -etape.back) })
      return texte === null ? null : fois(lire(texte), lire(etape.factor))
    }
    case 'scaled':
      return avec([partie(etape.of)], valeur => fois(valeur, lire(etape.by)))
    case 'negated':
      return avec([partie(etape.of)], valeur => moins(ZERO, valeur))
    case 'operation':
      return avec([partie(etape.left), partie(etape.right)], OPERATIONS[etape.sign])
  }
  if (etape.name === 'cumul') {
    const valeurs = []
    for (let quand = debut; fin(quand) <= fin(periode); quand = decaler(quand, 1))
      valeurs.push(partie(etape.of[0], quand))
    return valeurs.length === 0 ? null : avec(valeurs, (...toutes) => toutes.reduce(plus))
  }
  return avec(
    etape.of.map(de => partie(de)),
    (...valeurs) => {
      if (etape.name === 'minimum') return valeurs.reduce(plusPetit)
      if (etape.name === 'maximum') return valeurs.reduce(plusGrand)
      const total = valeurs.reduce(plus)
      if (etape.name === 'moyenne') return sur(total, fraction(BigInt(valeurs.length)))
      if (etape.name !== 'arrondi') return total
      const unite = lire(etape.scale)
      return fois(lire(ecrire(sur(total, unite), etape.decimals)), unite)
    },
  )
}
