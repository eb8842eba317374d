import { Checks, Input, Select, typo } from '#ui'
import type { Sent } from '../fields.ts'
import type { Directorate } from '../members.ts'
import { ROLES } from '../organisations.ts'
import { ROLE_WORDS } from '../words.ts'

/** What was refused in a form: the word of the refusal says which field it is about. */
export interface Refused {
  code: string
  message: string
}

/** The sentence to show at a field, when the refusal is about it. */
export const about = (refused: Refused | undefined, ...codes: string[]) =>
  refused && codes.includes(refused.code) ? typo(refused.message) : undefined

/** A text field as it was sent, to be shown again. */
export const textOf = (sent: Sent, name: string) => (typeof sent[name] === 'string' ? sent[name] : undefined)

/** The fields of what somebody is in an organisation. */
export const BelongingFields = (props: {
  sent: Sent
  directorates: readonly Directorate[]
  refused?: Refused | undefined
}) => {
  const { sent, directorates, refused } = props
  const roles = [sent['roles'] ?? []].flat().map(String)
  return (
    <>
      <Checks
        name="roles"
        legend="Rôles"
        checked={roles}
        options={ROLES.map(role => ({ value: role, label: ROLE_WORDS[role].name, hint: ROLE_WORDS[role].does }))}
        error={about(refused, 'roles-missing', 'last-administrator')}
      />
      {directorates.length > 0 && (
        <Select
          name="directorate"
          label="Direction"
          value={textOf(sent, 'directorate')}
          options={[
            { value: '', label: 'Aucune' },
            ...directorates.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          error={about(refused, 'directorate-unknown')}
        />
      )}
      <Input
        name="until"
        type="date"
        label="Dernier jour"
        hint="Pour qui vient pour un temps, par exemple un conseil extérieur. Vide : sans date de fin."
        value={textOf(sent, 'until')}
        error={about(refused, 'date-invalid')}
      />
    </>
  )
}
