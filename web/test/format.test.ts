import { expect, it } from "vitest";
import { decimal, plain, range, roundUp, rounded, shown } from "../src/format";

it("writes numbers as the reader does", () => {
  expect(shown(1234.5, "hours", "nl")).toBe("1.235");
  expect(shown(1234.5, "hours", "en")).toBe("1,235");
  expect(shown(123456789000, "eur_cents", "nl")).toBe("€ 1.234,6 mln");
  expect(shown(2.345, "weeks", "nl")).toBe("2,3");
});

it("writes what is less than nothing with a minus, and what rounds to nothing without one", () => {
  expect([shown(-1234, "persons", "nl"), decimal(-0.005, "nl"), shown(-0.04, "weeks", "en"), shown(-2e8, "eur_cents", "en")]).toEqual(["−1.234", "−0,005", "0", "€ −2 m"]);
});

it("shows no more digits than an interval carries", () => {
  expect(rounded(1234, 1000, 1500)).toBe(1230);
  expect(range(14, 307, "persons", "nl")).toBe("10 tot 310");
  expect(range(7, 7, "persons", "en")).toBe("7");
});

it("gives spreadsheets the comma that they expect", () => {
  expect(plain(1.5, "nl")).toBe("1,5");
  expect(plain(null, "nl")).toBe("");
});

it("ends scales at round numbers, never below", () => {
  expect([196, 125, 200, 0.07, 0].map(roundUp)).toEqual([200, 150, 200, 0.07, 1]);
});
