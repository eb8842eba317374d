import { formatSiret } from '#kernel'
import { type Bilan, coverOf, type OwnFile } from '../bilan/composition.ts'
import { remarksOf } from './calculations.ts'

const ABOUT = {
  terms: 'la valeur dite n’est pas son numérateur divisé par son dénominateur',
  formula: 'la formule ne redonne pas cette valeur : elle a changé depuis',
  input: 'un chiffre lu par la formule n’est pas, ou plus, une valeur validée',
} as const

/** What each file of the open data is, and how to compute again; for people, in French. */
export function readmeOf(bilan: Bilan, own: readonly OwnFile[]): string {
  const { title, subtitle, author, notice, address } = coverOf(bilan)
  const { facts } = bilan
  const remarks = remarksOf(facts)
  return `${title.toUpperCase()}
${subtitle}
${author} (SIREN ${formatSiret(facts.organisation.siren)})
${[notice, address || 'Brouillon : rien de ceci n’est publié.'].filter(Boolean).join('\n')}

CE QUE CONTIENT CE DOSSIER
  indicateurs.csv   un indicateur par ligne : définition, T0, cible, action
  valeurs.csv       une valeur par ligne : tout ce que le bilan compte, exact
  actions.csv       une action par ligne : statut, étapes faites et échues, le ${facts.day}
${own.map(({ name, says }) => `  ${name.padEnd(17)} ${says}\n`).join('')}  chiffres.json     ce que dit le bilan : chiffres, évolutions, positions, chiffres clés
  calculs.json      chaque formule, en arbre d’opérations, et ce que chaque calcul a lu
  recalcul.mjs      le programme qui refait ces chiffres ; ses règles sont dans calcul.mjs

REFAIRE LE CALCUL
  node recalcul.mjs
Il faut Node.js 20 ou plus récent (https://nodejs.org), rien d’autre. La réponse est « identique », ou ce qui diffère.

LIRE LES CSV
UTF-8, points-virgules, virgule décimale. Un texte qui commencerait par un signe de formule (=, +, -, @) est précédé d’une apostrophe, pour qu’un
tableur ne l’exécute pas. Périodes : 2024, 2024-S1 (semestre), 2024-T3 (trimestre). Dans valeurs.csv, « Indicateur » renvoie à indicateurs.csv,
« Acheteur » est un SIREN, « Ligne » est vide pour le tout ; « Niveau » est celui d’une échelle. « Laissés de côté » dit ce qu’une mesure n’a pas
compté, et pourquoi ; « Marchés comptés » mène à ceux qu’elle compte.

MÉTHODE
- Seules les valeurs validées ou publiées comptent, jusqu’à l’année du bilan. Une valeur absente n’est jamais un zéro.
- Là où une valeur est saisie et une autre calculée, la saisie compte.
- Le chiffre d’une période est ce que l’acheteur dit du tout, sinon la somme de ses lignes. Nombres et quantités s’additionnent ; un rapport est la
  somme des numérateurs divisée par celle des dénominateurs ; le reste ne s’additionne pas.
- Il est partiel (« partial ») quand une ligne, ou un acheteur présent, n’a rien dit ; provisoire (« provisional ») quand il est calculé et que sa
  période n’était pas finie : la position n’en tient pas compte.
- L’évolution est en points entre deux pourcentages, en % de la valeur d’un an plus tôt sinon.
- La position compare la dernière valeur à la droite qui va du T0 à la prochaine cible : « on-track » à 90 % au moins du chemin attendu, « to-watch »
  à 50 %, « off-track » au-dessous. Cible échue : « to-watch » à 5 % près. « reached » : atteinte. « not-measurable » : sans valeur, T0 ou cible.
- Un taux en nombre divise les marchés « oui » par les marchés renseignés (« oui » ou « non, déclaré »), notifiés dans l’année ; en valeur, la même
  division sur les montants initiaux hors taxes qui comptent. Dans taux.csv, « officielle » est la lecture de la donnée officielle ; « avec corrections »,
  la même avec ce que l’acheteur corrige de ses marchés. Les marchés eux-mêmes sont dans le registre et dans ses publications de taux. marches.csv ne
  nomme pas les titulaires, qui peuvent être des personnes : l’adresse de sa colonne « Page » y mène.
- Les quotients gardent douze décimales, la moitié en s’éloignant de zéro ; la page arrondit ce qu’elle montre.

LIRE chiffres.json ET calculs.json
« voices » : l’ensemble des acheteurs (« buyer » : null), puis chacun ; un seul s’il est seul. « figures » : un chiffre par période ; « year » : celui de l’année ;
« change » : l’évolution « since » la période d’avant. « rates » : les taux de taux.csv, et ce que la page en écrit. Une étape de formule est un nombre, une valeur lue (« back » périodes avant, multipliée par « factor »), ou une
opération ; le résultat est divisé par le « factor » de la formule. Les nombres exacts sont écrits p/q.

REMARQUES (${remarks.length})
${remarks.map(one => `- ${one.indicator}, ${[one.period, one.row, one.buyer].filter(Boolean).join(', ')} : ${ABOUT[one.about]}`).join('\n') || 'Aucune : tout ce qui est dit se recalcule.'}

LICENCE
Licence Ouverte / Open Licence version 2.0 (Etalab) : réutilisation libre, à condition de citer la source (${author}) et sa date.
`
}
