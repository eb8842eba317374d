// The scheme of 500 actions, 2 000 indicators and 10 years that several benchmarks use.

export const [ACTIONS, INDICATORS, FROM, TO] = [500, 2000, 2016, 2025]
export const SIREN = '229900998'
export const YEARS = Array.from({ length: TO - FROM + 1 }, (_, n) => FROM + n)

/** Its text. @param more what an indicator has beside its label, its T0 and its target: where it belongs, what it is */
export const largeScheme = (more: (n: number) => object) => ({
  format: 'mieuxdisant-scheme/1',
  code: 'banc',
  title: 'Banc d’essai',
  from: `${FROM}-01-01`,
  to: `${TO}-12-31`,
  buyers: [{ siren: SIREN, name: 'Acheteur' }],
  axes: [1, 2, 3].map(n => ({ key: `x-${n}`, code: String(n), title: `Axe ${n}` })),
  actions: Array.from({ length: ACTIONS }, (_, n) => ({
    key: `a-${n}`,
    parent: `x-${1 + (n % 3)}`,
    code: `1.${n}`,
    title: `Action ${n} : acheter mieux, et le mesurer chaque année`,
    description: 'Ce que fait l’action, pour qui, avec qui. '.repeat(20),
  })),
  indicators: Array.from({ length: INDICATORS }, (_, n) => ({
    key: `i-${n}`,
    label: `Indicateur ${n} : ce qui est compté`,
    direction: 'up',
    baseline: { period: String(FROM - 1), value: '10' },
    targets: [{ period: String(TO), value: '9000' }],
    ...more(n),
  })),
})
