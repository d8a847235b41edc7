/** At which level areas are told: as fine as one can take in, and of a country what lies in the gemeente that is chosen. */

import type { Level, Levels } from "../../api";

/** From fine to coarse. */
export const known = ["buurt", "wijk", "gemeente"] as const satisfies readonly Level[];

/** Areas that can be taken in together, on a map and in a list. */
const Most = 1000;

/** What somebody can have as their own, and look at alone: a wijk of a city, a gemeente of a country. */
export type Frame = "wijk" | "gemeente";

export const frameOf = (areas: Levels): Frame => ((areas.gemeente ?? 0) > 1 ? "gemeente" : "wijk");

export const isMany = (level: Level, areas: Levels) => (areas[level] ?? 0) > Most;

/** Levels that a run tells of, and that have something to compare. */
export const levelsOf = (run: { levels: readonly string[] }, areas: Levels): Level[] => known.filter((level) => run.levels.includes(level) && (areas[level] ?? 0) > 1);

/** The finest of these, from fine to coarse, that can be taken in as a whole. */
export const finestOf = <L extends Level>(offered: readonly [...L[], L], areas: Levels): L => offered.find((level) => !isMany(level, areas)) ?? (offered.at(-1) as L);

/**
 * @param chosen What somebody chose; empty where nobody did.
 * @param isFramed Whether one wijk or gemeente is looked at alone.
 */
export function levelOf(chosen: string, offered: readonly Level[], areas: Levels, isFramed: boolean): Level {
  const own = offered.find((level) => level === chosen);
  const few = offered.find((level) => isFramed || !isMany(level, areas));
  return own ?? few ?? offered.at(-1) ?? "gemeente";
}
