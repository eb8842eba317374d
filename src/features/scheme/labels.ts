import { refusals } from '#kernel'

/** French wordings of what schemes refuse. */
export const refuse = refusals({
  'role-lost': () => 'Votre rôle ne permet plus de modifier ce schéma : rien n’a été enregistré.',
  'not-pilot': () =>
    'Cette action est pilotée par quelqu’un d’autre : rien n’a été enregistré. Demandez à la personne qui conduit le schéma de vous en confier le pilotage.',
  'scheme-unknown': () => 'Ce schéma n’existe pas, ou n’est pas de cette organisation : rien n’a été enregistré.',
  'scheme-nowhere': (f: { code: string }) =>
    `Aucun schéma n’a l’adresse « ${f.code} » : vérifiez-la dans la liste des schémas de l’organisation.`,
  'part-unknown': () =>
    'Cette partie du schéma n’existe plus : quelqu’un l’a retirée depuis que vous avez ouvert la page. Rien n’a été enregistré.',
  'not-leading': () =>
    'Ce schéma est conduit par une autre organisation : vous pouvez y modifier vos propres actions, vos repères et vos valeurs.',
  'code-known': (f: { code: string }) =>
    `L’adresse « ${f.code} » est déjà prise par un autre schéma : choisissez-en une autre, par exemple en ajoutant l’année.`,
  'text-frozen': () =>
    'Ce texte est adopté, donc figé : ouvrez une modification pour le changer. La version adoptée restera lisible.',
  'text-submitted': () => 'Ce texte est soumis à l’assemblée, donc figé : reprenez-le comme brouillon pour le changer.',
  'version-open': () => 'Une version est déjà ouverte : terminez-la, ou abandonnez-la, avant d’en ouvrir une autre.',
  'version-changed': () =>
    'L’état de ce schéma a changé depuis que vous avez ouvert la page : quelqu’un d’autre l’a soumis, adopté ou repris. Rechargez la page.',
  'purpose-missing': () => 'Dites en une phrase ce que cette modification change, et pourquoi.',
  'adoption-early': () =>
    'La date d’adoption est à venir : un texte se dit adopté le jour de la délibération, ou après.',
  'adoption-before': (f: { last: string }) =>
    `La version précédente a été adoptée le ${f.last} : celle-ci ne peut pas l’avoir été avant.`,
  'adoption-date': () => 'Donnez la date de la délibération qui adopte ce texte.',
  'adoption-words': () =>
    'Le numéro de la délibération tient en 100 signes, et le vote en 200 : raccourcissez ce qui est plus long.',
  'purpose-long': () => 'Dites ce que cette modification change en 2 000 signes au plus.',
  'nothing-adopted': () =>
    'Aucune version de ce schéma n’est adoptée : il n’y a rien à rendre public. Dites d’abord son adoption.',
  'publisher-suspended': () =>
    'L’organisation est suspendue : elle ne publie plus. Voyez avec les personnes qui administrent le site.',
  'text-empty': () => 'Ce schéma n’a encore aucune action : il n’y a rien à soumettre.',
  'text-blocked': (f: { reasons: readonly string[] }) =>
    `Ce texte ne peut pas être adopté ainsi : ${f.reasons.slice(0, 5).join(' ')}${f.reasons.length > 5 ? ` Et ${f.reasons.length - 5} de plus.` : ''} La page « Vérification » dit où corriger.`,
  'adoption-held': (f: { reasons: readonly string[] }) =>
    `Ce texte ne peut pas encore être dit adopté : ${f.reasons.slice(0, 5).join(' ')}${f.reasons.length > 5 ? ` Et ${f.reasons.length - 5} de plus.` : ''} L’onglet « Gouvernance » dit ce qui attend.`,
  'part-invalid': (f: { problem: string }) => `${f.problem} Rien n’a été enregistré.`,
  'parent-forbidden': (f: { what: string }) => `${f.what} ne peut pas être rangé là : choisissez un autre endroit.`,
  'part-holds': (f: { what: string }) => `${f.what} n’est pas vide : déplacez ou retirez d’abord ce qui s’y trouve.`,
  'others-own': () =>
    'Cette partie est celle d’un autre acheteur, ou contient une action qui lui est propre : lui seul l’écrit, la retire et dit où elle en est. Rien n’a été enregistré.',
  'union-itself': () => 'Une action ne se réunit pas à elle-même : choisissez l’autre action.',
  'union-buyers': () =>
    'L’une de ces actions est commune et l’autre propre à un acheteur, ou elles sont propres à deux acheteurs : elles ne se réunissent pas.',
  'union-reason': () => 'Dites pourquoi ces deux actions n’en font plus qu’une, en 2 000 signes au plus.',
  'codes-changed': () =>
    'Des codes ont changé depuis que vous avez ouvert la page : ceux d’aujourd’hui sont ci-dessous. Refaites vos changements, puis enregistrez.',
  'others-code': (f: { title: string }) =>
    `« ${f.title} » est propre à un autre acheteur : lui seul en change le code. Rien n’a été enregistré.`,
  'buyer-unknown': () =>
    'Aucune organisation de ce site n’a ce SIREN : vérifiez-le, ou demandez-lui d’ouvrir d’abord son espace.',
  'buyer-self': () => 'Cette organisation conduit le schéma : elle en est déjà le premier acheteur.',
  'buyer-suspended': (f: { name: string }) =>
    `${f.name} est suspendue sur ce site : elle ne peut pas être invitée tant que dure la suspension.`,
  'buyer-known': (f: { name: string }) =>
    `${f.name} partage déjà ce schéma, ou y est déjà invitée : rechargez la page pour voir où elle en est.`,
  'buyer-unnamed': (f: { name: string }) =>
    `Le texte de ce schéma est figé et ne nomme pas ${f.name} parmi ses acheteurs : ouvrez une modification, puis invitez-la.`,
  'buyers-many': () => 'Un schéma a cent acheteurs au plus : retirez-en un du texte avant d’en inviter un autre.',
  'buyers-frozen': () => 'Ce texte est figé : ouvrez une modification pour en retirer un acheteur.',
  'buyer-in': (f: { name: string }) =>
    `${f.name} partage ce schéma, ou y est invitée : mettez-y fin avant de la retirer du texte.`,
  'buyer-said': (f: { name: string }) =>
    `Le texte a des actions ou des repères propres à ${f.name} : retirez-les d’abord du brouillon.`,
  'buyer-gone': () => 'Cette organisation ne partage plus ce schéma : rechargez la page. Rien n’a été enregistré.',
  'offer-gone': () =>
    'Cette invitation n’attend plus de réponse : elle a été retirée, ou quelqu’un de votre organisation y a répondu.',
  'lead-stays': () => 'Votre organisation conduit ce schéma : elle ne peut pas le quitter.',
  'pilot-unknown': () =>
    'Cette personne ne pilote pas cette action, ou n’a plus le rôle de pilote : rechargez la page. Rien n’a été enregistré.',
  'actions-none': () => 'Aucune action n’est cochée : cochez celles à changer. Rien n’a été enregistré.',
  'actions-many': (f: { most: number }) =>
    `${f.most} actions au plus se changent à la fois : décochez-en, puis recommencez. Rien n’a été enregistré.`,
  'day-to-come': () => 'Cette date est à venir : dites ce qui est arrivé, le jour où c’est arrivé.',
  'note-empty': () => 'Cette note est vide : écrivez ce qui est arrivé, en une phrase ou plus.',
  'note-long': () => 'Cette note dépasse 5 000 signes : raccourcissez-la, ou joignez un document.',
  'cover-invalid': (f: { field: string }) =>
    ({
      code: 'L’adresse du schéma s’écrit en minuscules sans accent, chiffres et tirets, de 3 à 40 signes, par exemple « vallonne-2026 ».',
      title: 'Donnez un intitulé au schéma, par exemple « SPASER 2026-2029 ».',
      from: 'Donnez le premier jour du schéma.',
      to: 'Donnez le dernier jour du schéma, après le premier.',
    })[f.field] ?? 'Un des champs est trop long : raccourcissez-le.',
  'models-none': () => 'Cochez au moins une action modèle, ou partez d’une page blanche.',
  'file-missing': () => 'Aucun fichier n’a été choisi : choisissez celui de votre schéma, puis envoyez-le.',
  'file-too-large': () =>
    'Ce fichier pèse plus de 20 Mo : ne gardez que les feuilles du schéma, sans images, puis envoyez-le de nouveau.',
  'file-too-much': () =>
    'Ce fichier contient trop de texte pour un schéma : ne gardez que les feuilles utiles, puis envoyez-le de nouveau.',
  'file-gone': () =>
    'Ce fichier n’attend plus d’être relu : il a servi, ou il a été envoyé il y a plus de deux jours. Envoyez-le de nouveau.',
  'nothing-understood': () =>
    'Rien de ce fichier ne fait un schéma : dites ce que contient chaque feuille et chaque colonne, puis relisez l’aperçu.',
  'document-invalid': (f: { problems: number; first: string }) =>
    `Ce document ne se tient pas (${f.problems} ${f.problems > 1 ? 'problèmes' : 'problème'}). Le premier : ${f.first}`,
})
