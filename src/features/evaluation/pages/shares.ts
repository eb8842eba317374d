import type { ShareKnown } from '../rules/standing.ts'
import type { Campaign, ShareAction } from '../shares.ts'

/** The actions that a share still has. */
export const inShare = ({ actions }: Pick<Campaign, 'actions'>): ShareAction[] =>
  actions.filter(({ removed }) => !removed)

/** What is known of a share, for the steps of its cycle. */
export function shareOf(campaign: Campaign): ShareKnown {
  const actions = inShare(campaign)
  const validated = actions.filter(({ state }) => state === 'validated').length
  return {
    year: campaign.year,
    submitted: campaign.state === 'submitted' || campaign.state === 'designated',
    designated: campaign.state === 'designated',
    written: validated + actions.filter(({ state }) => state === 'submitted').length,
    validated,
    actions: actions.length,
  }
}

export const calledOf = ({ code, title }: { code: string; title: string }) => [code, title].filter(Boolean).join(' ')
