/** What an assumption is called, and where it comes from, in the language of the reader. */

import type { Assumption, RunDetails } from "../api";
import { decimal } from "../format";
import type { Language } from "../state";
import { productName, type Both } from "../words";

/** By the key under which a scenario changes it. */
const names: Record<string, Both> = {
  "access.inquiry": ["weken onderzoek na een aanvraag", "weeks of inquiry after a request"],
  "access.intake-hours": ["uren voor een intake", "hours of an intake"],
  "access.past-team": ["deel dat buiten het buurtteam om komt", "share that comes past the buurtteam"],
  "growth.other": ["groei van wat verder groeit", "growth of all else that grows"],
  growth: ["reële groei van het budget", "real growth of the budget"],
  "prices.deflator": ["algemene prijsstijging per jaar", "general rise of prices a year"],
  "prices.relative": ["stijging van zorgprijzen daarbovenop", "rise of prices of care on top of that"],
  "queue.drop-out": ["hoe snel mensen het wachten opgeven", "how fast people give up waiting"],
  "queue.helped": ["deel dat intussen hulp in de omgeving vindt", "share that finds help nearby meanwhile"],
  "queue.norm": ["norm voor wachten, in weken", "norm for waiting, in weeks"],
  "queue.safety": ["deel dat om veiligheid niet kan wachten", "share that cannot wait for safety"],
  "queue.urgent": ["deel met spoed", "share that is urgent"],
  "queue.worsen": ["deel dat zwaardere hulp nodig krijgt door wachten", "share that comes to need heavier help by waiting"],
  "residents.boys-per-birth": ["aandeel jongens bij geboorte", "share of boys at birth"],
  "residents.fertility-walk": ["spreiding in kindertal", "spread of fertility"],
  "residents.migration-walk": ["spreiding in verhuizingen", "spread of migration"],
  "residents.mortality-walk": ["spreiding in sterfte", "spread of mortality"],
  "segments.cultural": ["mensen op afstand door taal of cultuur", "people kept apart by language or culture"],
  "segments.economic": ["mensen met weinig geld", "people with little money"],
  "segments.personal": ["mensen met een beperking of hulp in het dagelijks leven", "people with a disability or help in daily life"],
  "segments.social": ["mensen die eenzaam zijn", "people who are lonely"],
  "space.dwellings": ["woningen en plaatsen erbij", "dwellings and places added"],
  "space.growth": ["groei van plaatsen", "growth of places"],
  "space.reserve": ["plaatsen in reserve", "places in reserve"],
  "staff.absence": ["ziekteverzuim", "absence through illness"],
  "staff.attrition": ["deel van het personeel dat vertrekt", "share of staff that leaves"],
  "staff.contract-hours": ["contracturen per voltijdbaan", "contract hours of a full-time job"],
  "staff.direct-time": ["deel van de tijd bij cliënten", "share of time with clients"],
  "staff.establishment": ["groei van de formatie per jaar", "growth of posts a year"],
  "staff.fill": ["deel van de vacatures dat vervuld raakt", "share of vacancies that is filled"],
  "staff.reserve": ["personeel in reserve", "staff in reserve"],
  "take-up": ["deel dat met recht op hulp erom vraagt", "share of those entitled who ask"],
  "unmet.foregone-exit": ["hoe snel afgehaakte behoefte verdwijnt", "how fast foregone need goes away"],
  "unmet.held-share": ["deel dat te lang bij het buurtteam blijft", "share that stays too long with the buurtteam"],
  "unmet.held-timing": ["wanneer een verwijzing had moeten komen", "when a referral should have come"],
  "unmet.hidden-exit": ["hoe snel verborgen behoefte verdwijnt", "how fast hidden need goes away"],
  "walks.city": ["spreiding in gebruik, hele stad", "spread of use, whole city"],
  "walks.trend": ["spreiding in de trend van gebruik", "spread of the trend of use"],
  "walks.wijken": ["spreiding in gebruik, per wijk", "spread of use, by wijk"],
};

/** What is written as a percentage: shares, and growth a year. */
const shares = ["access.past-team", "growth.other", "growth", "prices.deflator", "prices.relative", "queue.helped", "queue.safety", "queue.urgent", "queue.worsen", "residents.boys-per-birth", "space.dwellings", "space.growth", "space.reserve", "staff.absence", "staff.attrition", "staff.direct-time", "staff.establishment", "staff.fill", "staff.reserve", "take-up", "unmet.held-share"];

/** What, of all that has the same name, it is for. */
const ofWhat: Record<string, Both> = {
  wmo: ["Wmo", "Wmo"],
  jeugd: ["Jeugd", "Jeugd"],
  city: ["hele stad", "whole city"],
  wijk: ["per wijk", "by wijk"],
  decision: ["tot het besluit", "until the decision"],
  start: ["van besluit tot begin", "from decision to start"],
  ample: ["mensen die het verder redden", "people who manage otherwise"],
  cultural: ["op afstand door taal of cultuur", "kept apart by language or culture"],
  economic: ["met weinig geld", "with little money"],
  personal: ["met een beperking", "with a disability"],
  social: ["eenzaam", "lonely"],
  assistance: ["naar bijstand", "by social assistance"],
  disability: ["naar arbeidsongeschiktheid", "by disability benefit"],
  age_65_plus: ["65 jaar en ouder", "65 years and over"],
  one_person_households: ["naar wie alleen woont", "by who lives alone"],
};

/** As people call it, with the years and the act that it is for; what has no name of its own is called by its key. */
export function assumptionName(key: string, lang: Language): string {
  const found = nameIn(key);
  if (found === undefined) {
    return key;
  }
  const at = lang === "nl" ? 0 : 1;
  // What is left tells for what or when it is: a kind of help, or one thing after another.
  const rest = key.slice(found.length + 1);
  const kind = productName(rest, lang);
  const what = kind === rest || rest in ofWhat ? rest.split(/[.-]/).flatMap((part) => ofWhat[part]?.[at] ?? []) : [kind];
  const years = /\d{4}(–\d{4})?/.exec(key)?.[0];
  return [(names[found] as Both)[at], ...what, ...(years ? [years] : [])].join(", ");
}

/** The longest that fits: it says most. */
const nameIn = (key: string): string | undefined =>
  Object.keys(names)
    .filter((name) => key === name || key.startsWith(`${name}.`) || key.startsWith(`${name}-`))
    .sort((a, b) => b.length - a.length)[0];

/** Three digits are more than anybody knows of what is assumed. */
export function assumedText(key: string, value: number, lang: Language): string {
  const isShare = shares.includes(nameIn(key) ?? "");
  const told = isShare ? 100 * value : value;
  return `${decimal(Number(told.toPrecision(Math.abs(told) >= 1000 ? 4 : 3)), lang)}${isShare ? "%" : ""}`;
}

/** Ours in the language of the reader; what was published keeps its own words. */
export const sourceText = (source: string, { dutch_sources }: Pick<RunDetails, "dutch_sources">, lang: Language): string =>
  lang === "nl" ? (dutch_sources?.[source] ?? source) : source;

/** What is the same in years that follow each other is told once. */
export function grouped(assumptions: Record<string, Assumption>): [string, Assumption][] {
  const rows: { key: string; first: string; last: string; name: string; a: Assumption }[] = [];
  for (const [name, a] of Object.entries(assumptions)) {
    const year = /\.(\d{4})\./.exec(name)?.[1];
    const key = year ? `${name.replace(year, "*")} ${JSON.stringify(a)}` : name;
    const before = rows.at(-1);
    if (year && before?.key === key && Number(year) === Number(before.last) + 1) {
      before.last = year;
    } else {
      rows.push({ key, first: year ?? "", last: year ?? "", name, a });
    }
  }
  return rows.map(({ first, last, name, a }) => [first === last ? name : name.replace(first, `${first}–${last}`), a]);
}
