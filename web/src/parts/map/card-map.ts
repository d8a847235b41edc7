/** A map that a graphics card draws: colours come with every year as the state of what tiles hold. */

import { Map as MapLibre, NavigationControl, Popup, prewarm, setWorkerUrl, type FilterSpecification, type StyleSpecification } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Box, Level } from "../../api";
import { signed } from "../../sign-in/token";
import { say } from "../../words";
import type { AreaMap, MapChoice } from "../map";
import { hatch, lookOf, padding, widths } from "./look";

setWorkerUrl(workerUrl);
// While the map is asked for: it begins with the first tile.
prewarm();

export class CardMap implements AreaMap {
  private readonly map: MapLibre;
  private readonly ready: Promise<void>;
  /** The first time that all of it is there. */
  private readonly whole: Promise<unknown>;
  private readonly isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  private readonly popup = new Popup({ closeButton: false, closeOnClick: false, maxWidth: "18rem" });
  private readonly resizing: ResizeObserver;
  private readonly level: string;
  private framed: string;
  private readonly sifted = { hidden: "", own: "", chosen: "" };
  /** Whether tiles were to be cut anew since it was last at rest: it takes a frame until the map knows of that itself. */
  private isRecut = true;
  private tints: ReadonlyMap<string, string> = new Map();

  constructor(container: HTMLElement, choice: MapChoice, private readonly all: Box) {
    const { lang, isDark, level, frame } = choice;
    this.level = level;
    this.framed = JSON.stringify(choice.box ?? all);
    const at = choice.position.split(",").map(Number);
    this.map = new MapLibre({
      container,
      style: style(isDark, level, frame, all),
      ...(at.length === 3 ? { center: [at[0] as number, at[1] as number], zoom: at[2] as number } : { bounds: choice.box ?? all, fitBoundsOptions: { padding } }),
      attributionControl: false,
      trackResize: false,
      dragRotate: false,
      pitchWithRotate: false,
      renderWorldCopies: false,
      fadeDuration: this.isStill ? 0 : 150,
      maxPitch: 0,
      maxBounds: [all[0] - 1, all[1] - 0.6, all[2] + 1, all[3] + 0.6],
      locale: { "NavigationControl.ZoomIn": say(lang, "zoom_in"), "NavigationControl.ZoomOut": say(lang, "zoom_out"), "Map.Title": choice.title },
      transformRequest: (url) => ({ url, headers: signed() }),
      // The style is ours.
      validateStyle: false,
      canvasContextAttributes: { preserveDrawingBuffer: true },
    });
    // Paper shows the picture of the screen, whole; it is not drawn anew for it.
    this.resizing = new ResizeObserver(() => matchMedia("print").matches || this.map.resize(ours));
    this.resizing.observe(container);
    this.map.addControl(new NavigationControl({ showCompass: false }));
    this.map.getCanvas().setAttribute("aria-label", choice.title);
    this.listen(choice);
    this.ready = this.start();
    this.whole = this.map.once("idle");
  }

  /** Before the first tile: colours that are there when a tile comes are drawn with it. */
  private async start(): Promise<void> {
    await this.map.once("style.load");
    this.map.addImage("hatch", hatch(2), { pixelRatio: 2 });
  }

  private listen(choice: MapChoice): void {
    const canvas = this.map.getCanvas();
    this.map.on("click", "fill", (event) => {
      const code = event.features?.[0]?.properties?.["code"];
      if (typeof code === "string") {
        choice.chosen(code);
      }
    });
    this.map.on("mousemove", "fill", (event) => {
      const { code } = (event.features?.[0]?.properties ?? {}) as { code?: string };
      canvas.style.cursor = "pointer";
      if (code) {
        this.popup.setLngLat(event.lngLat).setText(choice.told(code)).addTo(this.map);
      }
    });
    this.map.on("mouseleave", "fill", () => {
      canvas.style.cursor = "";
      this.popup.remove();
    });
    this.map.on("moveend", (event) => {
      // What was not moved by a reader stands in the address already. Of a wheel that ends no event of the browser tells.
      if (!("isOurs" in event)) {
        const { lng, lat } = this.map.getCenter();
        choice.moved(`${lng.toFixed(5)},${lat.toFixed(5)},${this.map.getZoom().toFixed(2)}`);
      }
    });
  }

  async show(told: ReadonlyMap<string, string | null>, isDark: boolean): Promise<void> {
    await this.ready;
    const before = this.tints;
    const tints = new Map([...told].map(([code, tint]) => [code, tint ?? lookOf(isDark).hidden] as const));
    this.tints = tints;
    for (const [code, tint] of tints) {
      if (before.get(code) !== tint) {
        this.map.setFeatureState(this.feature(code), { tint });
      }
    }
    for (const code of before.keys()) {
      if (!tints.has(code)) {
        this.map.setFeatureState(this.feature(code), { tint: null });
      }
    }
    await this.sift("hidden", [...told].flatMap(([code, tint]) => (tint === null ? [code] : [])));
  }

  /**
   * Which areas a layer draws. Tiles are cut anew for another choice, so not for the same; and not before they are there, as
   * one that is on its way may come as it was asked for.
   */
  private async sift(layer: "hidden" | "own" | "chosen", codes: readonly string[]): Promise<void> {
    const sifted = codes.join(" ");
    if (this.sifted[layer] !== sifted) {
      this.sifted[layer] = sifted;
      await this.whole;
      this.map.setFilter(layer, among(this.sifted[layer].split(" ")));
      this.isRecut = true;
    }
  }

  async select(code: string, own: string, box: Box | undefined): Promise<void> {
    await this.ready;
    const frame = JSON.stringify(box ?? this.all);
    if (frame !== this.framed) {
      this.framed = frame;
      this.map.fitBounds(box ?? this.all, { padding, animate: !this.isStill, duration: 400 }, ours);
    }
    await Promise.all([this.sift("chosen", code ? [code] : []), this.sift("own", own ? [own] : [])]);
  }

  async paint(): Promise<void> {
    await this.ready;
    this.map.redraw();
  }

  async settled(): Promise<void> {
    await this.ready;
    if (this.isRecut || !this.map.loaded() || this.map.isMoving()) {
      this.isRecut = false;
      this.map.triggerRepaint();
      await this.map.once("idle");
    }
  }

  remove(): void {
    this.resizing.disconnect();
    this.map.remove();
  }

  private feature(code: string) {
    return { source: this.level, sourceLayer: this.level, id: code };
  }
}

/** Goes with the events of what no reader moved. */
const ours = { isOurs: true };

const among = (codes: readonly string[]): FilterSpecification => ["in", ["get", "code"], ["literal", [...codes]]];

function style(isDark: boolean, level: Level, frame: Level, all: Box): StyleSpecification {
  const look = lookOf(isDark);
  const source = (of: string) => ({ type: "vector" as const, tiles: [`${location.origin}/v1/tiles/${of}/{z}/{x}/{y}.mvt`], maxzoom: 14, bounds: all, promoteId: { [of]: "code" } });
  const areas = { source: level, "source-layer": level };
  const frames = { source: frame, "source-layer": frame };
  return {
    version: 8,
    sources: { [frame]: source(frame), [level]: source(level) },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": look.ground } },
      { id: "fill", type: "fill", ...areas, paint: { "fill-color": ["to-color", ["feature-state", "tint"], look.ground], "fill-antialias": false } },
      { id: "hidden", type: "fill", ...areas, paint: { "fill-pattern": "hatch" }, filter: among([]) },
      { id: "edge", type: "line", ...areas, paint: { "line-color": look.edge, "line-width": widths.edge } },
      { id: "frame", type: "line", ...frames, paint: { "line-color": look.frame, "line-width": widths.frame } },
      { id: "own", type: "line", ...frames, paint: { "line-color": look.own, "line-width": widths.own }, filter: among([]) },
      { id: "chosen", type: "line", ...areas, paint: { "line-color": look.chosen, "line-width": widths.chosen }, filter: among([]) },
    ],
  };
}
