import { afterEach, describe, expect, it, vi } from "vitest";
import { OneByOne } from "../../src/views/what-if/one-by-one";
import { quick, Runner, Stopped } from "../../src/views/what-if/runner";

/** A server on which one trial is under way; what it tells is told by hand. */
function server() {
  const asked: string[] = [];
  let tell: (name: string, json: object) => void = () => {};
  let end: () => void = () => {};
  vi.stubGlobal("document", { documentElement: { lang: "nl" } });
  vi.stubGlobal("fetch", (path: string, request: RequestInit = {}) => {
    asked.push(`${request.method ?? "GET"} ${path}`);
    if (path.endsWith("/events")) {
      const body = new ReadableStream<Uint8Array>({
        start(to) {
          tell = (name, json) => to.enqueue(new TextEncoder().encode(`id: 1\nevent: ${name}\ndata: ${JSON.stringify(json)}\n\n`));
          end = () => to.close();
        },
      });
      return Promise.resolve(new Response(body));
    }
    return Promise.resolve(request.method === "DELETE" ? new Response(null, { status: 204 }) : Response.json({ id: "all", status: "queued", stages: [] }));
  });
  return { asked, tell: (name: string, json: object) => tell(name, json), end: () => end() };
}

afterEach(() => vi.unstubAllGlobals());

describe("what is tried", () => {
  it("is asked for once, and told early to who looks at it last", async () => {
    const { asked, tell, end } = server();
    const runner = new Runner(() => {});
    const [first, second]: [number[], number[]] = [[], []];
    const made = runner.try({ yaml: "x" }, quick, (stage) => first.push(stage.replicates));
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    tell("partial", { run: "few", replicates: 16 });
    await vi.waitFor(() => expect(first).toEqual([16]));
    const again = runner.try({ yaml: "x" }, quick, (stage) => second.push(stage.replicates));
    tell("partial", { run: "all", replicates: 100 });
    tell("done", {});
    end();
    expect(await again).toEqual({ id: "all", stages: new Map([[16, "few"], [100, "all"]]) });
    expect(await made).toBe(await again);
    expect([first, second]).toEqual([[16], [16, 100]]);
    expect(asked).toEqual(["POST /v1/trials", "GET /v1/trials/all/events"]);
  });

  it("is taken back when something else is wished for", async () => {
    const { asked, tell, end } = server();
    const runner = new Runner(() => {});
    const stopped = expect(runner.try({ yaml: "x" }, quick, () => {})).rejects.toThrow(Stopped);
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    const [tellFirst, endFirst] = [tell, end];
    runner.cancel();
    tellFirst("cancelled", {});
    endFirst();
    await stopped;
    expect(asked).toContain("DELETE /v1/trials/all");
  });
});

it("does not draw what was overtaken while it waited", async () => {
  const drawings = new OneByOne();
  const drawn: number[] = [];
  let release = () => {};
  const slow = new Promise<void>((done) => (release = done));
  const first = drawings.draw(async () => void drawn.push(await slow.then(() => 1)));
  // It is being drawn when two more come.
  await new Promise((begun) => setTimeout(begun));
  const all = [first, drawings.draw(async () => void drawn.push(2)), drawings.draw(async () => void drawn.push(3))];
  release();
  await Promise.all(all);
  expect(drawn).toEqual([1, 3]);
});
