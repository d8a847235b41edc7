/** Waar is hulp nodig? A map of buurten, and what is known of one of them. */

import * as api from "../api";
import { el } from "../dom";
import { colourOf, domainOf, figuresOf, type Figure } from "../figures";
import { shown } from "../format";
import { keepFocus } from "../parts/focus";
import * as legend from "../parts/legend";
import type { AreaMap } from "../parts/map";
import { cell, tints } from "../palette";
import type { Showing, Stage, Turn } from "../shell";
import { oneOf, position, text, whole, type Quantile, type StateOf } from "../state";
import { nameOf, say } from "../words";
import * as controls from "./where/controls";
import * as list from "./where/list";
import * as panel from "./where/panel";
import { storyOf } from "./where/story";

export type Order = "name" | "value";

export const fields = {
  run: text(),
  measure: text("unmet"),
  product: text("all"),
  year: whole(0, 1900, 2200),
  quantile: oneOf<Quantile>(["p5", "p25", "p50", "p75", "p95"], "p50"),
  per: oneOf<"total" | "1000">(["total", "1000"], "1000"),
  wijk: text(),
  area: text(),
  order: oneOf<Order>(["name", "value"], "name"),
  map: position(),
};

/** What is chosen, and in which language it is said. */
export type View = StateOf<typeof fields> & { lang: Stage<unknown>["lang"] };

export const open = (stage: Stage<StateOf<typeof fields>>): Showing => new WhereView(stage);

class WhereView implements Showing {
  private readonly choices = el("form", { id: "choices" });
  private readonly canvas = el("div", { id: "map", role: "application", class: "skeleton" });
  private readonly legend = el("div", { id: "legend" });
  private readonly panel = el("aside", { id: "panel" });
  private readonly places = el("section", { id: "places", tabindex: "-1" });
  private readonly skip = el("a", { class: "utrecht-skip-link utrecht-skip-link--visible-on-focus", href: "#places" });
  private readonly told = el("p", { class: "unseen", "aria-live": "polite" });
  private map: Promise<AreaMap> | undefined;
  private drawnAs = "";
  private isMapThere = false;
  private figures = new Map<string, Figure>();
  private unit = "";

  constructor(private readonly stage: Stage<StateOf<typeof fields>>) {
    // Somebody may have made a run since.
    api.forgetRuns();
    const side = el("section", { id: "map-side" }, this.choices, this.canvas, this.legend);
    stage.into.append(this.skip, el("div", { class: "sides-by-side" }, side, this.panel, this.places), this.told);
  }

  close(): void {
    void this.map?.then((map) => map.remove(), () => undefined);
  }

  private get view(): View {
    return { ...this.stage.state, lang: this.stage.lang };
  }

  async show(turn: Turn): Promise<void> {
    const { stage } = this;
    this.skip.textContent = say(stage.lang, "skip_list");
    const coming = this.openedMap();
    // Whoever goes first tells what went wrong, and the others have nothing to add.
    coming.catch(() => undefined);
    const [all, buurten, wijken] = await Promise.all([api.runs(), api.places("buurt"), api.places("wijk")]);
    // A run by wijk knows nothing of buurten.
    const runs = all.filter((r) => r.levels.includes("buurt"));
    if (turn.isOver()) {
      return;
    }
    if (runs.length === 0) {
      this.canvas.classList.remove("skeleton");
      this.panel.replaceChildren(el("p", { class: "hint" }, say(stage.lang, "no_runs")));
      return;
    }
    const run = (runs.find((r) => r.id === stage.state.run) ?? runs.find((r) => r.name === api.BaseScenario) ?? (runs[0] as api.RunSummary)).id;
    const details = await api.run(run);
    this.settle(run, details);
    const { measure, product, year } = stage.state;
    const values = await api.values(run, measure, year, "buurt", product);
    if (turn.isOver()) {
      return;
    }
    const { view } = this;
    this.figures = figuresOf(values, view);
    this.unit = values.unit;
    const domain = domainOf(values, view);
    const drawn = this.drawMap(turn, coming, domain, wijken.places);
    drawn.catch(() => undefined);
    if (this.isMapThere) {
      // Where there is a map, one looks at it: the words follow.
      await drawn;
    }
    if (turn.isOver()) {
      return;
    }
    keepFocus(() => controls.choices(this.choices, view, runs, details, wijken.places, (part) => this.change(part)));
    this.drawLegend(domain, values.unit, buurten.schematic);
    keepFocus(() => list.show(this.places, buurten.places, this.figures, values, view, (area) => stage.change({ area }), (order) => stage.change({ order })));
    await this.drawPanel(turn, details, buurten.places, wijken.places);
    await drawn;
  }

  /** What nobody chose is chosen now, so that a link says all of it. */
  private settle(run: string, details: api.RunDetails): void {
    const { year, measure, per } = this.stage.state;
    this.stage.keep({
      run,
      year: Math.min(Math.max(year || new Date().getFullYear(), details.first_year), details.last_year),
      per: measure === "population" ? "total" : per,
    });
  }

  private change(part: Partial<View>): void {
    // Another wijk is another place to look at; who moved the map did so for the one before.
    this.stage.change(part.wijk === undefined ? part : { ...part, area: "", map: "" });
  }

  /** Boundaries come while the figures do. There is one map; another language or theme takes another. */
  private openedMap(): Promise<AreaMap> {
    const { stage, map: before } = this;
    const drawAs = `${stage.lang} ${stage.isDark}`;
    if (!before || this.drawnAs !== drawAs) {
      this.drawnAs = drawAs;
      this.isMapThere = false;
      const made = this.newMap(before);
      this.map = made;
      made.catch(() => this.map === made && (this.map = undefined));
      return made;
    }
    return before;
  }

  private async newMap(before: Promise<AreaMap> | undefined): Promise<AreaMap> {
    const { stage } = this;
    const [{ openMap }, wijken, old] = await Promise.all([
      import("../parts/map"),
      api.places("wijk"),
      before?.catch(() => undefined),
      // Asked here, so that it is there when the map asks for it.
      api.bounds("buurt"),
    ]);
    old?.remove();
    return openMap(this.canvas, {
      level: "buurt",
      lang: stage.lang,
      isDark: stage.isDark,
      position: stage.state.map,
      box: this.frameIn(wijken.places),
      chosen: (area) => stage.change({ area }),
      moved: (map) => stage.keep({ map }),
      told: (code) => list.figureText(this.figures.get(code), this.unit, this.view),
    });
  }

  private frameIn(wijken: readonly api.Place[]): api.Box | undefined {
    return wijken.find((w) => w.code === this.stage.state.wijk)?.box;
  }

  private async drawMap(turn: Turn, coming: Promise<AreaMap>, domain: number, wijken: readonly api.Place[]): Promise<void> {
    const map = await coming;
    if (turn.isOver()) {
      return;
    }
    const { state, isDark } = this.stage;
    const tints = [...this.figures.values()].map((f) => [f.code, colourOf(f, domain, isDark)?.css ?? null] as const);
    await Promise.all([map.show(new Map(tints), isDark), map.select(state.area, state.wijk, this.frameIn(wijken))]);
    await (this.isMapThere ? map.painted() : map.settled());
    // For who measures how long it took.
    performance.mark("coloured");
    await map.settled();
    this.isMapThere = true;
    this.canvas.classList.remove("skeleton");
  }

  private drawLegend(domain: number, unit: string, isSchematic: boolean): void {
    const { lang, isDark, state } = this.stage;
    legend.show(
      this.legend,
      {
        title: say(lang, "legend"),
        rows: tints.map((count, doubt) => Array.from({ length: count }, (_, tint) => cell(doubt, tint, isDark))),
        sides: [say(lang, "sure"), say(lang, "unsure")],
        ends: [shown(0, unit, lang), `≥ ${shown(domain, unit, lang, state.per === "1000" ? 1 : undefined)}`],
        hidden: say(lang, [...this.figures.values()].some((f) => f.reason === "not_allowed") ? "hidden_or_not_allowed" : "hidden_or_none"),
        isSchematic,
      },
      lang,
    );
  }

  private async drawPanel(turn: Turn, details: api.RunDetails, buurten: readonly api.Place[], wijken: readonly api.Place[]): Promise<void> {
    const { stage, view } = this;
    const place = buurten.find((b) => b.code === view.area);
    if (!place) {
      stage.name(`${say(view.lang, "title")} ${view.year}`);
      panel.empty(this.panel, view);
      return;
    }
    if (this.figures.get(place.code)?.reason === "not_allowed") {
      stage.name(place.name);
      panel.barred(this.panel, place.name, view);
      return;
    }
    const story = await storyOf(place, buurten, view);
    if (!turn.isOver()) {
      stage.name(`${place.name}: ${nameOf(view.measure, view.lang)} ${view.year}`);
      const wijk = wijken.find((w) => w.code === place.wijk)?.name ?? "";
      const subject = { code: place.code, name: place.name, wijk, figure: this.figures.get(place.code) };
      this.told.textContent = await panel.show(this.panel, subject, story, details, view, () => stage.print());
    }
  }
}
