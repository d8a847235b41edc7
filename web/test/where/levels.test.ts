import { describe, expect, it } from "vitest";
import { plain } from "../../src/parts/area-list";
import { frameOf, isMany, levelOf, levelsOf } from "../../src/views/where/levels";

const city = { gemeente: 1, wijk: 10, buurt: 111 };
const country = { gemeente: 342, wijk: 3_300, buurt: 13_594 };
const all = { levels: ["gemeente", "wijk", "buurt", "buurtteam"] };

describe("levels", () => {
  it("begins as fine as one can take in", () => {
    expect(levelOf("", levelsOf(all, city), city, false)).toBe("buurt");
    expect(levelOf("", levelsOf(all, country), country, false)).toBe("gemeente");
    expect(levelOf("", levelsOf(all, country), country, true)).toBe("buurt");
  });
  it("keeps to what somebody chose, as far as the run tells of it", () => {
    const byWijk = { levels: ["gemeente", "wijk"] };
    expect(levelOf("wijk", levelsOf(all, city), city, false)).toBe("wijk");
    expect(levelOf("buurt", levelsOf(byWijk, city), city, false)).toBe("wijk");
    expect(levelOf("buurt", levelsOf(all, country), country, false)).toBe("buurt");
  });
  it("offers no level on which there is nothing to compare", () => {
    expect(levelsOf(all, city)).toEqual(["buurt", "wijk"]);
    expect(levelsOf({ levels: ["gemeente"] }, city)).toEqual([]);
  });
  it("looks at a wijk of a city alone, at a gemeente of a country", () => {
    expect([frameOf(city), frameOf(country)]).toEqual(["wijk", "gemeente"]);
    expect([isMany("buurt", city), isMany("gemeente", country), isMany("wijk", country)]).toEqual([false, false, true]);
  });
});

describe("names that are looked for", () => {
  it("are the same without capitals and accents", () => expect(plain(" Súdwest-Fryslân")).toBe("sudwest-fryslan"));
});
