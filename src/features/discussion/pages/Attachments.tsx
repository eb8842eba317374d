import { type Actor, allows } from '#features/organisations'
import type { Refusal } from '#kernel'
import {
  ButtonLink,
  Card,
  count,
  Disclosure,
  FileInput,
  Form,
  fileSize,
  fr,
  Moment,
  Page,
  PageHead,
  RefusalAlert,
  Section,
  Table,
  TextArea,
  typo,
} from '#ui'
import { attachmentPath } from '../addresses.ts'
import type { Attached, Attachment } from '../attachments/attachments.ts'
import { ACCEPT, KINDS } from '../attachments/kinds.ts'
import { LARGEST } from '../attachments/store.ts'
import type { Subject } from '../discussion.ts'
import type { Frame, View } from '../host.ts'
import { Who } from './CommentCard.tsx'

/** The files that are attached to a subject, and the form to attach one, for whoever may: a section of its page. */
export const Attachments = (props: { about: Subject; actor: Actor; found: Attached; view: View }) => {
  const { about, actor, found, view } = props
  const writes = allows(about.writers, actor.membership.roles)
  const present = found.attachments.filter(({ removed }) => removed === null)
  const { held } = found
  const refused = view.about === 'attachment' ? view.refusal?.message : undefined
  return (
    <Section id="pieces" title="Pièces" aside={present.length > 0 ? count(present.length, 'pièce') : undefined}>
      {present.length === 0 ? (
        <p class="muted">Aucune pièce jointe.</p>
      ) : (
        <Card flush>
          <Table
            id="pieces-table"
            caption="Pièces jointes, par nom"
            hideCaption
            stack
            columns={[
              {
                head: 'Pièce',
                cell: one => (
                  <a href={attachmentPath({ path: about.path, id: one.id })} download>
                    <bdi>{one.name}</bdi>
                  </a>
                ),
              },
              { head: 'Nature', cell: ({ kind, bytes }) => fr`${KINDS[kind].label}, ${fileSize(bytes)}` },
              {
                head: 'Jointe par',
                cell: ({ personId, at }) => (
                  <>
                    <Who id={personId} people={found.people} />
                    <small>
                      le <Moment at={at} short />
                    </small>
                  </>
                ),
              },
              ...(writes && held.detach === null
                ? [
                    {
                      head: 'Retirer',
                      cell: ({ id, name }: Attachment) => (
                        <a href={`${attachmentPath({ path: about.path, id })}/retrait`}>
                          Retirer
                          <span class="sr-only">
                            {' '}
                            <bdi>{name}</bdi>
                          </span>
                        </a>
                      ),
                    },
                  ]
                : []),
            ]}
            rows={present}
          />
        </Card>
      )}
      <Removed {...found} />
      {writes && (held.attach ?? held.detach) !== null && (
        <p class="small muted">{typo([held.attach, held.detach].filter(Boolean).join(' '))}</p>
      )}
      {writes && held.attach === null && (
        <Form action={`${about.path}/pieces`} submit="Joindre la pièce" aside files>
          <FileInput
            name="piece"
            label="Fichier à joindre"
            hint={fr`${fileSize(LARGEST)} au plus : PDF, image, document ODT, ODS, ODP, DOCX, XLSX ou PPTX sans macros, texte ou CSV en UTF-8.`}
            accept={ACCEPT}
            error={refused && typo(refused)}
          />
        </Form>
      )}
    </Section>
  )
}

const Removed = ({ attachments, people }: Pick<Attached, 'attachments' | 'people'>) => {
  const removed = attachments.filter(one => one.removed !== null)
  if (removed.length === 0) return null
  return (
    <Disclosure summary={count(removed.length, 'pièce retirée', 'pièces retirées')}>
      <ul class="stack stack--tight small">
        {removed.map(
          ({ name, removed: how }) =>
            how && (
              <li>
                <bdi>{name}</bdi>
                {fr` : retirée par `}
                <Who id={how.by} people={people} /> le <Moment at={how.at} short />.{' '}
                <bdi>{`«\u00a0${how.reason}\u00a0»`}</bdi>
              </li>
            ),
        )}
      </ul>
    </Disclosure>
  )
}

/** What removing an attachment means, and why. */
export const RemovalPage = (props: {
  about: Subject
  frame: Frame
  attachment: Attachment
  reason?: string | undefined
  refusal?: Refusal | undefined
}) => {
  const { about, frame, attachment, refusal } = props
  const ofReason = refusal?.code === 'reason-length'
  return (
    <Page
      title={`Retirer une pièce : ${about.title}`}
      {...frame}
      width="text"
      crumbs={[{ label: about.title, href: about.path }]}
      crumb="Retirer une pièce"
    >
      <PageHead title="Retirer une pièce" lede={<bdi>{attachment.name}</bdi>} />
      {refusal && !ofReason && <RefusalAlert title="Rien n’a changé" message={refusal.message} />}
      <Card>
        <p>
          Elle ne pourra plus être téléchargée. Son nom restera, avec le vôtre, la date et la raison. Le fichier sera
          effacé un jour plus tard.
        </p>
        <Form action={`${attachmentPath({ path: about.path, id: attachment.id })}/retrait`} submit="Retirer la pièce">
          <TextArea
            name="motif"
            label="Pourquoi elle est retirée"
            value={props.reason}
            error={ofReason && typo(refusal.message)}
          />
        </Form>
      </Card>
      <div class="actions">
        <ButtonLink href={`${about.path}#pieces`}>Revenir sans retirer</ButtonLink>
      </div>
    </Page>
  )
}
