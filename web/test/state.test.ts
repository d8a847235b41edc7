import { expect, it } from "vitest";
import { oneOf, position, read, text, whole, write } from "../src/state";

const fields = { run: text(), measure: text("unmet"), year: whole(2035, 1900, 2200), quantile: oneOf(["p5", "p50", "p95"], "p50"), map: position() };

it("a link brings the whole view back", () => {
  const state = { run: "0f", measure: "clients", year: 2028, quantile: "p95" as const, map: "5.12345,52.09876,12.5" };
  expect(read(fields, write(state))).toEqual(state);
});

it("what a link does not know falls back", () => {
  const fallback = { run: "", measure: "unmet", year: 2035, quantile: "p50", map: "" };
  expect(read(fields, new URLSearchParams("year=soon&quantile=p51&map=here"))).toEqual({ ...fallback });
  expect(read(fields, new URLSearchParams("year=99999&map=5,52"))).toEqual(fallback);
});

it("what was not chosen does not lengthen a link", () => {
  expect(write({ run: "", year: 2035 }).toString()).toBe("year=2035");
});
