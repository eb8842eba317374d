import { refusals } from '#kernel'

/** French wordings of what makes a whole file unreadable. Each says what happened, then what to do. */
export const refuse = refusals({
  'file-missing': (f: { file: string }) => `Le fichier « ${f.file} » est introuvable : vérifiez son chemin.`,
  'file-unreadable': (f: { file: string; why: string }) =>
    `Le fichier « ${f.file} » ne peut pas être lu (${f.why}) : vérifiez vos droits et le disque.`,
  'file-empty': () => 'Le fichier est vide : téléchargez-le de nouveau depuis sa source.',
  'not-recognised': () =>
    'Le contenu n’est ni du JSON, ni du XML, ni un tableau CSV de données essentielles : vérifiez que c’est bien un fichier DECP.',
  'web-page': () =>
    'Le fichier contient une page web, pas des données : le lien de téléchargement a sans doute renvoyé une page d’erreur. Téléchargez-le de nouveau.',
  'utf-16': () =>
    'Le fichier est encodé en UTF-16, que les données essentielles n’admettent pas : enregistrez-le de nouveau en UTF-8.',
  'json-syntax': (f: { at: number; near: string }) =>
    `Le JSON est mal formé à l’octet ${f.at}${f.near ? `, près de « ${f.near} »` : ''} : rien n’a été importé. Corrigez le fichier ou redemandez-le à sa source.`,
  'json-truncated': () =>
    'Le JSON s’arrête avant sa fin : le téléchargement a sans doute été interrompu. Rien n’a été importé ; téléchargez-le de nouveau.',
  'json-no-contracts': () =>
    'Le JSON est lisible mais ne contient pas de liste « marches » : vérifiez que c’est bien un fichier DECP.',
  'xml-syntax': (f: { at: string }) =>
    `Le XML est mal formé (${f.at}) : rien n’a été importé. Corrigez le fichier ou redemandez-le à sa source.`,
  'xml-doctype': () =>
    'Le XML contient une déclaration DOCTYPE, qui peut cacher des entités externes : par sécurité il n’est pas lu. Retirez cette déclaration.',
  'xml-no-contracts': () =>
    'Le XML est lisible mais n’a pas d’élément « marches » à sa racine : vérifiez que c’est bien un fichier DECP.',
  'tabular-columns': (f: { missing: string }) =>
    `Il manque au tableau la ou les colonnes ${f.missing} : vérifiez que c’est bien l’export des données essentielles.`,
  'tabular-syntax': (f: { line: number }) =>
    `Le tableau CSV est mal formé à la ligne ${f.line} : rien n’a été importé. Corrigez le fichier ou redemandez-le à sa source.`,
  'record-too-long': (f: { megabytes: number }) =>
    `Un seul enregistrement dépasse ${f.megabytes} Mo : le fichier est abîmé. Redemandez-le à sa source.`,
  'compression-damaged': () => 'L’archive est abîmée ou incomplète : téléchargez-la de nouveau.',
  'compression-bomb': (f: { ratio: number }) =>
    `L’archive grossit plus de ${f.ratio} fois en se décompressant : par sécurité elle n’est pas lue.`,
  'archive-empty': () => 'L’archive ne contient aucun fichier JSON, XML ou CSV : vérifiez son contenu.',
  'archive-method': () =>
    'L’archive est découpée en plusieurs fichiers, ou compressée d’une manière peu courante : décompressez-la, puis importez son contenu.',
  'archive-protected': () => 'L’archive est protégée par un mot de passe : décompressez-la avant de l’importer.',
  'validate-json-only': (f: { format: string }) =>
    `Le fichier contient ${f.format} : seul le JSON se compare au schéma 2.0.4. Importez ce fichier, puis exportez ses contrats en JSON.`,
})
