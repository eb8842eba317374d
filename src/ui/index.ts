/**
 * How it looks: the page, its components, its charts, French wording of numbers and dates.
 * Props are plain data: it knows no feature.
 */
export { type Asset, assets, font, gridScript, styles, uploadScript } from './assets.ts'
export { BarSeries, type BarSeriesProps, type SeriesPoint } from './charts/BarSeries.tsx'
export { Bullet, type BulletMark, type BulletProps } from './charts/Bullet.tsx'
export { Figure, type FigureProps } from './charts/Figure.tsx'
export { type BarItem, HorizontalBars, type HorizontalBarsProps } from './charts/HorizontalBars.tsx'
export { considerationParts, ShareBar, type ShareLook, type SharePart } from './charts/ShareBar.tsx'
export { Filters, Form, FormButton, SearchForm } from './form-frames.tsx'
export * from './format.ts'
export { Checks, FileInput, Input, Select, TextArea } from './forms.tsx'
export { Icon, type IconName } from './icons.tsx'
export { Markdown, type People, plainMarkdown } from './Markdown.tsx'
export * from './marks.tsx'
export { Breadcrumb, Button, ButtonLink, type Crumb, Pagination, type PaginationProps, Tabs } from './navigation.tsx'
export { Brand, Hero, type MenuKey, Page, PageHead, type PageProps } from './Page.tsx'
export type { Space, SpaceLink } from './Space.tsx'
export * from './surfaces.tsx'
export { type Column, Table, type TableProps } from './Table.tsx'
export { type Task, Todo } from './Todo.tsx'
export { fr, typo } from './typo.ts'
