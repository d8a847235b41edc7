import { expect, it } from "vitest";
import { chartOf, sourcesOf, type ActYear, type Growth } from "../../src/money/answers";
import { costSentence, gapSentence, sourceLines } from "../../src/money/sentences";
import { besideTable, boughtTable } from "../../src/money/tables";
import { series } from "../charts/town";

const spread = (p5: number, p50: number, p95: number) => ({ p5, p50, p95 });

const year = (unbought: ReturnType<typeof spread>): ActYear => ({
  act: "wmo",
  year: 2035,
  vintage: 0.021,
  vintage_basis: "assumed",
  own: spread(0.001, 0.01, 0.02),
  money: 2e8,
  cost: spread(1.9e8, 2e8, 2.2e8),
  buys: spread(1.8e8, 1.9e8, 2e8),
  volume: spread(1.9e8, 2e8, 2.1e8),
  unbought,
  unbought_share: spread(0, 0.05, 0.1),
  unbought_hours: spread(0, 123456, 200000),
});

const growth = (unbought: ReturnType<typeof spread>): Growth => ({
  vintage: "cpb-2027-2033",
  period_steps: 6,
  price_year: 2025,
  rates: [
    { vintage: "cpb-2022-2025", line: "care", year: 2025, growth: 0.027, basis: "published", source: "CPB" },
    { vintage: "cpb-2027-2033", line: "wmo", year: 2028, growth: 0.021, basis: "published", source: "CPB" },
    { vintage: "cpb-2027-2033", line: "wlz", year: 2028, growth: 0.041, basis: "published", source: "CPB" },
  ],
  years: [year(unbought)],
  index: [
    { line: "wmo", year: 2028, index: 102.1 },
    { line: "wlz", year: 2028, index: 104.1 },
  ],
});

it("says what the money cannot buy, and when it is enough", () => {
  expect(gapSentence(growth(spread(2e6, 1e7, 2e7)), "Wmo", 2035, "nl")).toBe(
    "Met de groei van CPB 2027–2033 is er € 200 mln. Dat is te weinig voor 5% van die zorg: voor € 2,0 tot 20,0 mln.",
  );
  expect(gapSentence(growth(spread(0, 0, 2e7)), "Wmo", 2035, "en")).toContain("in 5 of 100 it falls short by € 20.0 m or more");
  expect(gapSentence(growth(spread(0, 0, 2e4)), "Wmo", 2035, "nl")).toContain("genoeg geld");
  expect(gapSentence(growth(spread(0, 0, 0)), "Jeugd", 2035, "nl")).toBe("");
});

it("says what care will cost, and at which prices", () => {
  expect(costSentence(series, "Wmo", 2026, "real", "nl")).toBe("In 2026 kost de Wmo naar verwachting € 11 tot 15 mln, in prijzen van 2024.");
  expect(costSentence(series, "Wmo", 2024, "nominal", "en")).toBe("In 2024 the Wmo cost € 11.0 m.");
});

it("shows a vintage that tells no acts apart as one of all care", () => {
  const told = growth(spread(0, 0, 0));
  expect(chartOf(told, "Wmo", 2018, 2040).rates.map((r) => r.line)).toEqual(["care", "wmo"]);
  expect(chartOf(told, "Jeugd", 2018, 2040).rates.map((r) => r.line)).toEqual(["care"]);
  expect(sourcesOf(told, "Wmo")).toHaveLength(2);
});

it("puts what the money buys in rows, and lines of care beside each other", () => {
  const { heads, rows } = boughtTable(growth(spread(2e6, 1e7, 2e7)), "Wmo", "nl");
  expect(rows).toHaveLength(1);
  expect(rows[0]?.cells).toEqual(["2,1% ○", "1,0% ◐", "200,0", "190,0 tot 220,0", "190,0", "2,0 tot 20,0", "5,0%", "123.000"]);
  expect(heads).toHaveLength(9);
  expect(besideTable(growth(spread(0, 0, 0)), "en")).toEqual({ heads: ["Year", "Wmo", "Wlz"], rows: [{ head: "2028", cells: ["102.1", "104.1"] }] });
});

it("names sources that are ours in the language of the reader, and what was published as it was", () => {
  const told: Growth = {
    ...growth(spread(0, 0, 0)),
    rates: [
      { vintage: "cpb-2027-2033", line: "wmo", year: 2028, growth: 0.021, basis: "published", source: "CPB" },
      { vintage: "cpb-2027-2033", line: "wmo", year: 2034, growth: 0.021, basis: "assumed", source: "assumed: CPB gives none" },
    ],
    dutch_sources: { "assumed: CPB gives none": "aangenomen: het CPB geeft er geen" },
  };
  expect(sourceLines(told, "Wmo", "nl").map((line) => line.split("): ")[1])).toEqual(["CPB", "aangenomen: het CPB geeft er geen"]);
  expect(sourceLines(told, "Wmo", "en", "Wmo, ").map((line) => line.split("): ")[1])).toEqual(["CPB", "assumed: CPB gives none"]);
});
