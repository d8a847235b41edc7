/** The map: boundaries come once as tiles, colours come with every year. A graphics card draws it, or else the processor. */

import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { bounds, type Box, type Level } from "../api";
import { el } from "../dom";
import type { Language } from "../state";
import { hasCard } from "./map/card";
import "./map/map.css";

export interface MapChoice {
  /** Which areas have a colour. */
  level: Level;
  /** Which are outlined, and can be one's own. */
  frame: Level;
  /** What it is a map of. */
  title: string;
  lang: Language;
  isDark: boolean;
  /** Where to look, as an address holds it; empty: at all of it, or at the box. */
  position: string;
  box: Box | undefined;
  /** A reader pointed at an area. */
  chosen(code: string): void;
  /** A reader moved the map. */
  moved(position: string): void;
  /** What is said of an area under the pointer, name and all. */
  told(code: string): string;
}

export interface AreaMap {
  /** @param told Colours; null where nothing may be told or is known, which is hatched. What is not named has none. */
  show(told: ReadonlyMap<string, string | null>, isDark: boolean): Promise<void>;
  /**
   * @param own Code of the own wijk, outlined; empty for none.
   * @param box Of the own wijk: the map goes there when it is chosen, and back to the whole when it is let go.
   */
  select(code: string, own: string, box: Box | undefined): Promise<void>;
  /** Hands the colours that were shown last to the screen, at once; tiles may still be on their way. */
  paint(): Promise<void>;
  /** Until everything that was asked of the map is on the screen. */
  settled(): Promise<void>;
  remove(): void;
}

// On its way while the map is asked for.
const drawing = hasCard() ? byCard() : import("./map/sheet-map").then((module) => module.SheetMap);
drawing.catch(() => undefined);

/** What a card draws with is large, and comes in two parts at once. */
function byCard() {
  document.head.append(el("link", { rel: "prefetch", crossorigin: "", href: workerUrl }));
  return import("./map/card-map").then((module) => module.CardMap);
}

export async function openMap(container: HTMLElement, choice: MapChoice): Promise<AreaMap> {
  const [kind, all] = await Promise.all([drawing, bounds(choice.level)]);
  return new kind(container, choice, all);
}
