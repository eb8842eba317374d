import { z } from 'zod'
import { type Model, model, THEMES, type Theme } from './model.ts'
import building from './models/batiment.json' with { type: 'json' }
import circular from './models/circulaire.json' with { type: 'json' }
import ecology from './models/ecologie.json' with { type: 'json' }
import companies from './models/entreprises.json' with { type: 'json' }
import insertion from './models/insertion.json' with { type: 'json' }
import steering from './models/pilotage.json' with { type: 'json' }
import daily from './models/quotidien.json' with { type: 'json' }
import solidarity from './models/solidarite.json' with { type: 'json' }

const FILES: readonly (readonly unknown[])[] = [
  ecology,
  building,
  circular,
  daily,
  insertion,
  solidarity,
  companies,
  steering,
]

let read: readonly Model[] | undefined

/** The model actions, by theme in the order of {@link THEMES}. */
export function library(): readonly Model[] {
  const rank = (theme: Theme) => Object.keys(THEMES).indexOf(theme)
  read ??= z
    .array(model)
    .parse(FILES.flat())
    .sort((one, other) => rank(one.theme) - rank(other.theme))
  return read
}
