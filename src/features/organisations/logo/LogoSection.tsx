import { Card, FileInput, Form, FormButton, fr, Section } from '#ui'
import { about, type Refused } from '../pages/Belonging.tsx'
import { type Logo, logoAddress } from './logos.ts'

/** Sides of what is shown, in pixels: as wide as a phone, as high as a few lines. */
const SHOWN = { width: 240, height: 120 }

/** The logo of an organisation as it is, and the way to give another. */
export const LogoSection = (props: {
  siren: string
  name: string
  logo: Logo | null
  refused?: Refused | undefined
}) => {
  const { siren, name, logo, refused } = props
  return (
    <Section id="logo" title="Logo" aside="en couverture des bilans, des fiches et des diaporamas">
      <Card>
        {logo ? (
          <>
            <LogoImage src={logoAddress(siren, logo)} {...{ name, logo }} />
            <FormButton small action={`/organisations/${siren}/logo/retrait`}>
              Retirer le logo
            </FormButton>
          </>
        ) : (
          <p>{fr`Aucun logo : les couvertures portent le nom de l’organisation seul.`}</p>
        )}
        <Form action={`/organisations/${siren}/logo`} submit={logo ? 'Remplacer le logo' : 'Ajouter le logo'} files>
          <FileInput
            name="logo"
            id="fichier-logo"
            label={logo ? 'Nouveau logo' : 'Fichier du logo'}
            hint={fr`PNG ou JPEG, 1 Mo et 4 000 pixels de côté au plus. Pas de SVG, qui peut contenir un programme. L’image est redessinée : la date et le lieu qu’un téléphone y écrit ne sont pas gardés.`}
            accept=".png,.jpg,.jpeg"
            error={refused?.code.startsWith('logo-') && about(refused, refused.code)}
          />
        </Form>
      </Card>
    </Section>
  )
}

/** A logo in a page, on white whatever the page is: that is what logos are drawn for. @param name of whose it is */
export const LogoImage = (props: { src: string; name: string; logo: Pick<Logo, 'width' | 'height'> }) => {
  const { src, name, logo } = props
  const scale = Math.min(1, SHOWN.width / logo.width, SHOWN.height / logo.height)
  return (
    <img
      class="logo"
      src={src}
      alt={fr`Logo : ${name}`}
      width={Math.max(1, Math.round(logo.width * scale))}
      height={Math.max(1, Math.round(logo.height * scale))}
    />
  )
}
