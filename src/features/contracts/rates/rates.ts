/** What the rates of one pillar are made of. Counts are contracts; amounts are whole cents, excluding VAT, ceilings counted once. */
export interface PillarSums {
  yes: number
  none: number
  unreadable: number
  clause: number
  criterion: number
  reserved: number
  amountFilled: number
  amountYes: number
}

/** Why an amount is left out of the rates in value; the first reason that applies. */
export interface ExcludedAmounts {
  missing: number
  below1: number
  above3e9: number
  sentinel: number
  frameworkRepeat: number
}

/** The maintained sums over some contracts (concessions apart). */
export interface Sums {
  contracts: number
  excludedAmounts: ExcludedAmounts
  /** Sum of the amounts that count, in cents. */
  amount: number
  social: PillarSums
  environmental: PillarSums
}

/** The rates of one pillar. A rate is a {@link shareOf} between 0 and 1; null without denominator. */
export interface PillarRates {
  /** Contracts whose field says yes or declares none. */
  filled: number
  yes: number
  declaredNone: number
  notFilled: number
  unreadable: number
  /** Contracts that carry each value; one contract may carry several. */
  clause: number
  criterion: number
  reserved: number
  /** yes ÷ filled. */
  rate: number | null
  /** yes ÷ all contracts notified: the lower bound, as if every silent contract had none. */
  rateOfNotified: number | null
  /** filled ÷ all contracts notified. */
  shareFilled: number | null
  /** The same in value, in cents: over amounts that count, a ceiling shared by several lines counted once. */
  amount: { filled: number; yes: number; rate: number | null }
}

export interface Rates {
  contracts: number
  excludedAmounts: ExcludedAmounts
  amount: number
  social: PillarRates
  environmental: PillarRates
}

const DIGITS = 15

/**
 * A share between 0 and 1, null without denominator, computed in whole numbers and cut, not rounded, after fifteen decimals: whatever
 * rounds it half up to fewer digits (a page, {@link publishedRates}) then gives what the exact fraction gives, rounded once.
 */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Number((BigInt(part) * 10n ** BigInt(DIGITS)) / BigInt(whole)) / 10 ** DIGITS
}

// Works on the decimal writing of the number, as the rounding of halves must: 0.11445 is 0.1145.
const fourDecimals = new Intl.NumberFormat('en', { maximumFractionDigits: 4 })
const rounded = (share: number | null) => (share === null ? null : Number(fourDecimals.format(share)))

/** The rates as programs read them: every share rounded to four decimals, half up. */
export function publishedRates(rates: Rates): Rates {
  const pillar = (of: PillarRates): PillarRates => ({
    ...of,
    rate: rounded(of.rate),
    rateOfNotified: rounded(of.rateOfNotified),
    shareFilled: rounded(of.shareFilled),
    amount: { ...of.amount, rate: rounded(of.amount.rate) },
  })
  return { ...rates, social: pillar(rates.social), environmental: pillar(rates.environmental) }
}

/** What {@link publishedRates} rounded, exact again: a page rounds it in its own way, once. */
export function exactRates(rates: Rates): Rates {
  const pillar = (of: PillarRates): PillarRates => ({
    ...of,
    rate: shareOf(of.yes, of.filled),
    rateOfNotified: shareOf(of.yes, rates.contracts),
    shareFilled: shareOf(of.filled, rates.contracts),
    amount: { ...of.amount, rate: shareOf(of.amount.yes, of.amount.filled) },
  })
  return { ...rates, social: pillar(rates.social), environmental: pillar(rates.environmental) }
}

/**
 * The legally expected rates, in number and in value (article L2111-3 CCP: indicators "in number of contracts or in value" on the real
 * rates of socially and ecologically responsible purchases). Over the filled contracts; the share filled always goes with it.
 */
export function ratesOf(sums: Sums): Rates {
  const { contracts, excludedAmounts, amount } = sums
  return {
    contracts,
    excludedAmounts,
    amount,
    social: pillarRates(sums.social, contracts),
    environmental: pillarRates(sums.environmental, contracts),
  }
}

function pillarRates(sums: PillarSums, contracts: number): PillarRates {
  const filled = sums.yes + sums.none
  return {
    filled,
    yes: sums.yes,
    declaredNone: sums.none,
    notFilled: contracts - filled - sums.unreadable,
    unreadable: sums.unreadable,
    clause: sums.clause,
    criterion: sums.criterion,
    reserved: sums.reserved,
    rate: shareOf(sums.yes, filled),
    rateOfNotified: shareOf(sums.yes, contracts),
    shareFilled: shareOf(filled, contracts),
    amount: { filled: sums.amountFilled, yes: sums.amountYes, rate: shareOf(sums.amountYes, sums.amountFilled) },
  }
}
