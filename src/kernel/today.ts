const paris = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The calendar day in Paris at an instant, as `YYYY-MM-DD`: the law counts days there. */
export function parisDay(instant: Date): string {
  return paris.format(instant)
}
