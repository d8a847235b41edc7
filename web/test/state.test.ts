import { expect, it } from "vitest";
import { read, write, type View } from "../src/state";

const fallback: View = { lang: "nl", theme: "auto", run: "", measure: "unmet", product: "all", year: 2035, quantile: "p50", per: "1000", wijk: "", area: "", order: "name" };

it("a link brings the whole view back", () => {
  const view: View = { lang: "en", theme: "dark", run: "0f", measure: "clients", product: "track-3", year: 2028, quantile: "p95", per: "total", wijk: "WK034403", area: "BU03440331", order: "value" };
  expect(read(write(view), fallback)).toEqual(view);
});

it("what a link does not know falls back", () => {
  expect(read("?lang=fr&theme=pink&year=soon&quantile=p51", fallback)).toEqual(fallback);
});
