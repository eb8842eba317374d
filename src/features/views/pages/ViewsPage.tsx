import { type Actor, allows } from '#features/organisations'
import type { Refusal } from '#kernel'
import {
  Alert,
  Card,
  count,
  Disclosure,
  Empty,
  Form,
  FormButton,
  fr,
  Input,
  Page,
  PageHead,
  RefusalAlert,
  Section,
  type Space,
  Table,
} from '#ui'
import type { Said } from '../keeping.ts'
import { addressOf } from '../rules.ts'
import { viewsPath } from '../SavedViews.tsx'
import { MOST, type SavedView, SHARERS } from '../views.ts'
import { NameFields } from './NameFields.tsx'

interface Props {
  actor: Actor
  space: Space | undefined
  /** Each with what its list is called; null where there is no such list any more. */
  views: readonly (SavedView & { list: string | null })[]
  /** The form to add one, as it was sent. */
  sent?: (Said & { address: string }) | undefined
  done?: string | undefined
  refusal?: Refusal | undefined
}

/** The views that somebody keeps, and those that others share. */
export const ViewsPage = ({ actor, space, views, sent, done, refusal }: Props) => {
  const shares = allows(SHARERS, actor.membership.roles)
  const own = views.filter(({ mine }) => mine)
  const others = views.filter(({ mine }) => !mine)
  const base = viewsPath(actor)
  const about = (...codes: string[]) => (refusal && codes.includes(refusal.code) ? refusal.message : undefined)
  return (
    <Page title="Mes vues" space={space}>
      <PageHead
        title="Mes vues"
        lede={fr`Les listes que vous rouvrez souvent, filtrées comme vous les avez laissées. Chacune s’affiche aussi au-dessus de sa liste.`}
      />
      {done && (
        <Alert state="ok">
          <p>{done}</p>
        </Alert>
      )}
      {refusal && <RefusalAlert title="Rien n’a été enregistré" message={refusal.message} />}
      <Section id="miennes" title="Vues enregistrées" aside={fr`${own.length} sur ${MOST}`}>
        {own.length === 0 ? (
          <Empty title="Vous n’avez pas encore de vue">
            <p>{fr`Filtrez une liste (actions, indicateurs, corrections, journal…), puis choisissez « Garder ces filtres dans mes vues ».`}</p>
          </Empty>
        ) : (
          <Views id="vues-miennes" {...{ base, shares }} rows={own} caption="Mes vues" />
        )}
      </Section>
      {others.length > 0 && (
        <Section id="partagees" title={count(others.length, 'vue partagée', 'vues partagées')}>
          <Views id="vues-partagees" {...{ base, shares }} rows={others} caption="Vues que d’autres partagent" />
        </Section>
      )}
      <Card id="ajouter" title="Ajouter une vue par son adresse">
        <Form action={base} submit="Enregistrer cette vue" aside>
          <Input
            name="adresse"
            label="Adresse de la liste"
            hint={fr`Celle que montre votre navigateur, une fois la liste filtrée : par exemple celle de « Marchés » filtrée sur votre organisation.`}
            value={sent?.address}
            error={about('view-address')}
          />
          <NameFields
            id="ajout"
            name={sent?.name ?? ''}
            shared={sent?.shared ?? false}
            shares={shares}
            error={about('view-name', 'view-name-taken')}
          />
        </Form>
      </Card>
    </Page>
  )
}

const Views = (props: { id: string; base: string; rows: Props['views']; shares: boolean; caption: string }) => (
  <Card flush>
    <Table
      id={props.id}
      caption={props.caption}
      hideCaption
      stack
      rows={props.rows}
      columns={[
        {
          head: 'Vue',
          cell: view =>
            view.list === null ? (
              <bdi>{view.name}</bdi>
            ) : (
              <a href={addressOf(view)}>
                <bdi>{view.name}</bdi>
              </a>
            ),
        },
        { head: 'Liste', cell: ({ list }) => list ?? 'Cette liste n’existe plus' },
        { head: 'Qui la trouve', cell: ({ shared }) => (shared ? 'L’organisation' : 'Vous') },
        {
          head: 'Agir',
          cell: view => (
            <>
              {view.mine && (
                <Disclosure
                  summary={
                    <>
                      Changer<span class="sr-only"> {view.name}</span>
                    </>
                  }
                >
                  <Form action={`${props.base}/${view.id}`} submit="Enregistrer" aside>
                    <NameFields id={view.id} name={view.name} shared={view.shared} shares={props.shares} />
                  </Form>
                </Disclosure>
              )}
              {(view.mine || props.shares) && (
                <FormButton small action={`${props.base}/${view.id}/retrait`}>
                  <span>
                    Retirer<span class="sr-only"> {view.name}</span>
                  </span>
                </FormButton>
              )}
            </>
          ),
        },
      ]}
    />
  </Card>
)
