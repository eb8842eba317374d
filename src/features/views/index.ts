/** Lists that members come back to: the filters of an address under a name, whose meaning stays the list's. */
export { VIEW_WORDS } from './labels.ts'
export { viewsOfPerson } from './own-data.ts'
export { viewRoutes } from './routes.tsx'
export { keepingAt } from './rules.ts'
export { savedViews } from './SavedViews.tsx'
export type { KnownList } from './views.ts'
