import type { WarningCode } from './contracts.ts'

/** A defect, in words: what is wrong, and what the buyer should correct where the data is made. */
export interface Warning {
  label: string
  fix: string
}

export const WARNINGS: Record<WarningCode, Warning> = {
  'id-missing': {
    label: 'Numéro de marché vide ou fait de zéros',
    fix: 'Donnez à chaque marché un numéro unique de 1 à 16 caractères dans le profil d’acheteur.',
  },
  'id-malformed': {
    label: 'Numéro de marché hors format',
    fix: 'Limitez le numéro à 16 caractères : lettres, chiffres, tirets, points, barres obliques.',
  },
  'buyer-siret': {
    label: 'SIRET de l’acheteur incorrect',
    fix: 'Vérifiez les 14 chiffres du SIRET de l’établissement acheteur dans le paramétrage du profil d’acheteur.',
  },
  'holder-missing': {
    label: 'Titulaire absent',
    fix: 'Renseignez au moins un titulaire avec son identifiant.',
  },
  'holder-siret': {
    label: 'SIRET d’un titulaire incorrect',
    fix: 'Vérifiez les 14 chiffres auprès du titulaire ou sur l’annuaire des entreprises.',
  },
  'holder-type': {
    label: 'Type d’identifiant d’un titulaire hors liste',
    fix: 'Choisissez SIRET, TVA, TAHITI, RIDET, FRWF, IREP ou HORS-UE.',
  },
  'buyer-is-holder': {
    label: 'L’acheteur est aussi titulaire',
    fix: 'Vérifiez l’identifiant du titulaire : celui de l’acheteur a sans doute été recopié.',
  },
  'subject-missing': {
    label: 'Objet absent',
    fix: 'Décrivez l’objet du marché en une phrase.',
  },
  'subject-damaged': {
    label: 'Objet aux caractères abîmés',
    fix: 'Réexportez le fichier en UTF-8 : des lettres accentuées ont été perdues.',
  },
  'notified-missing': {
    label: 'Date de notification absente',
    fix: 'Renseignez la date de notification : sans elle le marché n’appartient à aucune année et ne compte dans aucun taux annuel.',
  },
  'notified-unreadable': {
    label: 'Date de notification illisible',
    fix: 'Écrivez la date sous la forme AAAA-MM-JJ.',
  },
  'notified-implausible': {
    label: 'Date de notification invraisemblable',
    fix: 'Vérifiez l’année : elle est antérieure à 1990 ou dans le futur.',
  },
  'published-missing': {
    label: 'Date de publication des données absente ou illisible',
    fix: 'Renseignez la date de publication : elle départage deux versions d’un même marché.',
  },
  'published-early': {
    label: 'Publié avant d’être notifié',
    fix: 'Vérifiez les deux dates : les données se publient après la notification.',
  },
  'published-late': {
    label: 'Publié plus de deux mois après la notification',
    fix: 'Publiez les données essentielles dans les deux mois qui suivent la notification.',
  },
  'amount-missing': {
    label: 'Montant absent',
    fix: 'Renseignez le montant hors taxes : sans lui le marché ne compte pas dans les taux en valeur.',
  },
  'amount-unreadable': {
    label: 'Montant illisible',
    fix: 'Écrivez le montant en euros, en chiffres seulement.',
  },
  'amount-below-1': {
    label: 'Montant inférieur à 1 €',
    fix: 'Renseignez le montant hors taxes ; pour un accord-cadre sans minimum, son maximum ou son estimation.',
  },
  'amount-sentinel': {
    label: 'Montant remplacé par une valeur convenue (12 311 111 111 €)',
    fix: 'Une plateforme a jugé le montant d’origine impossible : corrigez-le dans le profil d’acheteur.',
  },
  'amount-above-3e9': {
    label: 'Montant supérieur à 3 milliards d’euros',
    fix: 'Vérifiez le montant : il comporte sans doute des chiffres en trop.',
  },
  'amount-doubtful': {
    label: 'Montant douteux (999 999 999, 123 456 789…)',
    fix: 'Remplacez le montant d’attente par le montant réel. Il est compté tel quel dans les taux en valeur.',
  },
  'cpv-missing': {
    label: 'Code CPV absent',
    fix: 'Renseignez le code CPV principal du marché.',
  },
  'cpv-unreadable': {
    label: 'Code CPV illisible',
    fix: 'Choisissez un code à 8 chiffres de la nomenclature CPV 2008.',
  },
  'cpv-unknown': {
    label: 'Division CPV inconnue',
    fix: 'Vérifiez les deux premiers chiffres : aucune division de la nomenclature CPV 2008 ne commence ainsi.',
  },
  'cpv-repaired': {
    label: 'Code CPV sans son zéro de tête',
    fix: 'Le zéro a été rétabli ici ; mettez la colonne au format texte dans votre tableur pour ne plus le perdre.',
  },
  'months-unreadable': {
    label: 'Durée illisible',
    fix: 'Écrivez la durée en mois, en nombre entier.',
  },
  'months-implausible': {
    label: 'Durée invraisemblable',
    fix: 'Vérifiez la durée : elle est nulle ou dépasse quinze ans.',
  },
  'procedure-unknown': {
    label: 'Procédure hors liste',
    fix: 'Choisissez une des procédures de la liste officielle.',
  },
  'social-unreadable': {
    label: 'Considération sociale illisible',
    fix: 'Choisissez « Clause sociale », « Critère social », « Marché réservé » ou « Pas de considération sociale ».',
  },
  'social-contradictory': {
    label: 'Considération sociale contradictoire',
    fix: 'Retirez « Pas de considération sociale » : une autre valeur est aussi cochée.',
  },
  'environmental-unreadable': {
    label: 'Considération environnementale illisible',
    fix: 'Choisissez « Clause environnementale », « Critère environnemental » ou « Pas de considération environnementale ».',
  },
  'environmental-contradictory': {
    label: 'Considération environnementale contradictoire',
    fix: 'Retirez « Pas de considération environnementale » : une autre valeur est aussi cochée.',
  },
  'modification-unreadable': {
    label: 'Modifications illisibles',
    fix: 'Décrivez chaque modification par un numéro, une date de notification et ce qui change.',
  },
  'modification-order': {
    label: 'Modifications dans le désordre',
    fix: 'Numérotez les modifications dans l’ordre de leurs dates de notification.',
  },
  'modification-amount': {
    label: 'Montant modifié très inférieur au montant initial',
    fix: 'Indiquez le nouveau montant total du marché, et non la différence. Le montant initial reste celui des taux.',
  },
  'original-missing': {
    label: 'Version d’origine absente du tableau',
    fix: 'Le tableau ne donne de ce marché qu’une version modifiée : date et montant sont ceux de sa dernière modification. Importez le tableau avec toutes ses versions, ou le fichier de l’acheteur.',
  },
  'structure-repaired': {
    label: 'Structure du fichier réparée à la lecture',
    fix: 'Demandez à l’éditeur du profil d’acheteur de suivre le format officiel 2.0.4.',
  },
  'encoding-repaired': {
    label: 'Encodage réparé à la lecture',
    fix: 'Réexportez le fichier en UTF-8.',
  },
  'value-repaired': {
    label: 'Valeur réparée à la lecture',
    fix: 'Demandez à l’éditeur du profil d’acheteur un JSON ou un XML conforme.',
  },
}
