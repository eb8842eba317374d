import type { KeptMessage } from '#platform/mail'
import { ButtonLink, Card, count, Disclosure, Empty, Facts, fr, Moment, Page, PageHead, Table, typo } from '#ui'

/** The mails that would have been sent, the latest first. */
export const OutboxPage = ({ mails }: { mails: readonly KeptMessage[] }) => (
  <Page title="Courriels" demo>
    <PageHead title="Courriels" lede={typo('Ici les courriels ne partent pas : ils sont écrits sur le disque.')} />
    {mails.length === 0 ? (
      <Empty title="Aucun courriel">
        <p>Ceux que la plateforme enverrait apparaîtront ici : invitations, mots de passe à choisir, rappels.</p>
      </Empty>
    ) : (
      <Card flush>
        <Table
          id="courriels"
          caption={fr`${count(mails.length, 'courriel')}, du plus récent au plus ancien.`}
          columns={COLUMNS}
          rows={mails}
          stack
        />
      </Card>
    )}
  </Page>
)

const COLUMNS = [
  { head: 'Objet', cell: ({ id, subject }: KeptMessage) => <a href={`/courriels/${id}`}>{subject}</a> },
  { head: 'Destinataire', cell: ({ to }: KeptMessage) => <bdi>{to}</bdi> },
  { head: 'Écrit le', cell: ({ writtenAt }: KeptMessage) => <Moment at={writtenAt} short />, nowrap: true },
]

/** One of them, as its recipient would read it. */
export const OutboxMailPage = ({ mail }: { mail: KeptMessage }) => (
  <Page title={mail.subject} width="text" demo crumbs={[{ label: 'Courriels', href: '/courriels' }]}>
    <PageHead title={mail.subject} />
    <Facts
      facts={[
        { term: 'De', value: mail.from },
        { term: 'À', value: mail.to },
        ...(mail.replyTo ? [{ term: 'Réponse à', value: mail.replyTo }] : []),
        { term: 'Écrit le', value: <Moment at={mail.writtenAt} /> },
      ]}
    />
    <Card>
      {mail.paragraphs.map(paragraph => (
        <p class="prose--written">{paragraph}</p>
      ))}
      {mail.link && (
        <div class="actions">
          <ButtonLink href={mail.link.href}>{mail.link.label}</ButtonLink>
        </div>
      )}
    </Card>
    {mail.attachment && (
      <Disclosure summary={<bdi>{mail.attachment.name}</bdi>}>
        <pre tabindex={0}>{mail.attachment.text}</pre>
      </Disclosure>
    )}
  </Page>
)
