import type { Move } from "../../api/studioCalls";
import type { Livestream } from "../../api/types";
import type { MessageKey } from "../../i18n/messages";

export interface MoveOffer {
  move: Move | "delete";
  label: MessageKey;
  look: "primary" | "danger" | "live" | "plain";
  /** What is asked before it is done. */
  confirm?: { title: MessageKey; words: MessageKey; dismiss: MessageKey };
}

/** Fans hear of it at once, so it takes two presses as the end does. */
const GO_LIVE: MoveOffer = {
  move: "start",
  label: "control.goLive",
  look: "live",
  confirm: { title: "control.goLiveAsk", words: "control.goLiveWords", dismiss: "control.notYet" },
};

const END: MoveOffer = {
  move: "stop",
  label: "control.end",
  look: "danger",
  confirm: { title: "control.endAsk", words: "control.endWords", dismiss: "control.stayLive" },
};

const CANCEL: MoveOffer = {
  move: "cancel",
  label: "control.cancel",
  look: "plain",
  confirm: { title: "control.cancelAsk", words: "control.cancelWords", dismiss: "control.keep" },
};

const REOPEN: MoveOffer = {
  move: "start",
  label: "control.reopen",
  look: "plain",
  confirm: { title: "control.reopenAsk", words: "control.reopenWords", dismiss: "control.leaveEnded" },
};

const ARCHIVE: MoveOffer = {
  move: "archive",
  label: "control.archive",
  look: "plain",
  confirm: { title: "control.archiveAsk", words: "control.archiveWords", dismiss: "control.keepHere" },
};

const DELETE: MoveOffer = {
  move: "delete",
  label: "control.delete",
  look: "danger",
  confirm: { title: "control.deleteAsk", words: "control.deleteWords", dismiss: "control.keep" },
};

type Subject = Pick<Livestream, "status" | "publishing" | "ready" | "auto_start">;

/** The moves the lifecycle allows from here, the likeliest first. */
export function listMoves({ status, publishing, ready, auto_start }: Subject): MoveOffer[] {
  switch (status) {
    case "scheduled": {
      if (publishing) return [GO_LIVE, CANCEL];
      if (auto_start || ready) return [CANCEL];
      return [{ move: "start", label: "control.goLiveThen", look: "primary" }, CANCEL];
    }
    case "live":
      return [END];
    case "ended":
      return [REOPEN, ARCHIVE, DELETE];
    case "archived":
    case "cancelled":
      return [DELETE];
  }
}
