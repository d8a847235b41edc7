/** The map of the difference, and what its colours say. */

import type { Difference, Place } from "../../api";
import { el } from "../../dom";
import { roundUp, shown } from "../../format";
import { differenceCell, differenceColour, disagreementOf, noDifference, steps } from "../../palette";
import * as legend from "../../parts/legend";
import { openMap, type AreaMap } from "../../parts/map";
import type { Stage } from "../../shell";
import type { StateOf } from "../../state";
import type { fields, WhatIf } from "../what-if";
import { levelWord } from "../../words";
import * as list from "./list";
import type { Places } from "./places";
import { tell } from "./words";

/** What is coloured. */
export interface Shown {
  places: Places;
  rows: readonly Difference[];
}

export class MapSide {
  readonly canvas = el("div", { id: "map", role: "application", class: "skeleton" });
  readonly legend = el("div", { id: "legend" });
  private readonly at = new Map<string, Difference>();
  private map: AreaMap | undefined;
  private drawnAs = "";
  private opened: Promise<void> = Promise.resolve();
  private parts: readonly Place[] = [];

  constructor(
    private readonly stage: Stage<StateOf<typeof fields>>,
    private readonly view: () => WhatIf,
  ) {}

  close(): void {
    this.drawnAs = "";
    this.map?.remove();
  }

  /** A map in the language and the colours of now, without a difference. */
  open(places: Places): Promise<void> {
    const drawAs = `${this.stage.lang} ${this.stage.isDark}`;
    if (this.drawnAs !== drawAs) {
      this.drawnAs = drawAs;
      this.opened = this.openAs(drawAs, places);
      this.opened.catch(() => (this.drawnAs = ""));
    }
    return this.opened;
  }

  private async openAs(drawAs: string, { parts, level }: Places): Promise<void> {
    const { stage } = this;
    this.map?.remove();
    this.map = undefined;
    const map = await openMap(this.canvas, {
      level,
      frame: level,
      title: levelWord(stage.lang, "map", level),
      lang: stage.lang,
      isDark: stage.isDark,
      position: stage.state.map,
      box: undefined,
      chosen: (area) => stage.change({ area }),
      moved: (moved) => stage.keep({ map: moved }),
      told: (code) => `${parts.find((p) => p.code === code)?.name ?? code}: ${list.text(this.at.get(code), this.view())}`,
    });
    if (this.drawnAs !== drawAs) {
      // Another language or theme was chosen meanwhile, or another view.
      map.remove();
      return;
    }
    this.map = map;
    this.parts = parts;
    await this.showNone();
  }

  private async showNone(): Promise<void> {
    const { isDark } = this.stage;
    await this.map?.show(new Map(this.parts.map(({ code }) => [code, noDifference(isDark)])), isDark);
    await this.map?.select("", "", undefined);
  }

  /** @param now What is told of each area. */
  async show({ places, rows }: Shown, now: readonly Difference[], area: string): Promise<void> {
    this.at.clear();
    now.forEach((row) => this.at.set(row.area, row));
    const domain = roundUp(Math.max(...rows.map((row) => Math.abs(row.mean))));
    this.drawLegend(domain, rows[0]?.unit ?? "", places.isSchematic);
    await this.map?.show(this.tints(places.parts, domain), this.stage.isDark);
    await this.map?.select(area, "", undefined);
    this.canvas.classList.remove("skeleton");
  }

  /** Nothing is compared. */
  async clear(): Promise<void> {
    this.canvas.classList.remove("skeleton");
    this.legend.replaceChildren();
    // Colours of what was compared before say nothing without a legend.
    this.at.clear();
    await this.showNone();
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.map?.settled();
  }

  private tints(parts: readonly Place[], domain: number): Map<string, string | null> {
    const { isDark } = this.stage;
    return new Map(
      parts.map(({ code }) => {
        const row = this.at.get(code);
        const tint = !row ? null : row.p_equal === 1 ? noDifference(isDark) : differenceColour(row.mean / domain, disagreementOf(row.p_lower, row.p_higher), isDark);
        return [code, tint] as const;
      }),
    );
  }

  private drawLegend(domain: number, unit: string, isSchematic: boolean): void {
    const { lang, isDark } = this.stage;
    const end = shown(domain, unit, lang, domain < 1 ? 2 : undefined);
    legend.show(
      this.legend,
      {
        title: tell(lang, "legend"),
        rows: steps.map((count, doubt) => Array.from({ length: count }, (_, tint) => differenceCell(doubt, tint, isDark))),
        sides: [tell(lang, "agree"), tell(lang, "disagree")],
        ends: [`${end} ${tell(lang, "less")}`, "0", `${end} ${tell(lang, "more")}`],
        hidden: tell(lang, "no_run"),
        isSchematic,
      },
      lang,
    );
  }
}
