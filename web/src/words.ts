/** Every text of the page in both languages, side by side so that neither can be forgotten. */

import type { Basis, Level } from "./api";
import type { Language } from "./state";

const texts = {
  title: ["Waar is hulp nodig?", "Where is help needed?"],
  questions: ["Vragen", "Questions"],
  skip: ["Naar de inhoud", "To the content"],
  again: ["Probeer opnieuw", "Try again"],
  no_answer: [
    "De server antwoordt niet. Kijk of populatie serve nog loopt, en probeer het dan opnieuw.",
    "The server does not answer. See whether populatie serve still runs, and then try again.",
  ],
  run: ["Scenario", "Scenario"],
  measure: ["Wat", "What"],
  product: ["Soort hulp", "Kind of help"],
  own_wijk: ["Wijk", "Wijk"],
  own_gemeente: ["Gemeente", "Gemeente"],
  all_wijk: ["hele stad", "whole city"],
  all_gemeente: ["alle gemeenten", "all gemeenten"],
  quantile: ["Welke uitkomst", "Which outcome"],
  p5: ["laag (5%)", "low (5%)"],
  p25: ["aan de lage kant (25%)", "on the low side (25%)"],
  p50: ["midden", "middle"],
  p75: ["aan de hoge kant (75%)", "on the high side (75%)"],
  p95: ["hoog (95%)", "high (95%)"],
  per: ["Hoe geteld", "Counted how"],
  total: ["in totaal", "in total"],
  "1000": ["per 1.000 inwoners", "per 1,000 residents"],
  year: ["Jaar", "Year"],
  observed_year: ["waargenomen", "observed"],
  projected_year: ["geprojecteerd", "projected"],
  schematic: ["schematische grenzen, niet gemeten", "schematic borders, not surveyed"],
  legend: [
    "Kleur: van links naar rechts meer; hoe grijzer, hoe onzekerder",
    "Colour: more from left to right; the greyer, the less sure",
  ],
  sure: ["zeker", "sure"],
  unsure: ["onzeker", "unsure"],
  not_published: ["gepubliceerde cijfers kennen geen wachtlijsten", "published figures hold no waiting lists"],
  hidden: ["te klein om te tonen", "too small to show"],
  hidden_or_none: ["te klein om te tonen, of niets bekend", "too small to show, or nothing known"],
  hidden_or_not_allowed: ["niet voor u zichtbaar, te klein om te tonen, of niets bekend", "not visible to you, too small to show, or nothing known"],
  none: ["niets bekend", "nothing known"],
  no_residents: ["geen inwoners", "no residents"],
  not_allowed: ["niet voor u zichtbaar", "not visible to you"],
  sign_in: ["Log in", "Sign in"],
  sign_in_why: [
    "Deze pagina toont cijfers aan wie daar toestemming voor heeft. Plak hieronder het token dat u van uw organisatie kreeg.",
    "This page shows figures to who has permission. Paste the token that your organisation gave you.",
  ],
  token: ["Token", "Token"],
  token_hint: ["Het token blijft in dit tabblad, en is weg als u dat sluit.", "The token stays in this tab, and is gone when you close it."],
  no_token: ["Dit is geen token. Kopieer het hele token, zonder spaties.", "This is not a token. Copy all of it, without spaces."],
  sign_out: ["Log uit", "Sign out"],
  sign_in_other: ["Log in met een ander token", "Sign in with another token"],
  barred: ["Dit mag u niet zien", "You may not see this"],
  barred_next: ["Kies hierboven een andere vraag, of vraag uw beheerder om een andere rol.", "Choose another question above, or ask your administrator for another role."],
  role_reader: ["lezer van", "reader of"],
  role_city: ["lezer van de hele stad", "reader of the whole city"],
  role_editor: ["bewerker", "editor"],
  wijken: ["wijken", "wijken"],
  level: ["Gebieden", "Areas"],
  value: ["Midden", "Middle"],
  interval: ["90% van de toekomsten", "90% of the futures"],
  basis: ["Waarop rust dit?", "What does this rest on?"],
  play: ["Speel de jaren af", "Play the years"],
  pause: ["Stop met afspelen", "Stop playing"],
  help: ["Hoe leest u deze pagina?", "How to read this page"],
  close: ["Sluiten", "Close"],
  rests_on: ["Rust op", "Rests on"],
  by_name: ["op naam", "by name"],
  by_value: ["op waarde", "by value"],
  order: ["Volgorde", "Order"],
  find: ["Zoek in de lijst", "Search the list"],
  found: ["{n} van de {r} gebieden", "{n} of {r} areas"],
  found_none: ["Niets gevonden met die naam.", "Nothing found under that name."],
  more_rows: ["Toon meer", "Show more"],
  through_years: ["Door de jaren", "Through the years"],
  show_table: ["Toon tabel", "Show table"],
  copy_link: ["Kopieer link", "Copy link"],
  copied: ["Link gekopieerd", "Link copied"],
  print: ["Print", "Print"],
  csv: ["CSV", "CSV"],
  note: ["Notitie (blijft op dit apparaat)", "Note (stays on this device)"],
  note_hint: ["Wat ziet u hier in de wijk? Volgen, spiegelen, leren.", "What do you see here in the wijk? Follow, mirror, learn."],
  assumptions: ["Aannames achter deze toekomst", "Assumptions behind this future"],
  source: ["Bron", "Source"],
  between: ["tussen {low} en {high}", "between {low} and {high}"],
  amount: ["Aantal", "Amount"],
  theme: ["Licht of donker", "Light or dark"],
  busy: ["Even geduld…", "One moment…"],
  no_runs: [
    "Er is nog geen projectie. Maak er een met: populatie project scenarios/basis-2040.yaml",
    "There is no projection yet. Make one with: populatie project scenarios/basis-2040.yaml",
  ],
  run_card: [
    "Scenario {name} · projectie {id} · {futures} toekomsten · toeval begint bij {seed} · versie {version}",
    "Scenario {name} · projection {id} · {futures} futures · chance begins at seed {seed} · version {version}",
  ],
  parts: ["Waaruit bestaat dit?", "What is it made of?"],
  part: ["Deel", "Part"],
  theme_auto: ["zoals dit apparaat", "as this device"],
  theme_light: ["licht", "light"],
  theme_dark: ["donker", "dark"],
  zoom_in: ["Dichterbij", "Closer"],
  zoom_out: ["Verder weg", "Further away"],
} as const satisfies Texts;

/** Dutch, English. */
export type Both = readonly [string, string];
export type Texts = Readonly<Record<string, Both>>;

/** The texts of a view, to be said in a language. */
export const wordsOf =
  <T extends Texts>(of: T) =>
  (lang: Language, word: keyof T): string =>
    (of[word] as Both)[lang === "nl" ? 0 : 1];

/** With its figures in place. */
export const fill = (text: string, values: Record<string, string | number>): string => text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));

export type Word = keyof typeof texts;

export const say: (lang: Language, word: Word) => string = wordsOf(texts);

/** What an area is called: Dutch terms of art, in either language. */
const areas: Record<Level, { one: string; all: string; peers: Both }> = {
  buurt: { one: "buurt", all: "buurten", peers: ["andere buurten in deze wijk", "other buurten in this wijk"] },
  wijk: { one: "wijk", all: "wijken", peers: ["andere wijken in deze gemeente", "other wijken in this gemeente"] },
  gemeente: { one: "gemeente", all: "gemeenten", peers: ["andere gemeenten", "other gemeenten"] },
};

const ofLevels = {
  one: ["{One}", "{One}"],
  all: ["{All}", "{All}"],
  skip_list: ["Naar de lijst van {all}", "To the list of {all}"],
  map: ["Kaart van {all}; de lijst eronder zegt hetzelfde in woorden", "Map of {all}; the list below says the same in words"],
  choose: ["Kies een {one} op de kaart of in de lijst.", "Choose a {one} on the map or in the list."],
  peers: ["Grijze band: het midden van de {peers}", "Grey band: the middle of the {peers}"],
} as const satisfies Texts;

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** A text that names the areas that it is about. */
export function levelWord(lang: Language, word: keyof typeof ofLevels, level: Level): string {
  const { one, all, peers } = areas[level];
  const at = lang === "nl" ? 0 : 1;
  return fill(ofLevels[word][at], { one, all, One: capital(one), All: capital(all), peers: peers[at] });
}

interface Told {
  name: Both;
  /** What a sentence says of a year to come: {n} is the interval, {y} the year. */
  will: Both;
  /** What it says of a year that was. */
  was?: Both;
}

const measures: Record<string, Told> = {
  unmet: {
    name: ["onvervulde behoefte", "unmet need"],
    will: ["In {y} krijgen hier naar verwachting {n} mensen de hulp niet die zij nodig hebben", "In {y} probably {n} people here do not get the help that they need"],
  },
  unmet_waiting: {
    name: ["onvervuld: wachtend", "unmet: waiting"],
    will: ["In {y} wachten hier naar verwachting {n} mensen te lang op hulp", "In {y} probably {n} people here wait too long for help"],
  },
  unmet_held: {
    name: ["onvervuld: vastgehouden", "unmet: held"],
    will: ["In {y} blijven hier naar verwachting {n} mensen te lang bij het buurtteam", "In {y} probably {n} people here stay too long with the buurtteam"],
  },
  unmet_foregone: {
    name: ["onvervuld: afgehaakt", "unmet: foregone"],
    will: ["In {y} hebben hier naar verwachting {n} mensen hun aanvraag opgegeven", "In {y} probably {n} people here have given up asking"],
  },
  unmet_hidden: {
    name: ["onvervuld: verborgen", "unmet: hidden"],
    will: ["In {y} hebben hier naar verwachting {n} mensen hulp nodig zonder erom te vragen", "In {y} probably {n} people here need help and do not ask for it"],
  },
  waiting: {
    name: ["wachtend", "waiting"],
    will: ["In {y} wachten hier naar verwachting {n} mensen op hulp", "In {y} probably {n} people here wait for help"],
    was: ["In {y} wachtten hier {n} mensen op hulp", "In {y}, {n} people here waited for help"],
  },
  waiting_over_norm: {
    name: ["wachtend boven de norm", "waiting over the norm"],
    will: ["In {y} wachten hier naar verwachting {n} mensen langer dan de norm", "In {y} probably {n} people here wait longer than the norm"],
  },
  clients: {
    name: ["cliënten in het jaar", "clients in the year"],
    will: ["In {y} krijgen hier naar verwachting {n} mensen hulp", "In {y} probably {n} people here get help"],
    was: ["In {y} kregen hier {n} mensen hulp", "In {y}, {n} people here got help"],
  },
  in_care: {
    name: ["in zorg op 31 december", "in care on 31 December"],
    will: ["Eind {y} lopen hier naar verwachting {n} trajecten", "At the end of {y} probably {n} spells are under way here"],
    was: ["Eind {y} liepen hier {n} trajecten", "At the end of {y}, {n} spells were under way here"],
  },
  requests: {
    name: ["aanvragen in het jaar", "requests in the year"],
    will: ["In {y} vragen mensen hier naar verwachting {n} keer hulp aan", "In {y} people here probably ask for help {n} times"],
    was: ["In {y} vroegen mensen hier {n} keer hulp aan", "In {y} people here asked for help {n} times"],
  },
  hours: {
    name: ["uren hulp", "hours of help"],
    will: ["In {y} krijgen mensen hier naar verwachting {n} uur hulp", "In {y} people here probably get {n} hours of help"],
    was: ["In {y} kregen mensen hier {n} uur hulp", "In {y} people here got {n} hours of help"],
  },
  fte_needed: {
    name: ["nodige voltijdbanen", "full-time jobs needed"],
    will: ["In {y} zijn hier naar verwachting {n} voltijdbanen nodig", "In {y} probably {n} full-time jobs are needed here"],
    was: ["In {y} waren hier {n} voltijdbanen nodig", "In {y}, {n} full-time jobs were needed here"],
  },
  fte_available: {
    name: ["beschikbare voltijdbanen", "full-time jobs available"],
    will: ["In {y} zijn hier naar verwachting {n} voltijdbanen beschikbaar", "In {y} probably {n} full-time jobs are available here"],
    was: ["In {y} waren hier {n} voltijdbanen beschikbaar", "In {y}, {n} full-time jobs were available here"],
  },
  cost_real: {
    name: ["kosten, prijzen van het basisjaar", "cost, prices of the base year"],
    will: ["In {y} kost de hulp hier naar verwachting {n}, in prijzen van het basisjaar", "In {y} help here probably costs {n}, in prices of the base year"],
    was: ["In {y} kostte de hulp hier {n}, in prijzen van het basisjaar", "In {y} help here cost {n}, in prices of the base year"],
  },
  cost_nominal: {
    name: ["kosten, met prijsstijging", "cost, with rising prices"],
    will: ["In {y} kost de hulp hier naar verwachting {n}, prijsstijging meegeteld", "In {y} help here probably costs {n}, rising prices included"],
    was: ["In {y} kostte de hulp hier {n}", "In {y} help here cost {n}"],
  },
  population: {
    name: ["inwoners", "residents"],
    will: ["In {y} wonen hier naar verwachting {n} mensen", "In {y} probably {n} people live here"],
    was: ["In {y} woonden hier {n} mensen", "In {y}, {n} people lived here"],
  },
};

/** What a page offers; other measures are on the command line. */
export const offered = Object.keys(measures);

/** What unmet need is made of. */
export const parts = ["unmet_waiting", "unmet_held", "unmet_foregone", "unmet_hidden"] as const;

/** What a measure is, in one line. */
const explained: Record<string, Both> = {
  unmet: ["Mensen die de hulp niet krijgen die zij nodig hebben: zij wachten te lang, zitten vast, haakten af of vroegen nooit.", "People who do not get the help that they need: they wait too long, are stuck, gave up or never asked."],
  unmet_waiting: ["Wie langer wacht dan de norm toestaat.", "Who waits longer than the norm allows."],
  unmet_held: ["Wie te lang bij het buurtteam blijft, omdat zwaardere hulp te laat komt.", "Who stays too long with the buurtteam, because heavier help comes too late."],
  unmet_foregone: ["Wie het wachten opgaf, of buiten de regels viel.", "Who gave up waiting, or fell outside the rules."],
  unmet_hidden: ["Wie hulp nodig heeft en er niet om vraagt. Dit is altijd geschat.", "Who needs help and does not ask. This is always estimated."],
  waiting: ["Wie op 31 december op hulp wacht.", "Who waits for help on 31 December."],
  waiting_over_norm: ["Wie langer wacht dan de norm, van vraag tot besluit of van besluit tot begin.", "Who waits longer than the norm, from request to decision or from decision to start."],
  clients: ["Wie in het jaar hulp kreeg, ieder één keer geteld.", "Who got help in the year, each counted once."],
  in_care: ["Trajecten die op 31 december lopen; iemand kan er meer hebben.", "Spells under way on 31 December; somebody may have several."],
  requests: ["Vragen om hulp in het jaar.", "Requests for help in the year."],
  hours: ["Uren hulp die in het jaar zijn gegeven.", "Hours of help given in the year."],
  fte_needed: ["Voltijdbanen die nodig zijn om de gegeven hulp te geven.", "Full-time jobs that it takes to give the help that is given."],
  fte_available: ["Voltijdbanen die er zijn: wie komt, wie gaat, wie ziek is.", "Full-time jobs that there are: who comes, who goes, who is ill."],
  cost_real: ["Wat de hulp kost als prijzen blijven zoals in het basisjaar.", "What help costs if prices stay as in the base year."],
  cost_nominal: ["Wat de hulp kost in euro's van dat jaar.", "What help costs in euros of that year."],
  population: ["Mensen die er wonen.", "People who live there."],
};

export const explain = (measure: string, lang: Language): string => explained[measure]?.[lang === "nl" ? 0 : 1] ?? "";

export const nameOf = (measure: string, lang: Language) => measures[measure]?.name[lang === "nl" ? 0 : 1] ?? measure;

/** In words first: a whole sentence, its number or interval in place. */
export function sentenceOf(measure: string, amount: string, year: number, isSeen: boolean, lang: Language): string {
  const told = measures[measure];
  const words = (isSeen ? told?.was : undefined) ?? told?.will ?? [`${measure}: {n} ({y})`, `${measure}: {n} ({y})`];
  return words[lang === "nl" ? 0 : 1].replace("{y}", String(year)).replace("{n}", amount);
}

/** The same four marks everywhere: full for what was counted, half for what was computed, open for what was assumed. */
export const mark = (basis: Basis) =>
  ({ published: "●", observed: "●", allocated: "◐", estimated: "◐", assumed: "○", synthetic: "◇" })[basis];

const bases: Record<Basis, readonly [string, string]> = {
  published: ["gepubliceerd", "published"],
  observed: ["waargenomen", "observed"],
  allocated: ["toegerekend", "allocated"],
  estimated: ["geschat door een model", "estimated by a model"],
  assumed: ["aangenomen", "assumed"],
  synthetic: ["synthetisch: bestaat niet echt", "synthetic: does not really exist"],
};

export const basisName = (basis: Basis, lang: Language) => bases[basis][lang === "nl" ? 0 : 1];

const products: Record<string, Both> = {
  all: ["alle hulp", "all help"],
  Wmo: ["Wmo", "Wmo"],
  Jeugd: ["Jeugd", "Jeugd"],
  "track-1": ["spoor 1: sociale basis", "track 1: sociale basis"],
  "track-2": ["spoor 2: basiszorg", "track 2: basic care"],
  "track-3": ["spoor 3: aanvullende zorg", "track 3: additional care"],
  "sociale-basis": ["sociale basis", "sociale basis (community)"],
  "informele-steun": ["informele steun", "informal support"],
  "buurtteam-sociaal": ["buurtteam sociaal", "buurtteam, adults"],
  "buurtteam-jeugd": ["buurtteam jeugd en gezin", "buurtteam, young people"],
  "wmo-huishouden": ["hulp bij het huishouden", "help in the household"],
  "wmo-begeleiding": ["Wmo: begeleiding", "Wmo: guidance"],
  "wmo-dagbegeleiding": ["Wmo: dagbegeleiding", "Wmo: day guidance"],
  "wmo-activering": ["Wmo: activering", "Wmo: activation"],
  "wmo-hulpmiddelen": ["Wmo: hulpmiddelen", "Wmo: aids"],
  "wmo-vervoer": ["Wmo: vervoer", "Wmo: transport"],
  "wmo-kortdurend-verblijf": ["Wmo: kort verblijf", "Wmo: short stay"],
  "wmo-beschermd-wonen": ["beschermd wonen", "sheltered living"],
  "wmo-opvang": ["opvang", "shelter"],
  "jeugd-ambulant": ["Jeugd: hulp thuis", "Jeugd: help at home"],
  "jeugd-daghulp": ["Jeugd: daghulp", "Jeugd: day help"],
  "jeugd-ggz": ["Jeugd: ggz", "Jeugd: mental health"],
  "jeugd-pleegzorg": ["pleegzorg", "foster care"],
  "jeugd-gezinshuis": ["gezinshuis", "family home"],
  "jeugd-residentieel": ["Jeugd: verblijf", "Jeugd: residential"],
  "jeugd-gesloten": ["Jeugd: gesloten verblijf", "Jeugd: closed residence"],
  "jeugd-bescherming": ["jeugdbescherming", "child protection"],
};

export const productName = (code: string, lang: Language) => products[code]?.[lang === "nl" ? 0 : 1] ?? code;
