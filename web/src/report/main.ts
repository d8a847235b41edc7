/** A report: the same charts and words as the page, from figures that lie within the file itself. */

import { el, find } from "../dom";
import * as sections from "./sections";
import type { Report } from "./document";
import { tell } from "./words";
import "../style/index.css";
import "./report.css";

const report = JSON.parse(find("figures").textContent ?? "") as Report;
const { language: lang } = report;
const [first] = report.runs;
if (!first) {
  throw new Error("a report is of one run at least");
}

const made = [
  sections.key(report, first),
  sections.asked(report),
  sections.compared(report),
  sections.through(report, first),
  sections.wijken(report, first),
  sections.waiting(report, first),
  sections.why(report, first),
  sections.money(report, first),
  sections.rests(report),
  sections.card(report),
].filter((s) => s !== null);

find("head").append(
  el("p", { class: "brand" }, "Populatie"),
  el("h1", {}, document.title),
  el("nav", { "aria-label": tell(lang, "contents") }, el("ol", {}, ...made.map((s) => el("li", {}, el("a", { href: `#${s.id}` }, s.title))))),
);
find("report").append(...made.map((s) => el("section", { id: s.id, "aria-labelledby": `${s.id}-title` }, el("h2", { id: `${s.id}-title` }, s.title), ...s.inner)));
find("foot").append(el("p", {}, `Populatie ${first.details.card.version} · ${report.runs.map((r) => r.details.run.id).join(", ")}`));

void Promise.all(made.flatMap((s) => s.figures ?? []).map((f) => f.drawn)).then(() => {
  document.documentElement.dataset["drawn"] = "all";
});
