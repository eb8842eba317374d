import type { Role } from '#features/organisations'
import { Checks, fr, Input, Select } from '#ui'
import { AUDIENCES, type Survey } from '../surveys.ts'
import { AUDIENCE_WORDS } from '../words.ts'
import type { Settings } from '../writing.ts'

/** Who may be asked once signed in, in words. */
export const ANSWERING: readonly (readonly [Role, string])[] = [
  ['administrator', 'Administratrices et administrateurs'],
  ['scheme-lead', 'Chargées et chargés de mission du schéma'],
  ['pilot', 'Pilotes d’action'],
  ['buyer', 'Acheteuses et acheteurs'],
  ['facilitator', 'Facilitatrices et facilitateurs'],
  ['elected', 'Élues et élus'],
  ['animator', 'Animatrices et animateurs'],
  ['supplier', 'Fournisseurs'],
  ['adviser', 'Conseils extérieurs'],
]

/** The fields that say what a survey is called and how it is answered. */
export const SettingsFields = ({ given, state }: { given: Settings; state: Survey['state'] }) => (
  <>
    <Input
      name="titre"
      label="Titre"
      hint="Il figure dans les courriels et en haut du questionnaire."
      value={given.title}
    />{' '}
    <Select
      name="public"
      label="À qui elle s’adresse"
      value={given.audience}
      options={AUDIENCES.map(value => ({ value, label: AUDIENCE_WORDS[value] }))}
    />
    {state === 'draft' && (
      <Checks
        name="anonymat"
        legend="Les réponses sont-elles anonymes ?"
        radio
        checked={[given.anonymous ? 'oui' : 'non']}
        options={[
          {
            value: 'oui',
            label: 'Oui',
            hint: 'Rien ne rattache une réponse à quelqu’un ; aucun résultat ne porte sur moins de cinq personnes.',
          },
          { value: 'non', label: 'Non', hint: 'Le questionnaire le dit dès sa première ligne.' },
        ]}
      />
    )}
    <Checks
      name="voies"
      legend="Comment on répond, en plus des invitations personnelles"
      checked={[...(given.byLink ? ['lien'] : []), ...given.roles]}
      options={[
        {
          value: 'lien',
          label: 'Par une adresse ouverte',
          hint: 'Pour une affiche ou un intranet : rien n’empêche d’y répondre deux fois.',
        },
        ...ANSWERING.map(([value, label]) => ({ value, label: fr`Membres connectés : ${label.toLowerCase()}` })),
      ]}
    />
    {state === 'draft' && (
      <Input
        name="debut"
        type="date"
        label="Premier jour"
        hint="Sans date, vous l’ouvrez vous-même."
        value={given.opensOn ?? ''}
      />
    )}
    <Input
      name="fin"
      type="date"
      label="Dernier jour"
      hint="Sans date, vous la fermez vous-même."
      value={given.closesOn ?? ''}
    />{' '}
  </>
)
