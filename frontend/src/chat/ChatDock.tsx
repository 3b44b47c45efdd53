import type { Livestream } from "../api/types";
import type { Channel } from "../channel/channel";
import { GiveButton } from "../tips/GiveButton";
import { RoomTips } from "../tips/RoomTips";
import { renderTip } from "../tips/TipRow";
import { Icon } from "../ui/Icon";
import { ChatPanel } from "./ChatPanel";
import type { ReadDate } from "./reader";
import { useRoom } from "./useRoom";

/** The chat of a watch page: beside the picture, below it, or over it, as there is room. */
export function ChatDock(props: {
  livestream: Livestream;
  channel: Channel;
  linked: boolean;
  /** Where the picture is; the same function each time. */
  readDate: ReadDate;
  theatre: boolean;
  onTheatre: (on: boolean) => void;
  onHide: () => void;
}) {
  const { livestream, channel, linked, readDate, theatre, onTheatre, onHide } = props;
  const room = useRoom(channel);
  const popOut = () => {
    const features = "popup,width=400,height=720";
    if (open(`/livestreams/${encodeURIComponent(livestream.id)}/chat`, `chat-${livestream.id}`, features))
      onHide();
  };
  const head = (
    <>
      <button
        type="button"
        className="composer-button wide-only"
        aria-pressed={theatre}
        title="Theatre: the picture as large as it gets"
        onClick={() => onTheatre(!theatre)}
      >
        <Icon name="wide" />
        <span className="visually-hidden">Theatre</span>
      </button>
      <button
        type="button"
        className="composer-button wide-only"
        title="In a window of its own"
        onClick={popOut}
      >
        <Icon name="out" />
        <span className="visually-hidden">Open in a window of its own</span>
      </button>
      <button type="button" className="composer-button" title="Hide the chat" onClick={onHide}>
        <Icon name="close" />
        <span className="visually-hidden">Hide the chat</span>
      </button>
    </>
  );
  return (
    <ChatPanel
      livestream={livestream}
      room={room}
      linked={linked}
      readDate={readDate}
      head={head}
      above={<RoomTips livestream={livestream.id} room={room} readDate={readDate} />}
      beside={(say) => <GiveButton livestream={livestream} onGiven={say} />}
      renderTip={renderTip}
    />
  );
}
