/** How runs stand to each other. */

import type { RunSummary } from "../api";

/** Whether future k of one is future k of the other, as far as a list of runs tells. */
export const isPaired = (a: RunSummary, b: RunSummary) => a.seed === b.seed && a.replicates === b.replicates && a.grain === b.grain && a.base_year === b.base_year;
