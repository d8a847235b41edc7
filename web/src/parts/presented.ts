/** Milliseconds after which it is not waited for: a page that nobody sees is not painted. */
const Patience = 250;

/** Until what was drawn last is on its way to the screen: work that can wait does not delay it. */
export function presented(): Promise<void> {
  return new Promise((done) => {
    const late = window.setTimeout(done, Patience);
    requestAnimationFrame(() =>
      setTimeout(() => {
        window.clearTimeout(late);
        done();
      }),
    );
  });
}
