/** Where a difference can be told: the whole, and its wijken. */

import * as api from "../../api";

export interface Places {
  gemeenten: readonly api.Place[];
  wijken: readonly api.Place[];
  /** The whole first. */
  all: readonly api.Place[];
  isSchematic: boolean;
}

export async function places(): Promise<Places> {
  const [gemeente, wijk] = await Promise.all([api.places("gemeente"), api.places("wijk")]);
  return { gemeenten: gemeente.places, wijken: wijk.places, all: [...gemeente.places, ...wijk.places], isSchematic: wijk.schematic };
}
