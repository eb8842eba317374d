import { refusals } from '#kernel'

/** French wordings of what corrections refuse. */
export const refuse = refusals({
  'contract-unknown': () =>
    'Ce marché n’est pas dans le registre, ou n’est pas de cette organisation : rien n’a été enregistré.',
  'correction-unknown': () => 'Cette correction n’est pas, ou n’est plus, en vigueur : rechargez la page.',
  'concession-uncounted': () =>
    'Une concession ne se corrige pas ici : elle ne compte dans aucun taux. Corrigez-la à la source.',
  'value-missing': () => 'Dites ce qu’il en est : « oui », ou « aucune ».',
  'yes-without-kind': () =>
    'Vous dites « oui » sans dire comment : cochez au moins une des réponses, ou choisissez « aucune ».',
  'none-with-kind': (f: { kinds: string }) =>
    `Cette correction se contredit : « aucune » et « ${f.kinds} » ne vont pas ensemble. Gardez l’un des deux.`,
  'kind-elsewhere': () =>
    'Un marché réservé est une considération sociale : il ne se déclare pas dans le volet environnemental.',
  'value-official': () =>
    'C’est déjà ce que dit la donnée officielle : il n’y a rien à corriger. Si une correction est en vigueur, retirez-la.',
  'value-known': () => 'C’est déjà ce que dit la correction en vigueur : rien n’a été enregistré.',
  'amount-unreadable': () => 'Entrez un montant hors taxes en euros, en chiffres, par exemple 46 748,50.',
  'amount-below-1': () =>
    'Un montant inférieur à 1 € ne compte pas dans les taux : entrez le montant réel, hors taxes.',
  'amount-sentinel': () =>
    '12 311 111 111 € est une valeur convenue qui veut dire « montant impossible » : entrez le montant réel.',
  'amount-above-3e9': () =>
    'Un montant supérieur à 3 milliards d’euros n’est pas vraisemblable : vérifiez le nombre de zéros, et l’unité.',
  'reason-length': () =>
    'Dites pourquoi, en une phrase ou deux (de 10 à 1 000 signes) : tout le monde les lira. Par exemple : « La clause est à l’article 7 du CCAP. »',
  'changed-meanwhile': () =>
    'Ce marché a changé depuis que vous l’avez ouvert : le registre, ou la correction d’un collègue, dit autre chose. Relisez ci-dessous, puis recommencez.',
  'corrector-suspended': () =>
    'Cette organisation ne peut plus parler au nom de l’acheteur : elle a été suspendue. Demandez pourquoi à la personne qui administre le site.',
  'role-lost': () => 'Votre rôle ne permet plus de corriger : rien n’a été enregistré.',
})
