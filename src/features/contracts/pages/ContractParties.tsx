import { formatSiret } from '#kernel'
import { count, fr, Missing, Section, shorten } from '#ui'
import type { Party } from '../decp/details.ts'
import type { ContractRecord } from '../register/contract.ts'

const SHOWN = 100

/** An organisation: its name when it is known, its identifier and its kind, and a link to its contracts. */
export const PartyName = ({ party, names }: { party: Party; names: ReadonlyMap<string, string> }) => {
  const { id, type } = party
  const name = party.name ?? (id === null ? undefined : names.get(id))
  if (id === null) return name ? <bdi>{shorten(name, 200)}</bdi> : <Missing />
  const written = (
    <>
      {type !== null && type !== 'SIRET' ? `${type} ` : ''}
      <bdi class="nowrap">{formatSiret(shorten(id, 64))}</bdi>
    </>
  )
  return (
    <>
      {name && (
        <>
          <bdi>{shorten(name, 200)}</bdi>{' '}
        </>
      )}
      {name ? <span class="small muted">{written}</span> : written}
    </>
  )
}

/** Who holds the contract. */
export const Parties = ({ contract }: { contract: ContractRecord }) => {
  const { current, details, names } = contract
  const holders: Party[] = details.holders ?? current.holders.map(id => ({ id, type: null, name: null }))
  const concession = current.kind === 'concession'
  const one = concession ? 'Concessionnaire' : 'Titulaire'
  return (
    <Section
      id="titulaires"
      title={holders.length > 1 ? `${one}s` : one}
      aside={holders.length > 1 ? count(holders.length, 'entreprise') : undefined}
    >
      {holders.length === 0 ? (
        <p>
          <Missing />
        </p>
      ) : (
        <ul class="stack stack--tight">
          {holders.slice(0, SHOWN).map(party => (
            <li>
              <PartyName party={party} names={names} />
              {party.id !== null && /^[0-9A-Za-z]+$/.test(party.id) && (
                <>
                  {' '}
                  <a class="small" href={`/marches?q=${party.id}`}>
                    Tous ses marchés
                    <span class="sr-only"> ({names.get(party.id) ?? party.id})</span>
                  </a>
                </>
              )}
            </li>
          ))}
          {holders.length > SHOWN && (
            <li class="muted">{fr`et ${holders.length - SHOWN} autres, dans l’enregistrement d’origine ci-dessous`}</li>
          )}
        </ul>
      )}
    </Section>
  )
}
