import { ButtonLink } from '#ui'

/** What follows the address of an action or of an indicator in those of its files, and that of a scheme in those of its whole text. */
export const SHEET = 'fiche/:format'
export const WHOLE = 'document/:format'

/** The way to a sheet, to be read and to be changed. @param at the address of what it is of @param of what it is, for those who hear the links alone */
export const SheetLinks = ({ at, of, query = '' }: { at: string; of: string; query?: string }) => (
  <>
    {(['pdf', 'docx'] as const).map(format => (
      <ButtonLink icon="download" href={`${at}/${format}${query}`} download>
        {format === 'pdf' ? 'PDF' : 'Word'}
        <span class="sr-only">{` ${of}`}</span>
      </ButtonLink>
    ))}
  </>
)
