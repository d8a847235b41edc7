/** The whole view as the address bar holds it: a link brings it back exactly. */

export type Language = "nl" | "en";
export type Theme = "auto" | "light" | "dark";
export type Quantile = "p5" | "p25" | "p50" | "p75" | "p95";

export type Order = "name" | "value";

export interface View {
  lang: Language;
  theme: Theme;
  run: string;
  measure: string;
  product: string;
  year: number;
  quantile: Quantile;
  per: "total" | "1000";
  wijk: string;
  area: string;
  /** Of the list. */
  order: Order;
}

const quantiles: readonly string[] = ["p5", "p25", "p50", "p75", "p95"];

export function read(search: string, fallback: View): View {
  const given = new URLSearchParams(search);
  const text = (name: keyof View, known?: readonly string[]) => {
    const value = given.get(name);
    return value !== null && (!known || known.includes(value)) ? value : String(fallback[name]);
  };
  const year = Number(given.get("year"));
  return {
    lang: text("lang", ["nl", "en"]) as Language,
    theme: text("theme", ["auto", "light", "dark"]) as Theme,
    run: text("run"),
    measure: text("measure"),
    product: text("product"),
    year: Number.isInteger(year) && year > 1900 ? year : fallback.year,
    quantile: text("quantile", quantiles) as Quantile,
    per: text("per", ["total", "1000"]) as View["per"],
    wijk: text("wijk"),
    area: text("area"),
    order: text("order", ["name", "value"]) as Order,
  };
}

export function write(view: View): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(view)) {
    if (value !== "") {
      given.set(name, String(value));
    }
  }
  return `?${given}`;
}
