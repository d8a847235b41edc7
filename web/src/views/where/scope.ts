/** Which areas are looked at: those of a level, and within it the own wijk or gemeente. */

import * as api from "../../api";
import type { Level, Place } from "../../api";
import type { Frame } from "./levels";

export interface Scope {
  level: Level;
  frame: Frame;
  /** What can be one's own. */
  frames: readonly Place[];
  /** What is; undefined when all is looked at. */
  own: Place | undefined;
  /** All areas of the level. */
  all: readonly Place[];
  /** Those in the list: of the own wijk or gemeente. */
  listed: readonly Place[];
  /** Those on the map: of many, the listed ones. */
  coloured: readonly Place[];
  /** By code. */
  names: Map<string, string>;
  isSchematic: boolean;
  /** Too many to hold each beside all. */
  isMany: boolean;
  /** What an area lies in, by name; empty where that is all there is. */
  within(place: Place): string;
}

/** @param own Code of the wijk or gemeente that is looked at; empty for none. */
export async function scopeOf(level: Level, frame: Frame, own: string, isMany: boolean): Promise<Scope> {
  const [{ places: all, schematic }, { places: frames }] = await Promise.all([api.places(level), api.places(frame)]);
  const found = frames.find((f) => f.code === own);
  const listed = found ? all.filter((place) => frameCode(place, level, frame) === found.code) : all;
  const names = new Map([...frames, ...all].map(({ code, name }) => [code, name]));
  return {
    level,
    frame,
    frames,
    own: found,
    all,
    listed,
    coloured: isMany ? listed : all,
    names,
    isSchematic: schematic,
    isMany,
    within: (place) => (level === frame ? "" : (names.get(frameCode(place, level, frame) ?? "") ?? "")),
  };
}

const frameCode = (place: Place, level: Level, frame: Frame) => (level === frame ? place.code : place[frame]);
