import { refusals } from '#kernel'

export const refuse = refusals({
  'data-locked': (f: { folder: string; pid: number; command: string; since: string }) =>
    `Le dossier « ${f.folder} » est déjà ouvert par le processus ${f.pid} (mieuxdisant ${f.command}, depuis ${f.since.slice(0, 16).replace('T', ' ')} UTC) : arrêtez-le, ou choisissez un autre dossier avec --data.`,
  'data-unwritable': (f: { folder: string; why: string }) =>
    `Le dossier « ${f.folder} » ne peut pas être ouvert (${f.why}) : vérifiez ses droits et la place sur le disque.`,
  'database-unreachable': (f: { where: string; why: string }) =>
    `La base PostgreSQL ${f.where} ne répond pas (${f.why}) : vérifiez DATABASE_URL et que le serveur est démarré.`,
  'database-too-old': (f: { version: string }) =>
    `PostgreSQL ${f.version} est trop ancien : il faut la version 15 ou une plus récente.`,
  'database-rights': (f: { where: string }) =>
    `L’utilisateur de la base ${f.where} ne peut pas créer les rôles mieuxdisant_web, mieuxdisant_identity et mieuxdisant_app : accordez-lui CREATEROLE, ou créez-les comme UPGRADING.md l’explique.`,
  'restore-unfinished': (f: { folder: string }) =>
    `La restauration du dossier « ${f.folder} » ne s’est pas terminée : relancez « mieuxdisant restore », qui la reprendra du début.`,
  'place-not-empty': (f: { what: string; known: string }) =>
    `${f.what} n’est pas vide (${f.known}) : une sauvegarde ne se restaure que là où il n’y a rien. Choisissez un autre endroit.`,
  'migration-changed': (f: { name: string }) =>
    `La migration ${f.name} a changé depuis son passage : rétablissez le fichier d’origine, une migration passée ne se modifie pas.`,
  'migration-unknown': (f: { name: string }) =>
    `La base a été ouverte par une version plus récente (migration ${f.name}) : mettez Mieuxdisant à jour.`,
})
