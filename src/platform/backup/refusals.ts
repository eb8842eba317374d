import { refusals } from '#kernel'

export const refuse = refusals({
  'backup-exists': (f: { path: string }) =>
    `Le fichier « ${f.path} » existe déjà : choisissez un autre nom, ou --force pour le remplacer.`,
  'backup-inside': (f: { path: string }) =>
    `La sauvegarde « ${f.path} » serait dans le dossier de données qu’elle sauvegarde : choisissez un autre dossier, de préférence sur un autre disque.`,
  'backup-running': () => 'Une autre sauvegarde est en cours : attendez qu’elle se termine, puis recommencez.',
  'backup-interrupted': (f: { path: string }) => `Sauvegarde interrompue : « ${f.path} » n’a pas été écrit.`,
  'backup-unwritable': (f: { path: string; why: string }) =>
    `La sauvegarde « ${f.path} » ne peut pas être écrite (${f.why}) : vérifiez le dossier et ses droits.`,
  'backup-missing': (f: { path: string; why: string }) =>
    `La sauvegarde « ${f.path} » ne peut pas être lue (${f.why}) : vérifiez son chemin et vos droits.`,
  'backup-damaged': (f: { path: string }) =>
    `« ${f.path} » n’est pas une sauvegarde entière : le fichier a été tronqué ou modifié, ou c’en est un autre. Rien n’a été restauré ; prenez une autre copie.`,
  'backup-format': (f: { path: string }) =>
    `La sauvegarde « ${f.path} » est d’un format que cette version ne lit pas : mettez Mieuxdisant à jour, puis recommencez.`,
  'backup-differs': (f: { what: string }) =>
    `Ce qui a été relu ne correspond pas à la sauvegarde (${f.what}) : rien n’a été gardé. Recommencez avec la version qui l’a écrite, ou avec une autre copie.`,
})
