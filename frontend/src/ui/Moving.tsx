import { Component, createRef, type ReactNode } from "preact/compat";
import { chooseAnchor, chooseHeir, findMoves, type Place, type Places } from "./moving";

interface Props {
  /** Another one whenever something comes, goes or moves: only then is anything measured. */
  order: string;
  className?: string;
  children: ReactNode;
}

interface Before {
  places: Places;
  /** The thing that has the focus, and what in it has. */
  focused: { name: string; element: HTMLElement } | null;
}

/**
 * Around lists whose things (`data-moves`) come, go and move by push. Whoever reads goes on where they were: the page
 * stays, the focus too, and what moves is seen to move.
 */
export class Moving extends Component<Props> {
  private readonly root = createRef<HTMLDivElement>();

  override getSnapshotBeforeUpdate(before: Props): Before | null {
    const root = this.root.current;
    if (root === null || before.order === this.props.order) return null;
    const element = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const name = element?.closest<HTMLElement>("[data-moves]")?.dataset.moves;
    const inside = element !== null && name !== undefined && root.contains(element);
    return { places: measure(root), focused: inside ? { name, element } : null };
  }

  override componentDidUpdate(_props: Props, _state: unknown, before: Before | null): void {
    const root = this.root.current;
    if (root === null || before === null) return;
    keepFocus(root, before);
    keepPlace(before, measure(root));
    move(root, before.places);
  }

  override render() {
    const { className, children } = this.props;
    return (
      <div className={`moving ${className ?? ""}`} ref={this.root}>
        {children}
      </div>
    );
  }
}

function measure(root: HTMLElement): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const one of root.querySelectorAll<HTMLElement>("[data-moves]")) {
    const { left, top, bottom } = one.getBoundingClientRect();
    places.set(one.dataset.moves ?? "", { left, top, bottom });
  }
  return places;
}

function find(root: HTMLElement, name: string): HTMLElement | null {
  return root.querySelector(`[data-moves="${CSS.escape(name)}"]`);
}

/** An element that is put elsewhere loses the focus, and one that is drawn anew has another in its place. */
function keepFocus(root: HTMLElement, { focused, places }: Before): void {
  if (focused === null || document.activeElement === focused.element) return;
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  if (focused.element.isConnected) {
    focused.element.focus({ preventScroll: true });
    return;
  }
  const names = new Set(measure(root).keys());
  const heir = chooseHeir([...places.keys()], names, focused.name);
  if (heir !== null)
    find(root, heir)?.querySelector<HTMLElement>("a, button")?.focus({ preventScroll: true });
}

function keepPlace({ places, focused }: Before, after: Places): void {
  const window = { height: innerHeight, scrolled: scrollY };
  const anchor = chooseAnchor(places, after, window, focused?.name ?? null);
  if (anchor === null) return;
  const moved = (after.get(anchor)?.top ?? 0) - (places.get(anchor)?.top ?? 0);
  if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
}

function move(root: HTMLElement, before: Places): void {
  const [, ms = "0", easing = "linear"] =
    /^\s*(\d+)ms (.+)$/.exec(getComputedStyle(root).getPropertyValue("--calm")) ?? [];
  const options = { duration: Number(ms), easing: easing.trim() };
  // Whoever wants no motion has a length of nothing.
  if (options.duration < 10) return;
  const after = measure(root);
  for (const [name, way] of findMoves(before, after)) {
    const { top = 0, bottom = 0 } = after.get(name) ?? {};
    const old = before.get(name);
    const seen = (place: { top: number; bottom: number }) => place.bottom > 0 && place.top < innerHeight;
    if (!seen({ top, bottom }) && !(old && seen(old))) continue;
    find(root, name)?.animate(
      way === null
        ? [
            { opacity: 0, transform: "scale(0.94)" },
            { opacity: 1, transform: "none" },
          ]
        : [{ transform: `translate(${way.x}px, ${way.y}px)` }, { transform: "none" }],
      options,
    );
  }
}
