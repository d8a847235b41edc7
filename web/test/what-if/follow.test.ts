import { afterEach, describe, expect, it, vi } from "vitest";
import { eventOf, follow, type Progress, type Stage } from "../../src/views/what-if/follow";

const streamOf = (...parts: string[]) =>
  new Response(
    new ReadableStream<Uint8Array>({
      start(controller) {
        parts.forEach((part) => controller.enqueue(new TextEncoder().encode(part)));
        controller.close();
      },
    }),
  );

const progress = (id: number, done: number) => `id: ${id}\nevent: progress\ndata: {"replicates_done":${done},"replicates":100,"seconds_left":1}\n\n`;

afterEach(() => vi.unstubAllGlobals());

describe("how far a run is", () => {
  it("reads events, and no remarks", () => {
    expect(eventOf('id: 7\nevent: done\ndata: {"run":"a: b"}')).toEqual({ id: "7", name: "done", json: { run: "a: b" } });
    expect(eventOf(": …")).toBeNull();
  });

  it("goes on where the line was lost, however the bytes were cut", async () => {
    const whole = progress(1, 8) + progress(2, 16);
    const asked: (string | undefined)[] = [];
    const answers = [streamOf(whole.slice(0, 20), whole.slice(20)), streamOf(progress(3, 24), 'id: 4\nevent: partial\ndata: {"run":"b","replicates":16}\n\n', "id: end\nevent: done\ndata: {}\n\n")];
    vi.stubGlobal("fetch", (_: string, { headers }: { headers: Record<string, string> }) => {
      asked.push(headers["Last-Event-ID"]);
      return Promise.resolve(answers.shift());
    });
    const told: Progress[] = [];
    const stages: Stage[] = [];
    expect(await follow("/v1/trials/a", { progress: (now) => told.push(now), partial: (stage) => stages.push(stage) })).toBe("done");
    expect(stages).toEqual([{ run: "b", replicates: 16 }]);
    expect(told.map((p) => p.replicates_done)).toEqual([8, 16, 24]);
    expect(asked).toEqual([undefined, "2"]);
  });
});
