import { describe, expect, it } from "vitest";
import { outlinesOf } from "../../src/parts/map/outlines";

/** A tile written by hand, by the specification. */
function whole(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...whole(Math.floor(value / 128))];
}
const part = (field: number, bytes: readonly number[]) => [...whole(field * 8 + 2), ...whole(bytes.length), ...bytes];
const number = (field: number, value: number) => [...whole(field * 8), ...whole(value)];
const text = (field: number, said: string) => part(field, [...new TextEncoder().encode(said)]);
const zigzag = (value: number) => (value < 0 ? -2 * value - 1 : 2 * value);
const command = (kind: number, count: number) => count * 8 + kind;

const square = [command(1, 1), zigzag(10), zigzag(20), command(2, 3), zigzag(300), 0, 0, zigzag(300), zigzag(-300), 0, command(7, 1)];
const hole = [command(1, 1), zigzag(100), zigzag(-100), command(2, 2), 0, zigzag(-50), zigzag(50), 0, command(7, 1)];

function layer(name: string): number[] {
  const feature = [...number(1, 7), ...part(2, [0, 1, 1, 0].flatMap(whole)), ...number(3, 3), ...part(4, [...square, ...hole].flatMap(whole))];
  // A double among the values, which are read as texts only.
  const values = [text(1, "Noordwest"), text(1, "WK034401"), [...whole(3 * 8 + 1), 0, 0, 0, 0, 0, 0, 0, 0]];
  return part(3, [...number(15, 2), ...text(1, name), ...part(2, feature), ...text(3, "code"), ...text(3, "name"), ...values.flatMap((v) => part(4, v)), ...number(5, 4096)]);
}

describe("areas of a tile", () => {
  it("have their code and every ring, whatever else the tile holds", () => {
    const tile = new Uint8Array([...layer("buurt"), ...layer("wijk")]);
    expect(outlinesOf(tile, "wijk")).toEqual({
      extent: 4096,
      areas: [{ code: "WK034401", rings: [[10, 20, 310, 20, 310, 320, 10, 320], [110, 220, 110, 170, 160, 170]] }],
    });
  });
  it("are none where there is no such layer, and none of nothing", () => {
    expect(outlinesOf(new Uint8Array(layer("buurt")), "wijk").areas).toEqual([]);
    expect(outlinesOf(new Uint8Array(), "wijk").areas).toEqual([]);
  });
  it("are not made up of half a tile", () => {
    const tile = new Uint8Array(layer("wijk"));
    expect(() => outlinesOf(tile.subarray(0, tile.length - 3), "wijk")).toThrow(RangeError);
  });
});
