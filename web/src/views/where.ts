/** Waar is hulp nodig? A map of areas, and what is known of one of them. */

import * as api from "../api";
import { el } from "../dom";
import { domainOf, figuresOf, type Figure } from "../figures";
import { AreaList } from "../parts/area-list";
import { keepFocus } from "../parts/focus";
import { presented } from "../parts/presented";
import type { Showing, Stage, Turn } from "../shell";
import { oneOf, position, text, whole, type Quantile, type StateOf } from "../state";
import { levelWord, nameOf, say } from "../words";
import * as controls from "./where/controls";
import { frameOf, isMany, levelOf, levelsOf } from "./where/levels";
import * as list from "./where/list";
import { MapSide } from "./where/map-side";
import * as panel from "./where/panel";
import { scopeOf, type Scope } from "./where/scope";
import { storyOf } from "./where/story";

export type Order = "" | "name" | "value";

export const fields = {
  run: text(),
  measure: text("unmet"),
  product: text("all"),
  year: whole(0, 1900, 2200),
  quantile: oneOf<Quantile>(["p5", "p25", "p50", "p75", "p95"], "p50"),
  per: oneOf<"total" | "1000">(["total", "1000"], "1000"),
  level: oneOf<"" | api.Level>(["", "buurt", "wijk", "gemeente"], ""),
  /** The own wijk, or of a country the own gemeente. */
  wijk: text(),
  area: text(),
  order: oneOf<Order>(["", "name", "value"], ""),
  map: position(),
};

/** What is chosen, and in which language it is said. */
export type View = StateOf<typeof fields> & { lang: Stage<unknown>["lang"] };

export const open = (stage: Stage<StateOf<typeof fields>>): Showing => new WhereView(stage);

class WhereView implements Showing {
  private readonly choices = el("form", { id: "choices" });
  private readonly panel = el("aside", { id: "panel" });
  private readonly places = el("section", { id: "places", tabindex: "-1" });
  private readonly skip = el("a", { class: "utrecht-skip-link utrecht-skip-link--visible-on-focus", href: "#places" });
  private readonly told = el("p", { class: "unseen", "aria-live": "polite" });
  private readonly map: MapSide;
  private readonly list: AreaList;
  /** Runs with a level that they name and tell nothing of: published tables hold no buurten. */
  private readonly untold = new Set<string>();
  private figures = new Map<string, Figure>();
  private names = new Map<string, string>();
  private unit = "";

  constructor(private readonly stage: Stage<StateOf<typeof fields>>) {
    // Somebody may have made a run since.
    api.forgetRuns();
    this.map = new MapSide(stage, (code) => `${this.names.get(code) ?? code}: ${list.figureText(this.figures.get(code), this.unit, this.view)}`);
    this.list = new AreaList(this.places, (area) => stage.change({ area }));
    const side = el("section", { id: "map-side" }, this.choices, this.map.canvas, this.map.legend);
    stage.into.append(this.skip, el("div", { class: "sides-by-side" }, side, this.panel, this.places), this.told);
    // The largest part of the page, on its way while the first questions are asked.
    void import("../parts/map").catch(() => undefined);
  }

  close(): void {
    this.map.close();
  }

  private get view(): View {
    return { ...this.stage.state, lang: this.stage.lang };
  }

  async show(turn: Turn): Promise<void> {
    const { stage } = this;
    const [all, areas] = await Promise.all([api.runs(), api.levels()]);
    if (turn.isOver()) {
      return;
    }
    const runs = all.filter((r) => levelsOf(r, areas).length > 0);
    const run = api.chosenRun(runs, stage.state.run);
    if (!run) {
      this.map.clear();
      this.panel.replaceChildren(el("p", { class: "hint" }, say(stage.lang, "no_runs")));
      return;
    }
    const levels = levelsOf(run, areas).filter((one) => !this.untold.has(`${run.id} ${one}`));
    const level = levelOf(stage.state.level, levels, areas, stage.state.wijk !== "");
    this.skip.textContent = levelWord(stage.lang, "skip_list", level);
    const [scope, details] = await Promise.all([scopeOf(level, frameOf(areas), stage.state.wijk, isMany(level, areas)), api.run(run.id)]);
    if (turn.isOver()) {
      return;
    }
    const coming = this.map.open({ level, frame: scope.frame, box: scope.own?.box });
    // Whoever goes first tells what went wrong, and the others have nothing to add.
    coming.catch(() => undefined);
    this.settle(run.id, level, details, scope);
    const { measure, product, year } = stage.state;
    const values = await api.values(run.id, measure, year, level, product);
    if (turn.isOver()) {
      return;
    }
    const { view } = this;
    this.figures = figuresOf(values, view);
    if (levels.length > 1 && !scope.all.some(({ code }) => this.figures.has(code))) {
      this.untold.add(`${run.id} ${level}`);
      return this.show(turn);
    }
    this.names = scope.names;
    this.unit = values.unit;
    const domain = domainOf(values, view);
    const coloured = scope.coloured.flatMap(({ code }) => this.figures.get(code) ?? []);
    const drawn = this.map.show(turn, coming, coloured, domain, scope.own?.box);
    drawn.catch(() => undefined);
    if (this.map.isThere) {
      // Where there is a map, one looks at it: the words follow.
      await drawn;
      await presented();
    }
    if (turn.isOver()) {
      return;
    }
    const offered = { runs, details, frames: scope.frames, frame: scope.frame, levels };
    keepFocus(() => controls.choices(this.choices, view, offered, (part) => this.change(part, areas)));
    this.map.drawLegend(domain, values.unit, scope.isSchematic, coloured.some((f) => f.reason === "not_allowed"));
    this.list.show(list.listing(scope, this.figures, values, view, (order) => stage.change({ order })));
    await this.drawPanel(turn, details, scope);
    await drawn;
    await this.map.settled();
  }

  /** What nobody chose is chosen now, so that a link says all of it; and in place of what is not there, what is. */
  private settle(run: string, level: api.Level, details: api.RunDetails, scope: Scope): void {
    const { year, per, product } = this.stage.state;
    const measure = known(this.stage.state.measure, fields.measure.fallback, details.measures.map((m) => m.name));
    this.stage.keep({
      run,
      level,
      measure,
      product: known(product, fields.product.fallback, details.products),
      wijk: scope.own?.code ?? "",
      year: Math.min(Math.max(year || new Date().getFullYear(), details.first_year), details.last_year),
      per: measure === "population" ? "total" : per,
    });
  }

  private change(part: Partial<View>, areas: api.Levels): void {
    if (part.wijk !== undefined) {
      // Another wijk is another place to look at; who moved the map did so for the one before. Of a country one looks closer.
      const isLarge = frameOf(areas) === "gemeente";
      this.stage.change({ ...part, area: "", map: "", ...(isLarge ? { level: "" as const } : {}) });
    } else {
      this.stage.change(part.level === undefined ? part : { ...part, area: "" });
    }
  }

  private async drawPanel(turn: Turn, details: api.RunDetails, scope: Scope): Promise<void> {
    const { stage, view } = this;
    const place = scope.all.find((b) => b.code === view.area);
    if (!place) {
      stage.name(`${say(view.lang, "title")} ${view.year}`);
      panel.empty(this.panel, view, scope.level);
      return;
    }
    if (this.figures.get(place.code)?.reason === "not_allowed") {
      stage.name(place.name);
      panel.barred(this.panel, place.name, view);
      return;
    }
    const story = await storyOf(place, scope, view);
    if (!turn.isOver()) {
      stage.name(`${place.name}: ${nameOf(view.measure, view.lang)} ${view.year}`);
      const subject = { code: place.code, name: place.name, within: scope.within(place), level: scope.level, figure: this.figures.get(place.code) };
      this.told.textContent = await panel.show(this.panel, subject, story, details, view, () => stage.print());
    }
  }
}

/** What was chosen, where that is there; else what one begins with, or what there is. */
const known = (chosen: string, first: string, there: readonly string[]): string => [chosen, first].find((one) => there.includes(one)) ?? there[0] ?? chosen;
