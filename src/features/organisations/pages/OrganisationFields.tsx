import { Input, Select } from '#ui'
import type { Sent } from '../fields.ts'
import { KINDS } from '../organisations.ts'
import { KIND_WORDS } from '../words.ts'
import { about, type Refused, textOf } from './Belonging.tsx'

/** The fields of an organisation; its SIRET only where it is opened. */
export const OrganisationFields = (props: { sent: Sent; siret?: boolean; refused?: Refused | undefined }) => {
  const { sent, refused } = props
  return (
    <>
      {props.siret && (
        <Input
          name="siret"
          label="SIRET"
          hint="14 chiffres, espaces permis. Les neuf premiers, le SIREN, sont ceux de ses marchés."
          inputmode="numeric"
          value={textOf(sent, 'siret')}
          error={about(refused, 'siret-invalid', 'organisation-claimed')}
        />
      )}
      <Input
        name="name"
        label="Nom de l’organisation"
        value={textOf(sent, 'name')}
        error={about(refused, 'name-missing')}
      />
      <Select
        name="kind"
        label="Nature"
        value={textOf(sent, 'kind')}
        options={[{ value: '', label: 'À choisir' }, ...KINDS.map(kind => ({ value: kind, label: KIND_WORDS[kind] }))]}
        error={about(refused, 'kind-missing')}
      />
      <Input
        name="territory"
        label="Territoire"
        hint="Par exemple : Vallonne. Facultatif."
        value={textOf(sent, 'territory')}
        error={about(refused, 'territory-long')}
      />
    </>
  )
}
