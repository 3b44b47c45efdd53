import { createElement, Fragment, type ReactNode } from "preact/compat";
import { choose, type MessageKey, type Piece, split, type Value, write } from "./messages";
import { find, locale } from "./t";

type Dress = (words: ReactNode) => ReactNode;

/** A message with elements in it: `{name}` takes a value or an element, `<name>…</name>` what a function makes of its words. */
export function T({ id, ...values }: { id: MessageKey; [name: string]: ReactNode | Value | Dress }) {
  const { count } = values;
  const message = find(id) ?? id;
  return render(split(choose(message, locale(), typeof count === "number" ? count : undefined)), values);
}

function render(pieces: Piece[], values: Readonly<Record<string, ReactNode | Value | Dress>>): ReactNode {
  return createElement(Fragment, null, ...pieces.map((piece) => draw(piece, values)));
}

function draw(piece: Piece, values: Readonly<Record<string, ReactNode | Value | Dress>>): ReactNode {
  if (piece.kind === "words") return piece.words;
  const value = values[piece.name];
  if (piece.kind === "dressed") {
    const inner = render(piece.pieces, values);
    return typeof value === "function" ? (value as Dress)(inner) : inner;
  }
  return typeof value === "number" ? write(value, locale()) : (value as ReactNode);
}
