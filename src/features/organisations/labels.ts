import { refusals } from '#kernel'
import { nb } from '#ui'
import { PASSWORD } from './people.ts'

/** French wordings of what sign-in and organisations refuse. */
export const refuse = refusals({
  'sign-in-refused': () =>
    'L’adresse ou le mot de passe ne correspond à aucun compte. Vérifiez les deux ; si vous avez oublié le mot de passe, demandez un lien par courriel.',
  'too-many-attempts': (f: { minutes: number }) =>
    `Il y a eu trop d’essais. Attendez ${f.minutes} minutes, puis recommencez ; d’ici là, même le bon mot de passe ou le bon code ne sera pas regardé.`,
  'password-length': () =>
    `Le mot de passe doit compter de ${PASSWORD.shortest} à ${PASSWORD.longest} signes : une phrase que vous seul·e diriez convient bien.`,
  'password-wrong': () => 'Le mot de passe actuel n’est pas celui-là : rien n’a été changé.',
  'link-unusable': () =>
    'Ce lien a déjà servi, ou il a plus de 24 heures. Demandez-en un autre depuis la page de connexion.',
  'session-link-unusable': () => 'Ce lien a déjà servi, ou il a plus d’un quart d’heure. Demandez-en un autre.',
  'person-known': (f: { email: string }) =>
    `${f.email} a déjà un compte : « mieuxdisant user reset ${f.email} » donne un lien pour choisir un autre mot de passe.`,
  'person-unknown': (f: { email: string }) =>
    `Aucun compte n’a l’adresse ${f.email} : « mieuxdisant user create ${f.email} --name NOM » en ouvre un.`,
  'person-invalid': () =>
    'Donnez une adresse électronique complète, par exemple camille.martin@exemple.fr, et un nom d’au plus 120 signes.',
  'email-invalid': () => 'Donnez une adresse électronique complète, par exemple camille.martin@exemple.fr.',
  'person-missing': () => 'Donnez votre nom, d’au plus 120 signes.',
  'name-missing': () => 'Donnez un nom, d’au plus 200 signes.',
  'kind-missing': () => 'Choisissez une nature dans la liste.',
  'territory-long': () => 'Raccourcissez le territoire à 200 signes au plus.',
  'message-long': () => 'Raccourcissez votre message à 2 000 signes au plus.',
  'reason-missing': () => 'Dites pourquoi, en une phrase ou deux : la personne concernée la lira.',
  'siret-invalid': () =>
    'Ce numéro n’est pas un SIRET : il compte 14 chiffres, dont le dernier vérifie les autres. Vous le trouvez dans l’Annuaire des entreprises.',
  'roles-missing': () => 'Choisissez au moins un rôle.',
  'date-invalid': () => 'Donnez une date à venir, par exemple 31/12/2027, ou laissez ce champ vide.',
  'directorate-unknown': () => 'Cette direction n’existe pas, ou n’existe plus : choisissez-en une dans la liste.',
  'directorate-missing': () => 'Donnez un nom à la direction, d’au plus 200 signes.',
  'directorate-known': () => 'Une direction porte déjà ce nom : donnez-lui-en un autre.',
  'logo-missing': () => 'Choisissez le fichier du logo, au format PNG ou JPEG.',
  'logo-cut': () => 'L’envoi du logo s’est interrompu : rien n’a été changé. Recommencez.',
  'logo-heavy': () => 'Ce fichier dépasse 1 Mo : enregistrez le logo en plus petit, puis recommencez.',
  'logo-unknown': () =>
    'Ce fichier n’est pas une image PNG ou JPEG entière, quel que soit son nom : ouvrez le logo dans un logiciel d’images, et enregistrez-le en PNG.',
  'logo-sides': (f: { width: number; height: number }) =>
    `Cette image fait ${nb(f.width)} × ${nb(f.height)} pixels : chaque côté doit en compter de 16 à 4 000. Enregistrez le logo à une autre taille, par exemple 800 pixels de large.`,
  'logo-inks': () =>
    'Cette image est en CMJN, les encres d’une imprimerie : enregistrez le logo en RVB, ou demandez le fichier « pour écran » à qui l’a dessiné.',
  'logo-broken': () =>
    'Cette image est abîmée ou entièrement transparente : ouvrez le logo dans un logiciel d’images, et enregistrez-le de nouveau en PNG.',
  'organisation-unknown': (f: { siren: string }) =>
    `Aucune organisation n’a le SIREN ${f.siren} : vérifiez ses neuf chiffres, ou ouvrez-la depuis « Administrer le site ».`,
  'organisation-claimed': (f: { siren: string }) =>
    `Une organisation est déjà ouverte pour le SIREN ${f.siren} : demandez une invitation aux personnes qui l’administrent.`,
  'too-many-requests': (f: { minutes: number }) =>
    `Il y a eu trop de demandes depuis votre réseau : attendez ${f.minutes} minutes, puis recommencez.`,
  'request-pending': () =>
    'Cette demande a déjà été reçue : vous recevrez la réponse à l’adresse que vous avez donnée.',
  'request-decided': () => 'Cette demande a déjà reçu une réponse : rechargez la page pour la voir.',
  'already-member': (f: { email: string }) =>
    `${f.email} est déjà membre : changez ses rôles depuis la liste des membres.`,
  'already-invited': (f: { email: string }) =>
    `Une invitation attend déjà la réponse de ${f.email} : renvoyez-la, ou retirez-la d’abord.`,
  'invitation-unusable': () =>
    'Cette invitation a déjà servi, a été retirée, ou date de plus de 14 jours. Demandez-en une nouvelle à la personne qui vous l’a envoyée.',
  'invitation-for-another': (f: { email: string }) =>
    `Cette invitation est pour ${f.email} : déconnectez-vous, puis ouvrez-la à nouveau.`,
  'not-here': () => 'Ce que vous cherchez n’est pas ici, ou n’y est plus. Rechargez la page.',
  'role-lost': () => 'Vous n’administrez plus cette organisation : rien n’a été fait.',
  'last-administrator': () =>
    'Il doit rester une personne qui administre l’organisation sans date de fin : donnez d’abord ce rôle à quelqu’un d’autre.',
  'erasure-unconfirmed': () => 'Ce n’est pas l’adresse de ce compte : écrivez-la telle qu’elle est affichée.',
  'last-instance-administrator': () =>
    'Vous êtes la seule personne qui administre le site : l’exploitant doit d’abord en désigner une autre (« mieuxdisant user create ADRESSE --name NOM --administrator »).',
  'already-started': () =>
    'Ce site a déjà une personne qui l’administre : connectez-vous, ou demandez-lui une invitation.',
  'code-wrong': () =>
    'Ce n’est pas le code de premier démarrage : il est affiché par le programme à chaque démarrage, dans le terminal ou le journal du serveur.',
  'code-refused': () =>
    'Ce code n’est pas le bon, ou il a déjà servi. Attendez que l’application en montre un autre, puis donnez celui-là ; un code de secours ne sert qu’une fois.',
  'mails-missing': () => 'Choisissez une réponse pour chaque sorte de courriels.',
  'second-factor-on': () => 'Le second facteur est déjà activé : rien n’a été changé.',
  'second-factor-started-over': () =>
    'Cette clé n’attend plus de code : elle a plus de quinze minutes, ou elle vient d’un autre navigateur. Recommencez l’activation.',
  'second-factor-expired': () =>
    'Il s’est passé plus de dix minutes depuis le mot de passe, ou il y a eu trop de codes faux. Donnez de nouveau votre adresse et votre mot de passe.',
  'provider-unreachable': () =>
    'Le service de connexion ne répond pas. Réessayez dans quelques minutes ; d’ici là, votre mot de passe fonctionne si vous en avez un.',
  'provider-unverified': () =>
    'La réponse du service de connexion n’a pas pu être vérifiée : personne n’a été connecté. Recommencez ; si cela se reproduit, prévenez la personne qui gère le site.',
  'provider-elsewhere': (f: { name: string }) =>
    `Cette connexion par ${f.name} a été commencée dans un autre navigateur, a déjà servi, ou a plus de dix minutes. Recommencez depuis cette page.`,
  'provider-given-up': (f: { name: string }) =>
    `La connexion par ${f.name} n’est pas allée au bout. Recommencez, ou connectez-vous avec votre mot de passe.`,
  'provider-person-unknown': (f: { name: string }) =>
    `${f.name} vous a reconnu·e, mais aucun compte n’a ici cette adresse électronique. Demandez à la personne qui gère le site d’ouvrir un compte à l’adresse que ${f.name} connaît.`,
  'provider-email-unverified': (f: { name: string }) =>
    `${f.name} ne garantit pas que votre adresse électronique est bien la vôtre. Faites-la vérifier là-bas, ou connectez-vous avec votre mot de passe.`,
  'provider-email-missing': (f: { name: string }) =>
    `${f.name} n’a pas transmis d’adresse électronique utilisable. Connectez-vous avec votre mot de passe, et prévenez la personne qui gère le site.`,
})
