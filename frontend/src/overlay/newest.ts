import type { Frame } from "../api/generatedEvents";

/** The newest marker of the show, as the frames add up to it. Pure. */

type Marker = Extract<Frame, { type: "overlay.markers" }>["markers"][number];

export interface Markers {
  livestream: string | null;
  list: readonly Marker[];
}

export const NONE: Markers = { livestream: null, list: [] };

export function apply(markers: Markers, frame: Frame): Markers {
  switch (frame.type) {
    case "overlay.show":
      return frame.livestream_id === markers.livestream
        ? markers
        : { livestream: frame.livestream_id, list: [] };
    case "overlay.markers":
      return { livestream: frame.livestream_id, list: frame.markers };
    case "livestream.marker": {
      if (frame.livestream_id !== markers.livestream) return markers;
      const others = markers.list.filter(({ id }) => id !== frame.marker.id);
      return { ...markers, list: frame.removed ? others : [...others, frame.marker] };
    }
    default:
      return markers;
  }
}

export function findNewest({ list }: Markers): Marker | null {
  return list.reduce<Marker | null>((last, one) => (last === null || one.at >= last.at ? one : last), null);
}
