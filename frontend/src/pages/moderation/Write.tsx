import "../../chat/chat.css";
import { useRef } from "preact/compat";
import type { Livestream } from "../../api/types";
import { ComposerBox, type ComposerHandle } from "../../chat/ComposerBox";
import { findHours } from "../../chat/hours";
import type { Room } from "../../chat/store";
import { useComposer } from "../../chat/useComposer";
import { useReader } from "../../chat/useReader";
import { useNow } from "../../ui/useNow";

/** Where somebody who keeps the room answers, as long as it is open. */
export function Write({ livestream, room }: { livestream: Livestream; room: Room }) {
  const hours = findHours(livestream, useNow());
  return hours.is === "over" || hours.is === "early" ? null : <Box id={livestream.id} room={room} />;
}

function Box({ id, room }: { id: string; room: Room }) {
  const [, reader] = useReader(id, room);
  const [composer, act, send] = useComposer(id, reader);
  const handle = useRef<ComposerHandle>(null);
  return (
    <div className="desk-write">
      <ComposerBox state={composer} act={act} send={send} handle={handle} />
    </div>
  );
}
