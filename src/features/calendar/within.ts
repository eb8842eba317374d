import type { Actor } from '#features/organisations'

/** The calendar of an organisation, after its address. */
export const PATH = '/calendrier'
/** The address that programs read, a token and `.ics`. */
export const FEED = '/agendas/:feed'

export const calendarPath = ({ membership }: Actor) => `/organisations/${membership.organisation.siren}${PATH}`
export const feedPath = (actor: Actor) => `${calendarPath(actor)}/abonnement`
export const feedAddress = (url: string, token: string) => `${url}/agendas/${token}.ics`
