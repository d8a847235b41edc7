/** What all questions share: the tabs, language and theme, the address, and what is said when something goes wrong. */

import * as api from "./api";
import { el, find } from "./dom";
import * as fault from "./parts/fault";
import { keepFocus } from "./parts/focus";
import { openHelp } from "./parts/help";
import * as screen from "./sign-in/screen";
import { forget, takeFromAddress, token } from "./sign-in/token";
import { oneOf, read, write, type Fields, type Language, type StateOf, type Theme } from "./state";
import { say, type Both } from "./words";

/** A question that the page answers. Its view is loaded when it is first asked. */
export interface Question {
  readonly id: string;
  readonly title: Both;
  load(): Promise<ViewModule>;
}

type State = Record<string, string | number>;

export interface ViewModule {
  /** What can be chosen in it; all of it stands in the address. */
  readonly fields: Fields;
  open(stage: Stage<State>): Showing;
}

export interface Showing {
  /** Draws what is chosen; done when all of it is on the screen. A turn that is over draws nothing more. */
  show(turn: Turn): Promise<void>;
  close(): void;
}

export interface Turn {
  isOver(): boolean;
}

/** Where a view stands: its place, what is chosen, and how to change that. */
export interface Stage<S> {
  readonly into: HTMLElement;
  readonly state: Readonly<S>;
  readonly lang: Language;
  readonly isDark: boolean;
  /** Chooses, and draws anew. */
  change(part: Partial<S>): void;
  /** Chooses what is on the screen already. */
  keep(part: Partial<S>): void;
  /** Says in the title of the window what is shown. */
  name(title: string): void;
  /** Light, for as long as it is printed. */
  print(): void;
}

const shared = { lang: oneOf<Language>(["nl", "en"], "nl"), theme: oneOf<Theme>(["auto", "light", "dark"], "auto") } satisfies Fields;
const prefersDark = matchMedia("(prefers-color-scheme: dark)");

/** Milliseconds after which somebody wants to know that it is under way. */
const Patience = 1000;

export function begin(questions: readonly Question[]): void {
  takeFromAddress();
  new Shell(questions).follow();
}

class Shell {
  private page: StateOf<typeof shared> = { lang: "nl", theme: "auto" };
  private question: Question;
  private module: ViewModule | undefined;
  private showing: Showing | undefined;
  private state: State = {};
  private turn = 0;
  private isOnPaper = false;
  private dressedAs = "";
  /** Who signed in, where people do. */
  private who: api.Me | undefined;
  /** Draws what stands in the place of a view that may not be shown. */
  private instead: (() => void) | undefined;
  /** What was chosen in the views that are not on the screen. */
  private readonly left = new Map<string, State>();

  constructor(private readonly questions: readonly Question[]) {
    this.question = questions[0] as Question;
    prefersDark.addEventListener("change", () => this.draw());
    window.addEventListener("popstate", () => this.follow());
    // Who that is stands in a corner: nothing waits for it, and what goes wrong is told by what is asked besides.
    api.me().then(
      (who) => {
        this.who = who.sign_in ? who : undefined;
        this.dress();
      },
      () => undefined,
    );
  }

  private get isDark(): boolean {
    return !this.isOnPaper && (this.page.theme === "dark" || (this.page.theme === "auto" && prefersDark.matches));
  }

  /** Goes where the address says. */
  follow(): void {
    const given = new URLSearchParams(location.search);
    this.page = read(shared, given);
    this.turnTo(this.questions.find((q) => q.id === given.get("view")) ?? this.question, given);
  }

  private turnTo(question: Question, given?: URLSearchParams): void {
    if (this.module && this.question !== question) {
      this.left.set(this.question.id, this.state);
      this.leave();
    }
    if (this.instead) {
      this.instead = undefined;
      find("view").replaceChildren();
    }
    this.question = question;
    const mine = ++this.turn;
    this.dress();
    void this.guard(async () => {
      const module = this.module ?? (await question.load().catch((): never => {
        throw new fault.NoAnswer(question.id);
      }));
      if (mine !== this.turn) {
        return;
      }
      this.module = module;
      this.state = given ? read(module.fields, given) : (this.left.get(question.id) ?? read(module.fields, new URLSearchParams()));
      if (!given) {
        history.pushState(null, "", this.address());
      }
      this.showing ??= module.open(this.stage());
      this.draw();
    });
  }

  private leave(): void {
    this.showing?.close();
    this.showing = undefined;
    this.module = undefined;
    find("view").replaceChildren();
  }

  private stage(): Stage<State> {
    const shell = this;
    return {
      into: find("view"),
      get state() {
        return shell.state;
      },
      get lang() {
        return shell.page.lang;
      },
      get isDark() {
        return shell.isDark;
      },
      change: (part) => {
        this.keep(part);
        this.draw();
      },
      keep: (part) => this.keep(part),
      name: (title) => (document.title = `${title} · Populatie`),
      print: () => void this.guard(() => this.print()),
    };
  }

  private keep(part: Partial<State>): void {
    if (Object.entries(part).some(([name, value]) => this.state[name] !== value)) {
      this.state = { ...this.state, ...part } as State;
      history.replaceState(null, "", this.address());
    }
  }

  private address(): string {
    return `?${write({ ...this.page, view: this.question.id, ...this.state })}`;
  }

  private choose(part: Partial<StateOf<typeof shared>>): void {
    this.page = { ...this.page, ...part };
    history.replaceState(null, "", this.address());
    this.dress();
    this.draw();
  }

  private draw(): void {
    void this.guard(() => this.drawn());
  }

  private async drawn(): Promise<void> {
    const { dataset } = document.documentElement;
    const mine = ++this.turn;
    dataset["asked"] = String(mine);
    this.dress();
    this.instead?.();
    await this.showing?.show({ isOver: () => mine !== this.turn });
    if (mine === this.turn && (this.showing || this.instead)) {
      fault.clear(find("status"));
      dataset["drawn"] = String(mine);
    }
  }

  /** Paper is light: what is drawn dark is drawn anew before it is printed. */
  private async print(): Promise<void> {
    this.isOnPaper = true;
    await this.drawn();
    window.print();
    this.isOnPaper = false;
    await this.drawn();
  }

  private async guard(act: () => Promise<void>): Promise<void> {
    const late = window.setTimeout(() => fault.wait(find("status"), this.page.lang), Patience);
    try {
      await act();
    } catch (problem) {
      if (problem instanceof api.Refusal && (problem.status === 401 || (problem.status === 403 && problem.isReading))) {
        this.refuse(problem);
        return;
      }
      fault.show(find("status"), problem, this.page.lang, () => (problem instanceof fault.NoAnswer ? void this.guard(() => this.anew()) : this.follow()));
    } finally {
      window.clearTimeout(late);
      fault.waited(find("status"));
    }
  }

  /** A browser may not ask again for a part that did not come once: the page begins anew where it was going, as soon as somebody answers. */
  private async anew(): Promise<void> {
    await api.me();
    location.assign(`?${write({ ...this.page, view: this.question.id, ...this.left.get(this.question.id) })}`);
  }

  /** Nothing of what was on the screen stays there for who may not see it. */
  private refuse({ status, message }: api.Refusal): void {
    if (this.instead) {
      return;
    }
    this.leave();
    const wrong = status === 401 && token() ? message : "";
    if (status === 401) {
      forget();
      this.who = undefined;
    }
    this.instead = () => (status === 401 ? screen.ask(find("view"), this.page.lang, wrong) : screen.bar(find("view"), this.page.lang, message, leave));
    this.draw();
  }

  /** The frame around the view: language, theme, tabs. */
  private dress(): void {
    const { lang, theme } = this.page;
    const dressedAs = [lang, theme, this.isDark, this.isOnPaper, this.question.id, JSON.stringify(this.who), token() !== ""].join(" ");
    if (this.dressedAs === dressedAs) {
      return;
    }
    this.dressedAs = dressedAs;
    const root = document.documentElement;
    root.lang = lang;
    root.dataset["theme"] = this.isOnPaper ? "light" : theme;
    root.dataset["drawnAs"] = this.isDark ? "dark" : "light";
    find("skip").textContent = say(lang, "skip");
    find("view").setAttribute("aria-labelledby", `tab-${this.question.id}`);
    keepFocus(() => {
      document.querySelector("header")?.replaceChildren(el("h1", {}, "Populatie"), this.tabs(), this.settings());
    });
  }

  private tabs(): HTMLElement {
    const tabs = this.questions.map((question) => {
      const isChosen = question === this.question;
      const tab = el(
        "button",
        { type: "button", role: "tab", id: `tab-${question.id}`, "aria-selected": String(isChosen), "aria-controls": "view", tabindex: isChosen ? "0" : "-1" },
        question.title[this.page.lang === "nl" ? 0 : 1],
      );
      tab.addEventListener("click", () => this.question !== question && this.turnTo(question));
      return tab;
    });
    const list = el("div", { role: "tablist", "aria-label": say(this.page.lang, "questions") }, ...tabs);
    list.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1, Home: -tabs.length, End: tabs.length }[event.key];
      if (step !== undefined) {
        const at = tabs.indexOf(document.activeElement as HTMLButtonElement) + step;
        tabs[Math.abs(step) > 1 ? Math.max(0, Math.min(tabs.length - 1, at)) : (at + tabs.length) % tabs.length]?.focus();
        event.preventDefault();
      }
    });
    return list;
  }

  private signedIn(): HTMLElement[] {
    const { lang } = this.page;
    if (!this.who) {
      return [];
    }
    const who = el("span", { id: "who" }, screen.whoIs(this.who, lang));
    if (!token()) {
      // Who signed in at the door signs out there.
      return [who];
    }
    const out = el("button", { type: "button", class: "utrecht-button", id: "sign-out" }, say(lang, "sign_out"));
    out.addEventListener("click", leave);
    return [who, out];
  }

  private settings(): HTMLElement {
    const { lang, theme } = this.page;
    const other = lang === "nl" ? "en" : "nl";
    const language = el("button", { type: "button", class: "utrecht-button", lang: other, id: "language" }, other === "en" ? "English" : "Nederlands");
    language.addEventListener("click", () => this.choose({ lang: other }));
    const themes = ["auto", "light", "dark"] as const;
    const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? "auto";
    const button = el("button", { type: "button", class: "utrecht-button", id: "theme", "aria-label": `${say(lang, "theme")}: ${say(lang, `theme_${theme}`)}` }, "◐");
    button.addEventListener("click", () => this.choose({ theme: next }));
    const help = el("button", { type: "button", class: "utrecht-button", id: "help", "aria-label": say(lang, "help") }, "?");
    help.addEventListener("click", () => openHelp(lang));
    return el("div", { class: "settings" }, ...this.signedIn(), language, button, help);
  }
}

/** Signs out. The page begins anew: nothing that was shown stays in memory. */
function leave(): void {
  forget();
  location.reload();
}
