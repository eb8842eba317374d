/** The calendar of an organisation: what has a day in every feature, by month and by year, and as a feed that programs read. */
export { type Column, type EntriesOf, type Entry, meets, type Span, type Standing, standingOn } from './calendar.ts'
export { feedsOfPerson } from './feeds.ts'
export { calendarRoutes } from './routes.tsx'
export { CALENDAR_WORDS } from './words.ts'
