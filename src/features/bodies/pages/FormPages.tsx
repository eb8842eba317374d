import { ButtonLink, Card, Checks, Form, FormButton, fr, Input, Select, TextArea, typo } from '#ui'
import { BODY_KINDS, type Body } from '../bodies.ts'
import type { SeatHeld } from '../seats/reading.ts'
import { bodiesPath, bodyPath } from '../within.ts'
import { DECIDING_WORDS, KIND_WORDS, ROLE_WORDS } from '../words.ts'
import { about, BodyFrame, type Framed, valueIn } from './BodyFrame.tsx'

/** Opening a body, or changing it. */
export const BodyFormPage = (props: Framed & { body?: Body }) => {
  const { actor, body, sent, refusal } = props
  const codes = ['body-name', 'body-known', 'body-kind', 'body-mandate', 'body-quorum', 'body-decides']
  return (
    <BodyFrame
      {...props}
      {...(body ? { under: body } : {})}
      title={body ? 'Changer l’instance' : 'Ouvrir une instance'}
      lede={
        body
          ? 'Ce qu’elle a déjà décidé reste comme elle l’a décidé.'
          : typo('Une instance se réunit et décide. Vous direz ensuite qui y siège.')
      }
      said={refusal !== undefined && codes.includes(refusal.code)}
    >
      <Card>
        <Form
          action={body ? `${bodyPath(actor, body)}/modification` : `${bodiesPath(actor)}/nouvelle`}
          submit={body ? 'Enregistrer l’instance' : 'Ouvrir l’instance'}
        >
          <Checks
            name="kind"
            legend="Nature"
            radio
            checked={[valueIn(sent, 'kind', body?.kind)]}
            options={BODY_KINDS.map(kind => ({
              value: kind,
              label: KIND_WORDS[kind].name,
              hint: KIND_WORDS[kind].does,
            }))}
            error={about(refusal, 'body-kind')}
          />
          <Input
            name="name"
            label="Nom"
            hint="Comme on l’appelle chez vous."
            value={valueIn(sent, 'name', body?.name)}
            error={about(refusal, 'body-name', 'body-known')}
          />
          <TextArea
            name="mandate"
            label="Mandat (facultatif)"
            hint={typo(
              'Ce qu’elle fait, ce qu’elle ne fait pas, à quel rythme. Mise en forme Markdown : **gras**, listes, liens.',
            )}
            rows={6}
            value={valueIn(sent, 'mandate', body?.mandate)}
            error={about(refusal, 'body-mandate')}
          />
          <Checks
            name="decides"
            legend="Elle décide"
            radio
            checked={[valueIn(sent, 'decides', body?.decides ?? 'majority')]}
            options={(['majority', 'consent'] as const).map(value => ({ value, label: DECIDING_WORDS[value] }))}
            error={about(refusal, 'body-decides')}
          />
          <Input
            name="quorum"
            inputmode="numeric"
            label="Quorum, en pour cent des sièges (facultatif)"
            hint="Combien doivent prendre part pour qu’elle décide. Vide : aucun n’est demandé."
            value={valueIn(sent, 'quorum', body?.quorum?.toString())}
            error={about(refusal, 'body-quorum')}
          />
          <Checks
            name="alone"
            legend="Entre deux réunions"
            checked={(sent === undefined ? body?.alone : sent['alone'] === 'oui') ? ['oui'] : []}
            options={[
              {
                value: 'oui',
                label: 'Qui la préside peut décider en son nom',
                hint: 'Jamais deux fois de suite pour le même dossier : personne ne valide seul à deux niveaux.',
              },
            ]}
          />
        </Form>
      </Card>
    </BodyFrame>
  )
}

/** Adding a seat, or changing it. */
export const SeatFormPage = (
  props: Framed & {
    body: Body
    members: readonly { id: string; name: string }[]
    /** The one that changes. */
    seat?: SeatHeld
    /** The one that it will sit for. */
    holder?: SeatHeld | undefined
    today: string
  },
) => {
  const { actor, body, members, seat, holder, sent, refusal } = props
  const here = `${bodyPath(actor, body)}/sieges`
  const codes = ['seat-title', 'seat-holder', 'seat-person', 'seat-name', 'seat-email', 'seat-since', 'seat-until', 'seat-served-after'] // biome-ignore format: one line
  const substitutes = (seat?.substituteOf ?? holder) != null
  return (
    <BodyFrame
      {...props}
      under={body}
      title={seat ? 'Changer le siège' : holder ? 'Donner un suppléant' : 'Ajouter un siège'}
      lede={
        seat ? (
          <bdi>{seat.name}</bdi>
        ) : holder ? (
          <>
            {fr`Siège quand `}
            <bdi>{holder.name}</bdi>
            {fr` est absent·e, avec les mêmes droits.`}
          </>
        ) : (
          typo('Une fonction dans l’instance, et la personne qui la tient.')
        )
      }
      said={refusal !== undefined && codes.includes(refusal.code)}
    >
      <Card>
        <Form
          action={seat ? `${here}/${seat.id}` : `${here}/nouveau`}
          submit={seat ? 'Enregistrer le siège' : 'Ajouter le siège'}
        >
          {holder && <input type="hidden" name="substituteOf" value={holder.id} />}
          <Input
            name="title"
            label="À quel titre"
            hint={typo('Par exemple : vice-présidente déléguée à l’insertion.')}
            value={valueIn(sent, 'title', seat?.title)}
            error={about(refusal, 'seat-title')}
          />
          {!seat && (
            <Select
              name="person"
              label="Un membre de l’organisation"
              value={valueIn(sent, 'person')}
              options={[
                { value: '', label: 'Quelqu’un d’autre, nommé ci-dessous' },
                ...members.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              error={about(refusal, 'seat-person', 'seat-holder')}
            />
          )}
          {(!seat || seat.person === null) && (
            <>
              <Input
                name="name"
                label={seat ? 'Nom' : 'Ou le nom d’une personne sans compte'}
                value={valueIn(sent, 'name', seat?.name)}
                error={about(refusal, 'seat-name', ...(seat ? ['seat-holder'] : []))}
              />
              <Input
                name="email"
                type="email"
                label="Son adresse électronique (facultatif)"
                hint="Les convocations y partent. Pour un membre, l’adresse de son compte sert."
                value={valueIn(sent, 'email', seat?.email ?? '')}
                error={about(refusal, 'seat-email')}
              />
            </>
          )}
          {!substitutes && (
            <Select
              name="role"
              label="Rôle"
              value={valueIn(sent, 'role', seat?.role ?? 'member')}
              options={(['member', 'chair', 'secretary'] as const).map(value => ({ value, label: ROLE_WORDS[value] }))}
              error={about(refusal, 'seat-role')}
            />
          )}
          {!seat && (
            <Input
              name="since"
              type="date"
              label="Premier jour"
              value={valueIn(sent, 'since', props.today)}
              error={about(refusal, 'seat-since')}
            />
          )}
          <Input
            name="until"
            type="date"
            label="Dernier jour (facultatif)"
            hint={seat ? 'Pour mettre fin au siège. Qui le supplée s’arrête avec lui.' : 'Vide : sans date de fin.'}
            value={valueIn(sent, 'until', seat?.until ?? '')}
            error={about(refusal, 'seat-until', 'seat-served-after')}
          />
        </Form>
      </Card>
      {seat && seat.substituteOf === null && (
        <Card id="suppleant" title="Quand cette personne est absente">
          <p>{fr`Un suppléant siège à sa place, avec les mêmes droits, et compte pour elle dans le quorum.`}</p>
          <div class="actions">
            <ButtonLink href={`${here}/nouveau?supplee=${seat.id}`}>Lui donner un suppléant</ButtonLink>
          </div>
        </Card>
      )}
      {seat && (
        <Card id="retrait" title={fr`Une erreur ?`}>
          <p>Un siège qui n’a jamais servi se retire sans laisser de trace dans l’instance ; le journal la garde.</p>
          <FormButton action={`${here}/${seat.id}/retrait`}>Retirer le siège</FormButton>
        </Card>
      )}
    </BodyFrame>
  )
}
