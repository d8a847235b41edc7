/** The map of a level, its colours, and what they say. */

import * as api from "../../api";
import { el } from "../../dom";
import { colourOf, type Figure } from "../../figures";
import { shown } from "../../format";
import * as legend from "../../parts/legend";
import type { AreaMap } from "../../parts/map";
import { cell, tints } from "../../palette";
import type { Stage, Turn } from "../../shell";
import type { StateOf } from "../../state";
import { levelWord, say } from "../../words";
import type { fields } from "../where";
import type { Frame } from "./levels";

/** What of it is on the map. */
export interface Shown {
  level: api.Level;
  frame: Frame;
  /** Where the own wijk or gemeente lies, when there is one. */
  box: api.Box | undefined;
}

export class MapSide {
  readonly canvas = el("div", { id: "map", role: "application", class: "skeleton" });
  readonly legend = el("div", { id: "legend" });
  /** Whether colours can be shown at once. */
  isThere = false;
  private map: Promise<AreaMap> | undefined;
  private drawnAs = "";

  /** @param told What is said of an area under the pointer. */
  constructor(
    private readonly stage: Stage<StateOf<typeof fields>>,
    private readonly told: (code: string) => string,
  ) {}

  close(): void {
    void this.map?.then((map) => map.remove(), () => undefined);
  }

  /** There is nothing to show. */
  clear(): void {
    this.canvas.classList.remove("skeleton");
  }

  /** Boundaries come while the figures do. There is one map; another level, language or theme takes another. */
  open(what: Shown): Promise<AreaMap> {
    const { stage, map: before } = this;
    const drawAs = `${what.level} ${what.frame} ${stage.lang} ${stage.isDark}`;
    if (!before || this.drawnAs !== drawAs) {
      this.drawnAs = drawAs;
      this.isThere = false;
      const made = this.newMap(what, before);
      this.map = made;
      made.catch(() => this.map === made && (this.map = undefined));
      return made;
    }
    return before;
  }

  private async newMap({ level, frame, box }: Shown, before: Promise<AreaMap> | undefined): Promise<AreaMap> {
    const { stage } = this;
    const [{ openMap }, old] = await Promise.all([
      import("../../parts/map"),
      before?.catch(() => undefined),
      // Asked here, so that it is there when the map asks for it.
      api.bounds(level),
    ]);
    old?.remove();
    return openMap(this.canvas, {
      level,
      frame,
      title: levelWord(stage.lang, "map", level),
      lang: stage.lang,
      isDark: stage.isDark,
      position: stage.state.map,
      box,
      chosen: (area) => stage.change({ area }),
      moved: (map) => stage.keep({ map }),
      told: this.told,
    });
  }

  /** @returns When everything is on the screen; its colours are there before that. */
  async show(turn: Turn, coming: Promise<AreaMap>, figures: Iterable<Figure>, domain: number, box: api.Box | undefined): Promise<void> {
    const map = await coming;
    if (turn.isOver()) {
      return;
    }
    const { state, isDark } = this.stage;
    const colours = Array.from(figures, (f) => [f.code, colourOf(f, domain, isDark)?.css ?? null] as const);
    await Promise.all([map.show(new Map(colours), isDark), map.select(state.area, state.wijk, box)]);
    await (this.isThere ? map.paint() : map.settled());
    // For who measures how long it took.
    performance.mark("coloured");
    this.isThere = true;
    this.canvas.classList.remove("skeleton");
  }

  /** Until tiles that are on their way are there too. */
  async settled(): Promise<void> {
    await (await this.map)?.settled();
  }

  drawLegend(domain: number, unit: string, isSchematic: boolean, isBarred: boolean): void {
    const { lang, isDark, state } = this.stage;
    legend.show(
      this.legend,
      {
        title: say(lang, "legend"),
        rows: tints.map((count, doubt) => Array.from({ length: count }, (_, tint) => cell(doubt, tint, isDark))),
        sides: [say(lang, "sure"), say(lang, "unsure")],
        ends: [shown(0, unit, lang), `≥ ${shown(domain, unit, lang, state.per === "1000" ? 1 : undefined)}`],
        hidden: say(lang, isBarred ? "hidden_or_not_allowed" : "hidden_or_none"),
        isSchematic,
      },
      lang,
    );
  }
}
