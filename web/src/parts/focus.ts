/** What was being used keeps the focus when it is drawn anew. */
export function keepFocus(redraw: () => void): void {
  const { id, dataset } = (document.activeElement ?? document.body) as HTMLElement;
  redraw();
  const again = id ? document.getElementById(id) : dataset["code"] ? document.querySelector(`[data-code="${CSS.escape(dataset["code"])}"]`) : null;
  if (again instanceof HTMLElement && again !== document.activeElement) {
    again.focus({ preventScroll: true });
  }
}
