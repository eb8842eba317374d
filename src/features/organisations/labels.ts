import { refusals } from '#kernel'
import { PASSWORD } from './people.ts'

/** French wordings of what sign-in refuses. */
export const refuse = refusals({
  'sign-in-refused': () =>
    'L’adresse ou le mot de passe ne correspond à aucun compte. Vérifiez les deux ; si vous avez oublié le mot de passe, la personne qui gère le site peut vous envoyer un lien pour en choisir un autre.',
  'too-many-attempts': (f: { minutes: number }) =>
    `Il y a eu trop d’essais. Attendez ${f.minutes} minutes, puis recommencez ; d’ici là, même le bon mot de passe ne sera pas regardé.`,
  'password-length': () =>
    `Le mot de passe doit compter de ${PASSWORD.shortest} à ${PASSWORD.longest} signes : une phrase que vous seul·e diriez convient bien.`,
  'password-wrong': () => 'Le mot de passe actuel n’est pas celui-là : rien n’a été changé.',
  'link-unusable': () =>
    'Ce lien a déjà servi, ou il a plus de 24 heures. Demandez-en un nouveau à la personne qui gère le site.',
  'person-known': (f: { email: string }) =>
    `${f.email} a déjà un compte : « mieuxdisant user reset ${f.email} » donne un lien pour choisir un autre mot de passe.`,
  'person-unknown': (f: { email: string }) =>
    `Aucun compte n’a l’adresse ${f.email} : « mieuxdisant user create ${f.email} --name NOM » en ouvre un.`,
  'person-invalid': () =>
    'Donnez une adresse électronique complète, par exemple camille.martin@exemple.fr, et un nom d’au plus 120 signes.',
})
