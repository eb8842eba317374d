import type { Rule } from '#features/organisations'

/** Who corrects in the organisation's name; every member reads. */
export const CORRECTORS: Rule = {
  words: 'aux personnes qui administrent l’organisation, conduisent le schéma ou achètent',
  roles: ['administrator', 'scheme-lead', 'buyer'],
}
