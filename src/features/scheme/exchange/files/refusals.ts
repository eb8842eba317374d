import { refusals } from '#kernel'

/** French wordings of what makes a whole file unreadable. */
export const refuse = refusals({
  'file-empty': () => 'Ce fichier est vide : vérifiez que c’est le bon, puis envoyez-le de nouveau.',
  'file-protected': () =>
    'Ce fichier est protégé par un mot de passe : enregistrez-en une copie sans mot de passe, puis envoyez-la.',
  'file-old': () =>
    'Ce fichier est d’un ancien format (Excel 97 ou Word 97) : ouvrez-le, enregistrez-le au format .xlsx, .ods ou .docx, puis envoyez-le.',
  'file-binary-workbook': () =>
    'Ce fichier est un classeur binaire (.xlsb) : ouvrez-le, enregistrez-le au format .xlsx, puis envoyez-le.',
  'file-unknown': (f: { found: string }) =>
    `Ce fichier contient ${f.found}, pas un tableau : envoyez un fichier XLSX, ODS, CSV, DOCX, ou un document JSON exporté d’ici.`,
  'archive-damaged': () => 'Ce fichier est abîmé ou incomplet : ouvrez-le, enregistrez-le de nouveau, puis envoyez-le.',
  'markup-damaged': (f: { entry: string }) =>
    `Ce fichier est abîmé (${f.entry} est mal formé) : ouvrez-le, enregistrez-le de nouveau, puis envoyez-le.`,
  'too-large-inside': (f: { megabytes: number }) =>
    `Ce fichier dépasse ${f.megabytes} Mo une fois décompressé : par sécurité il n’est pas lu. Ne gardez que les feuilles du schéma, puis envoyez-le.`,
  'too-many-rows': (f: { table: string; rows: string }) =>
    `La feuille « ${f.table} » a plus de ${f.rows} lignes remplies : ce n’est pas un schéma. Ne gardez que les feuilles utiles, puis envoyez le fichier.`,
  'too-many-cells': (f: { cells: string }) =>
    `Ce fichier a plus de ${f.cells} cellules remplies : ne gardez que les feuilles utiles, puis envoyez-le.`,
  'table-malformed': (f: { line: number }) =>
    `Le tableau CSV est mal formé à la ligne ${f.line} (guillemets ?) : corrigez-la, puis envoyez le fichier.`,
  'no-table': () => 'Ce fichier n’a aucun tableau rempli : vérifiez que c’est le bon.',
})
