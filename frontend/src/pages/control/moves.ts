import type { Move } from "../../api/calls";
import type { Livestream } from "../../api/types";

export interface MoveOffer {
  move: Move | "delete";
  label: string;
  look: "primary" | "danger" | "live" | "plain";
  confirm?: { title: string; words: string; dismiss: string };
}

const END: MoveOffer = {
  move: "stop",
  label: "End livestream",
  look: "danger",
  confirm: {
    title: "End this livestream?",
    words: "Every fan’s page shows the end, and OBS is disconnected.",
    dismiss: "Stay live",
  },
};

const CANCEL: MoveOffer = {
  move: "cancel",
  label: "Cancel livestream",
  look: "plain",
  confirm: {
    title: "Cancel this livestream?",
    words: "It leaves the list of upcoming livestreams and its key stops working. This cannot be undone.",
    dismiss: "Keep it",
  },
};

const ARCHIVE: MoveOffer = {
  move: "archive",
  label: "Archive",
  look: "plain",
  confirm: {
    title: "Archive this livestream?",
    words: "It is put away for good and cannot be reopened. This cannot be undone.",
    dismiss: "Keep it here",
  },
};

const DELETE: MoveOffer = {
  move: "delete",
  label: "Delete",
  look: "plain",
  confirm: {
    title: "Delete this livestream?",
    words: "Its page, its figures and its key are gone for good.",
    dismiss: "Keep it",
  },
};

type Subject = Pick<Livestream, "status" | "publishing" | "ready" | "auto_start">;

/** The moves the lifecycle allows from here, the likeliest first. */
export function listMoves({ status, publishing, ready, auto_start }: Subject): MoveOffer[] {
  switch (status) {
    case "scheduled": {
      if (publishing) return [{ move: "start", label: "Go live", look: "live" }, CANCEL];
      if (auto_start || ready) return [CANCEL];
      return [{ move: "start", label: "Go live when OBS connects", look: "primary" }, CANCEL];
    }
    case "live":
      return [END];
    case "ended":
      return [{ move: "start", label: "Reopen", look: "plain" }, ARCHIVE, DELETE];
    case "archived":
    case "cancelled":
      return [DELETE];
  }
}
