import { refusals } from '#kernel'

export const refuse = refusals({
  'config-invalid': (f: { name: string; value: string; expected: string }) =>
    `La variable ${f.name} vaut « ${f.value} » : il faut ${f.expected}. Corrigez-la, puis relancez.`,
  'mail-sender-missing': () =>
    'MAIL_URL est donnée sans MAIL_FROM : donnez aussi l’expéditeur des courriels, par exemple MAIL_FROM="Mieuxdisant <achats@exemple.fr>", puis relancez.',
  'secret-unreadable': (f: { file: string; why: string }) =>
    `Le secret des connexions ne peut pas être lu dans « ${f.file} » (${f.why}) : vérifiez les droits de ce fichier, ou donnez au moins 32 signes dans SECRET.`,
  'oidc-incomplete': (f: { name: string }) =>
    `La variable ${f.name} manque : OIDC_ISSUER, OIDC_CLIENT_ID et OIDC_CLIENT_SECRET se donnent ensemble. Complétez-les, ou retirez-les, puis relancez.`,
})
