/** Where a difference can be told: of a city the whole and its wijken, of a country the gemeenten. */

import * as api from "../../api";
import { finestOf } from "../where/levels";

export interface Places {
  /** What is more than its parts; none of a country, which is no area itself. */
  whole: readonly api.Place[];
  parts: readonly api.Place[];
  level: "wijk" | "gemeente";
  /** The whole first. */
  all: readonly api.Place[];
  isSchematic: boolean;
}

export async function places(): Promise<Places> {
  const level = finestOf(["wijk", "gemeente"], await api.levels());
  const [parts, whole] = await Promise.all([api.places(level), level === "wijk" ? api.places("gemeente") : undefined]);
  const wholes = whole?.places ?? [];
  return { whole: wholes, parts: parts.places, level, all: [...wholes, ...parts.places], isSchematic: parts.schematic };
}
