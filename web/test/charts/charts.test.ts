import { expressionInterpreter } from "vega-interpreter";
import * as vega from "vega";
import * as lite from "vega-lite";
import { describe, expect, it } from "vitest";
import { millions, percent } from "../../src/charts/amounts";
import * as binding from "../../src/charts/binding";
import type { Chart, Spec } from "../../src/charts/chart";
import { live, paper } from "../../src/charts/colours";
import * as difference from "../../src/charts/difference";
import * as fan from "../../src/charts/fan";
import * as growth from "../../src/charts/growth";
import * as norm from "../../src/charts/norm";
import * as paired from "../../src/charts/paired";
import * as waterfall from "../../src/charts/waterfall";
import * as town from "./town";

/** As it is drawn: the complaints of the compiler, and the picture. */
async function drawn(spec: Spec): Promise<{ svg: string; complaints: string[] }> {
  const complaints: string[] = [];
  const logger = { level: () => logger, info: () => logger, debug: () => logger, error: (m: string) => (complaints.push(m), logger), warn: (m: string) => (complaints.push(m), logger) };
  const compiled = lite.compile(spec as unknown as Parameters<typeof lite.compile>[0], { logger: logger as never }).spec;
  const view = new vega.View(vega.parse(compiled, undefined, { ast: true }), { renderer: "none", expr: expressionInterpreter, logger: logger as never });
  return { svg: await view.toSVG(), complaints };
}

const every: [string, Chart<never>, unknown][] = [
  ["fan", fan as Chart<never>, { series: town.series, band: [] }],
  ["paired", paired as Chart<never>, { a: { name: "basis", series: town.series }, b: { name: "budget-25", series: town.series } }],
  ["difference", difference as Chart<never>, town.difference],
  ["waterfall", waterfall as Chart<never>, town.bridge],
  ["waterfall of two runs", waterfall as Chart<never>, { ...town.bridge, other: "bb", other_scenario: "b" }],
  ["growth", growth as Chart<never>, town.growth],
  ["binding", binding as Chart<never>, town.binding],
  ["norm", norm as Chart<never>, town.norm],
];

describe.each(every)("%s", (_, chart, data) => {
  it.each(["nl", "en"] as const)("is drawn without a complaint (%s)", async (lang) => {
    const { svg, complaints } = await drawn(chart.spec(data as never, { lang, colours: paper, width: 500 }));
    expect(complaints).toEqual([]);
    expect(svg).not.toMatch(/NaN|undefined|null/);
    expect(svg.match(/<path/g)?.length).toBeGreaterThan(2);
  });

  it("takes its colours from the page: none is its own", async () => {
    const { svg } = await drawn(chart.spec(data as never, { lang: "nl", colours: live, width: 500 }));
    expect(svg).toContain("var(--");
    expect(svg.match(/(?:fill|stroke)="(?:#(?!000")\w+|rgb[^"]*)"/g) ?? []).toEqual([]);
  });

  it("has a row of cells under every head", () => {
    for (const lang of ["nl", "en"] as const) {
      const { heads, rows } = chart.table(data as never, lang);
      expect(rows.length).toBeGreaterThan(1);
      expect(rows.map((r) => r.cells.length + 1)).toEqual(rows.map(() => heads.length));
    }
  });
});

it("says of a fan where it begins and where it may end", () => {
  const data = { series: town.series, band: [] };
  expect(fan.summary(data, "nl")).toBe("Van € 10 mln in 2023 naar € 13 mln in 2026; in 90 van de 100 toekomsten € 11 mln tot € 15 mln.");
  expect(fan.table(data, "en").rows[2]).toEqual({ head: "2025", cells: ["€ 12 m", "€ 11 m to € 13 m", "◐ estimated by a model"] });
});

it("keeps the lines of two scenarios from striking through their names", async () => {
  const two = { a: { name: "basis", series: town.series }, b: { name: "budget-25", series: town.series } };
  const { svg } = await drawn(paired.spec(two, { lang: "nl", colours: paper, width: 500 }));
  for (const name of ["basis", "budget-25"]) {
    const written = [...svg.matchAll(new RegExp(`<text[^>]*>${name}</text>`, "g"))].map(([text]) => text);
    expect(written.map((text) => text.includes(`stroke="${paper.panel}"`))).toEqual([true, false]);
  }
});

it("gives no sign to what rounds to nothing", () => {
  expect([percent(-0.0004, "nl"), percent(-0.006, "nl"), percent(0.0004, "en"), millions(-4e6, "nl"), millions(-1.2e8, "en")]).toEqual(["0,0%", "−0,6%", "0.0%", "0,0", "−1.2"]);
});

it("says in how many futures the second is lower", () => {
  expect(difference.summary(town.difference, "nl")).toBe(
    "In 96 van de 100 toekomsten is het in 2035 lager met budget-25 dan met basis; het verschil is −44 tot −12 (90% van de toekomsten).",
  );
  const points = [{ year: 2035, p5: 0, p50: 0, p95: 0, p_lower: 0, p_equal: 1, p_higher: 0 }];
  expect(difference.summary({ ...town.difference, points }, "nl")).toBe("In 100 van de 100 toekomsten is het in 2035 met budget-25 even veel als met basis.");
  expect(difference.table(town.difference, "en").rows[0]?.cells).toEqual(["−10", "−20 to +4", "80%", "5%", "15%"]);
});

it("names the largest reasons of a waterfall first, and its steps end where the last bar does", async () => {
  expect(waterfall.summary(town.bridge, "nl")).toBe(
    "De kosten gaan van € 200,0 mln in 2025 naar € 260,0 mln in 2035: 2,7% per jaar. Dat komt vooral door: alles wordt duurder (+40,0), aantal inwoners (+30,0), cliënten per inwoner (−10,0); in € mln.",
  );
  const { values } = waterfall.spec(town.bridge, { lang: "nl", colours: paper, width: 500 })["data"] as { values: { to: number; kind: string }[] };
  expect(values.map((v) => [v.kind, v.to])).toEqual([["total", 200], ["more", 230], ["less", 230], ["more", 260], ["total", 260]]);
  expect(waterfall.table(town.bridge, "nl").rows[1]?.cells).toEqual(["+30,0", "+30,0", "+30,0", "+25,0 tot +35,0", "1,40%", "◐ geschat door een model"]);
});

it("tells two runs apart by name, without a growth per year", () => {
  const two = { ...town.bridge, other: "bb", other_scenario: "budget-25" };
  expect(waterfall.summary(two, "en")).toContain("In 2035 care costs € 200.0 m with basis and € 260.0 m with budget-25.");
  expect(waterfall.table(two, "en").heads).not.toContain("a year");
  // Only what differs is drawn, from nothing to all of it.
  const { values } = waterfall.spec(two, { lang: "en", colours: paper, width: 500 })["data"] as { values: { name: string; from: number; to: number }[] };
  expect(values.map((v) => [v.from, v.to])).toEqual([[0, 30], [20, 30], [20, 60], [0, 60]]);
  expect(values.at(-1)?.name).toBe("together");
});

it("tells a small difference of two runs in thousands", () => {
  const few = town.bridge.parts.map((part) => ({ ...part, rows: part.rows.map((row) => ({ ...row, change: row.change / 1000 })) }));
  const two = { ...town.bridge, other: "bb", other_scenario: "b", parts: few };
  expect(waterfall.summary(two, "nl")).toContain("alles wordt duurder (+40,0), aantal inwoners (+30,0), cliënten per inwoner (−10,0); in € duizend.");
  expect(waterfall.table(two, "en").heads[0]).toBe("€ thousand");
});

it("says of two runs that cost the same that they do", async () => {
  const part = town.bridge.parts.at(-1) as waterfall.BridgePart;
  const same = { ...town.bridge, other: "bb", other_scenario: "b", parts: [{ ...part, end: part.begin, change: 0, rows: part.rows.map((row) => ({ ...row, change: 0 })) }] };
  expect(waterfall.summary(same, "en")).toBe("In 2035 care costs as much with basis as with b: € 200.0 m.");
  expect((await drawn(waterfall.spec(same, { lang: "en", colours: paper, width: 500 }))).complaints).toEqual([]);
});

it("marks what is assumed of growth, and leaves open what nobody gives", () => {
  expect(growth.table(town.growth, "nl").rows.map((r) => r.cells)).toEqual([
    ["1,0% ○", "–", "1,1%", "0,5% tot 1,6%"],
    ["–", "2,1% ●", "–", ""],
    ["–", "2,1% ●", "1,2%", "0,4% tot 2,0%"],
  ]);
  expect(growth.summary(town.growth, "nl")).toBe(
    "Reële groei per jaar volgens de bron: CPB 2027–2033: 2,1%. Deze projectie komt in 2028 op 1,2% (0,4% tot 2,0% in 90 van de 100 toekomsten).",
  );
});

it("says who waits and for want of what", () => {
  expect(binding.summary(town.binding, "nl")).toBe(
    "Eind 2035 wachten naar verwachting ongeveer 120 mensen, van wie 40 langer dan de norm. Wat het meest knelt: personeel (in 1 van 2 gebieden).",
  );
  expect(binding.table(town.binding, "nl").rows[0]?.cells).toEqual(["2035", "120", "40", "2,3", "personeel 90%", "spoor 3: aanvullende zorg"]);
  expect(norm.summary(town.norm, "en")).toBe("For every 100 requests 1 wait longer than the norm in 2030 and 3 in 2035 (middle of the futures).");
});
