import { fr, Input, typo } from '#ui'
import { PASSWORD } from '../../people.ts'

/** The field of a password to come, and what makes one, said before it is refused. */
export const NewPassword = ({ refusal }: { refusal?: string | undefined }) => (
  <Input
    name="password"
    label="Nouveau mot de passe"
    type="password"
    autocomplete="new-password"
    hint={fr`De ${PASSWORD.shortest} à ${PASSWORD.longest} signes. Une phrase que vous seul·e diriez convient bien.`}
    error={refusal && typo(refusal)}
  />
)
