import { formatSiret } from '#kernel'
import { ButtonLink, Card, fr, Page, PageHead, Table } from '#ui'
import { type Publication, publicationsOf } from '../publications.ts'
import { PUBLICATION_COLUMNS } from './columns.tsx'

/** Everything that an organisation published, for everybody, latest first. */
export const PublicationsPage = ({
  publications,
  publicUrl,
}: {
  publications: readonly Publication[]
  publicUrl: string
}) => {
  const latest = publications.at(-1)
  if (latest === undefined) return null
  const { name, siren } = latest
  const here = publicationsOf(siren)
  return (
    <Page
      title={`Publications – ${name}`}
      description={`Ce que ${name} a publié de ses achats, avec les données et de quoi refaire chaque calcul.`}
      demo={latest.example}
      canonical={publicUrl + here}
      feed={{ href: `${here}/flux.atom`, title: `Publications : ${name}` }}
      linked={`${here}/catalogue.jsonld`}
    >
      <PageHead
        title={<bdi>{name}</bdi>}
        chips={<span class="tag">SIREN {formatSiret(siren)}</span>}
        lede={fr`Ce que cette organisation a publié de ses achats. Chaque publication garde son numéro et son adresse : elle se corrige par une autre, ou se retire avec un motif, sans disparaître.`}
        actions={<ButtonLink href={`${here}/flux.atom`}>S’abonner (flux Atom)</ButtonLink>}
      />
      <Card flush>
        <Table
          id="publications"
          caption="Publications, de la plus récente à la plus ancienne"
          hideCaption
          stack
          columns={PUBLICATION_COLUMNS}
          rows={[...publications].reverse()}
        />
      </Card>
    </Page>
  )
}
