import { formatSiret } from '#kernel'
import {
  ButtonLink,
  Card,
  type Column,
  Empty,
  FormButton,
  fr,
  Missing,
  Moment,
  SearchForm,
  Section,
  type State,
  Status,
  Table,
  Tag,
} from '#ui'
import { baseOf, type Framed, SchemePage } from '../../pages/SchemeFrame.tsx'
import { type Found, type Sharer, type Sharing, sharingOf } from '../buyers.tsx'

interface Props extends Framed {
  sharers: readonly Sharer[]
  /** The buyers that the text names, and that do not share the scheme here. */
  unshared: readonly { siren: string; name: string }[]
  /** Whether the actor invites, and ends. */
  leads: boolean
  /** Whether the actor may leave. */
  leaves: boolean
  /** What was looked for, and what was found. */
  asked: string
  found: readonly Found[]
}

const LOOKS: Record<Sharing, { label: string; state: State }> = {
  leads: { label: 'Conduit le schéma', state: 'ok' },
  in: { label: 'Partage le schéma', state: 'ok' },
  invited: { label: 'Invitée', state: 'info' },
  left: { label: 'Partie', state: 'none' },
  unanswered: { label: 'Invitation sans suite', state: 'none' },
}

/** The buyers of a scheme: who leads, who is in, invited or gone; inviting another. */
export const BuyersPage = (props: Props) => {
  const { actor, scheme, sharers, unshared, leads } = props
  const base = baseOf(actor, scheme)
  const here = `${base}/acheteurs`
  const live = sharers.filter(one => ['leads', 'in', 'invited'].includes(sharingOf(one)))
  const past = sharers.filter(one => !live.includes(one))
  const buyer: Column<Sharer> = {
    head: 'Acheteur',
    cell: ({ name, siren }) => (
      <>
        <bdi>{name}</bdi> {siren === actor.membership.organisation.siren && <Tag>Vous</Tag>}
        <small>{formatSiret(siren)}</small>
      </>
    ),
  }
  const standing: Column<Sharer> = {
    head: 'État',
    cell: one => <Status state={LOOKS[sharingOf(one)].state}>{LOOKS[sharingOf(one)].label}</Status>,
  }
  const since: Column<Sharer> = {
    head: 'Depuis',
    cell: one => <Moment at={one.joinedAt ?? one.invitedAt} short />,
  }
  const acting: Column<Sharer> = {
    head: 'Agir',
    cell: one => {
      if (one.leads || one.id === null) return <Missing>Rien à faire</Missing>
      if (one.joinedAt === null)
        return (
          <FormButton small action={`${here}/${one.id}/fin`}>
            <span>
              Retirer l’invitation <span class="sr-only">de {one.name}</span>
            </span>
          </FormButton>
        )
      return (
        <ButtonLink small href={`${here}/${one.id}/fin`}>
          <span>
            Mettre fin au partage <span class="sr-only">avec {one.name}</span>
          </span>
        </ButtonLink>
      )
    },
  }
  return (
    <SchemePage
      {...props}
      title="Acheteurs"
      tab="/acheteurs"
      lede={fr`Un schéma commun a un seul texte. Chaque acheteur y a ses repères, ses valeurs et, s’il le veut, ses propres actions.`}
      actions={props.leaves && <ButtonLink href={`${base}/depart`}>Quitter le schéma</ButtonLink>}
    >
      <Card flush>
        <Table
          id="acheteurs-liste"
          caption="Acheteurs qui partagent le schéma"
          hideCaption
          stack
          rows={live}
          columns={[buyer, standing, since, ...(leads ? [acting] : [])]}
        />
      </Card>
      {unshared.length > 0 && <Unshared {...props} here={here} />}
      {leads && <Inviting {...props} here={here} />}
      {past.length > 0 && (
        <Section id="anciens" title="Ne le partagent plus">
          <Card flush>
            <Table
              id="anciens-liste"
              caption="Organisations qui ne partagent plus le schéma"
              hideCaption
              stack
              rows={past}
              columns={[
                buyer,
                standing,
                since,
                { head: 'Fin', cell: ({ endedAt }) => endedAt && <Moment at={endedAt} short /> },
              ]}
            />
          </Card>
        </Section>
      )}
    </SchemePage>
  )
}

/** Buyers that the text names, and that have nobody here. */
const Unshared = ({ unshared, leads, here }: Props & { here: string }) => (
  <Section id="sans-espace" title="Nommés par le texte, sans le partager ici">
    <p>{fr`Personne ne saisit de valeurs pour ces acheteurs : leur espace n’est pas ouvert sur ce site, ou ils n’ont pas rejoint le schéma.`}</p>
    <Card flush>
      <Table
        id="sans-espace-liste"
        caption="Acheteurs nommés par le texte qui ne partagent pas le schéma"
        hideCaption
        stack
        rows={unshared}
        columns={[
          {
            head: 'Acheteur',
            cell: ({ name, siren }) => (
              <>
                <bdi>{name}</bdi>
                <small>{formatSiret(siren)}</small>
              </>
            ),
          },
          ...(leads
            ? [
                {
                  head: 'Agir',
                  cell: ({ siren, name }: { siren: string; name: string }) => (
                    <div class="actions">
                      <Act to={here} siren={siren} verb="Inviter" about={name} />
                      <Act to={`${here}/retrait`} siren={siren} verb="Retirer du texte" about={name} />
                    </div>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  </Section>
)

const Act = (props: { to: string; siren: string; verb: string; about: string }) => (
  <FormButton small action={props.to}>
    <input type="hidden" name="siren" value={props.siren} />
    <span>
      {props.verb} <span class="sr-only">{props.about}</span>
    </span>
  </FormButton>
)

const Inviting = ({ sharers, asked, found, here }: Props & { here: string }) => {
  const known = (siren: string) =>
    sharers.some(one => one.siren === siren && ['leads', 'in', 'invited'].includes(sharingOf(one)))
  return (
    <Section id="inviter" title="Inviter un acheteur">
      <Card>
        <SearchForm
          action={`${here}#inviter`}
          label="Nom ou SIREN d’une organisation de ce site"
          id="organisation"
          value={asked}
        />
        {asked !== '' && found.length === 0 && (
          <Empty title="Aucune organisation de ce site ne correspond">
            <p>{fr`Vérifiez le nom ou le SIREN. Un acheteur rejoint un schéma depuis son espace : il le demande sur la page d’accueil.`}</p>
          </Empty>
        )}
        {found.length > 0 && (
          <Table
            id="trouvees"
            caption="Organisations trouvées"
            hideCaption
            stack
            bare
            rows={found}
            columns={[
              {
                head: 'Organisation',
                cell: ({ name, siren }) => (
                  <>
                    <bdi>{name}</bdi>
                    <small>{formatSiret(siren)}</small>
                  </>
                ),
              },
              {
                head: 'Agir',
                cell: ({ siren, name, suspended }) =>
                  suspended ? (
                    <Missing>Suspendue</Missing>
                  ) : known(siren) ? (
                    <Missing>Déjà là</Missing>
                  ) : (
                    <Act to={here} siren={siren} verb="Inviter" about={name} />
                  ),
              },
            ]}
          />
        )}
      </Card>
    </Section>
  )
}
