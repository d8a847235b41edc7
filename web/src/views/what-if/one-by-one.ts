/** Draws one after another: what was overtaken while it waited is not drawn. */

export class OneByOne {
  private busy: Promise<void> = Promise.resolve();
  private newest = 0;

  /** @returns When it was drawn, or something newer waits in its place. */
  draw(draw: () => Promise<void>): Promise<void> {
    const mine = ++this.newest;
    const drawn = this.busy.then(() => (mine === this.newest ? draw() : undefined));
    this.busy = drawn.catch(() => {});
    return drawn;
  }
}
