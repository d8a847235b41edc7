/** Wat kost het? What care will cost, what financiers assumed of it, and why it grows. */

import * as api from "../api";
import type { Table } from "../charts/chart";
import * as fan from "../charts/fan";
import { figure } from "../charts/figure";
import * as growthChart from "../charts/growth";
import * as waterfall from "../charts/waterfall";
import { el } from "../dom";
import { chartOf, type Act, type Growth } from "../money/answers";
import { costSentence, gapSentence, pricesOf, sourceLines } from "../money/sentences";
import { besideTable, boughtTable } from "../money/tables";
import { actions } from "../parts/actions";
import { keepFocus } from "../parts/focus";
import { isPaired } from "../parts/runs";
import { sourceText } from "../parts/assumed";
import { rests } from "../parts/rests";
import { folded, scrolling, table } from "../parts/table";
import type { Showing, Stage, Turn } from "../shell";
import { oneOf, text, whole, type StateOf } from "../state";
import { say } from "../words";
import { choices, firstYear } from "./cost/choices";
import { bridgePath, downloads, growthPath } from "./cost/paths";
import { tell } from "./cost/words";
import "./cost/cost.css";

export const fields = {
  run: text(),
  act: oneOf<Act>(["Wmo", "Jeugd"], "Wmo"),
  money: oneOf<"nominal" | "real">(["nominal", "real"], "real"),
  from: whole(0, 1900, 2200),
  to: whole(0, 1900, 2200),
  /** Another run that the waterfall leads to; empty for two years of one run. */
  with: text(),
  vintage: text("", /^[a-z0-9-]{0,32}$/),
  period: oneOf<"6" | "7">(["6", "7"], "6"),
  /** A growth of one's own, in percent a year. */
  own: text("", /^-?\d{0,2}(\.\d{1,2})?$/),
};

export type Chosen = StateOf<typeof fields>;

/** Of all money that is asked for, the table begins here: with the first vintage. */
const FirstYear = 2018;

export const open = (stage: Stage<Chosen>): Showing => new CostView(stage);

interface Told {
  runs: readonly api.RunSummary[];
  details: api.RunDetails;
  growth: Growth;
  bridge: waterfall.Bridge;
  series: api.Series;
}

class CostView implements Showing {
  private readonly form = el("form", { id: "cost-choices", class: "choices" });
  private readonly answer = el("div", { class: "answer" });

  constructor(private readonly stage: Stage<Chosen>) {
    this.form.addEventListener("submit", (event) => event.preventDefault());
    stage.into.append(el("div", { class: "cost" }, this.form, this.answer));
  }

  close(): void {}

  async show(turn: Turn): Promise<void> {
    const { stage } = this;
    const runs = await api.runs();
    if (turn.isOver()) {
      return;
    }
    const run = api.chosenRun(runs, stage.state.run)?.id;
    if (run === undefined) {
      this.answer.replaceChildren(el("p", { class: "hint" }, say(stage.lang, "no_runs")));
      return;
    }
    const details = await api.run(run);
    this.settle(runs, details);
    const { state } = stage;
    const [growth, bridge] = await Promise.all([api.get<Growth>(growthPath(state)), api.get<waterfall.Bridge>(bridgePath(state))]);
    const series = await api.series(run, state.money === "real" ? "cost_real" : "cost_nominal", bridge.area, state.act);
    if (turn.isOver()) {
      return;
    }
    stage.name(`${tell(stage.lang, "title")} ${state.act} ${state.to}`);
    keepFocus(() => choices(this.form, state, stage.lang, runs, details, growth, (part) => stage.change(part)));
    await this.draw({ runs, details, growth, bridge, series });
  }

  /** What nobody chose is chosen now, so that a link says all of it. */
  private settle(runs: readonly api.RunSummary[], details: api.RunDetails): void {
    const { from, to, with: other } = this.stage.state;
    const first = firstYear(details);
    const last = Math.min(Math.max(to || details.last_year, first + 1), details.last_year);
    this.stage.keep({
      run: details.run.id,
      from: Math.min(Math.max(from, first), last - 1),
      to: last,
      // A difference is told future by future.
      with: runs.some((r) => r.id === other && r.id !== details.run.id && isPaired(r, details.run)) ? other : "",
    });
  }

  private async draw({ details, growth, bridge, series }: Told): Promise<void> {
    const { state, lang } = this.stage;
    const { act, money, to } = state;
    const prices = pricesOf(money, bridge.price_year, lang);
    const cost = figure(fan, { series, band: [] }, lang, `cost-${act}-${money}`, `${tell(lang, "cost_of")} ${act}, ${prices}`);
    const data = chartOf(growth, act, FirstYear, details.last_year);
    const rates = figure(growthChart, data, lang, `growth-${act}`, `${tell(lang, "growth_of")} ${act}`);
    const why = figure(waterfall, bridge, lang, "bridge", `${act}: ${tell(lang, bridge.other ? "why_other" : "why")}, ${prices}`);
    const open = [...this.answer.querySelectorAll("details")].map((d) => d.open);
    this.answer.replaceChildren(
      el("p", { class: "sentence", id: "cost-sentence" }, `${costSentence(series, act, to, money, lang)} ${gapSentence(growth, act, to, lang)}`.trim()),
      el("p", { class: "hint" }, tell(lang, "given_care")),
      el(
        "div",
        { class: "columns" },
        column(
          section(`${tell(lang, "cost_of")} ${act}`, el("p", { class: "hint" }, prices), cost.element),
          section(`${act}: ${tell(lang, bridge.other ? "why_other" : "why")}`, el("p", { class: "hint" }, prices), why.element, downloads(lang, "bridge", bridgePath(state))),
        ),
        column(
          section(
            tell(lang, "growth_title"),
            el("p", { class: "hint" }, tell(lang, "real_only")),
            rates.element,
            el("h3", {}, tell(lang, "table_title")),
            scrolling(tell(lang, "table_title"), plainTable(growthChart.table(data, lang), "growth-table")),
            el("p", { class: "summary" }, tell(lang, "marks")),
            downloads(lang, "growth", growthPath(state)),
            el("h3", {}, tell(lang, "bought")),
            el("p", { class: "hint" }, tell(lang, "bought_hint")),
            scrolling(tell(lang, "bought"), plainTable(boughtTable(growth, act, lang), "bought-table")),
            ...this.moves(growth),
            folded(tell(lang, "beside"), plainTable(besideTable(growth, lang))),
          ),
        ),
      ),
      section(tell(lang, "sources"), this.sources(growth, act)),
      rests(["published", "estimated", "assumed", details.observed_basis], details, lang),
      actions(null, lang, () => this.stage.print()),
    );
    this.answer.querySelectorAll("details").forEach((d, i) => (d.open = open[i] ?? false));
    await Promise.all([cost.drawn, rates.drawn, why.drawn]);
  }

  /** Care that moves from Wlz and Zvw is in no vintage: it stands apart. */
  private moves(growth: Growth): HTMLElement[] {
    const { lang } = this.stage;
    const moves = growth.moves ?? [];
    return moves.length === 0
      ? [el("p", { class: "hint" }, tell(lang, "no_moves"))]
      : [el("p", { class: "hint" }, `${tell(lang, "moves")} ${moves.map((m) => `${m.subject} (${m.start}; ${sourceText(m.effect.source, growth, lang)})`).join("; ")}`)];
  }

  private sources(growth: Growth, act: Act): HTMLElement {
    const { lang } = this.stage;
    return el("ul", { class: "marks", id: "growth-sources" }, ...sourceLines(growth, act, lang).map((line) => el("li", {}, line)));
  }
}

const column = (...inner: HTMLElement[]) => el("div", { class: "column" }, ...inner);

const section = (title: string, ...inner: HTMLElement[]) => el("section", {}, el("h2", {}, title), ...inner);

const plainTable = ({ heads, rows }: Table, id?: string) => table(heads, rows, id ? { id } : {});
