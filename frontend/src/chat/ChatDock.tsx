import type { Livestream } from "../api/types";
import type { Channel } from "../channel/channel";
import { t } from "../i18n/t";
import { GiveButton } from "../tips/GiveButton";
import { RoomTips } from "../tips/RoomTips";
import { SupportersButton } from "../tips/SupportersButton";
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
      <SupportersButton livestream={livestream.id} room={room} />
      <button
        type="button"
        className="composer-button wide-only"
        aria-pressed={theatre}
        title={t("chat.theatreHint")}
        onClick={() => onTheatre(!theatre)}
      >
        <Icon name="wide" />
        <span className="visually-hidden">{t("chat.theatre")}</span>
      </button>
      <button type="button" className="composer-button wide-only" title={t("chat.popOut")} onClick={popOut}>
        <Icon name="out" />
        <span className="visually-hidden">{t("chat.popOut")}</span>
      </button>
      <button type="button" className="composer-button" title={t("chat.hide")} onClick={onHide}>
        <Icon name="close" />
        <span className="visually-hidden">{t("chat.hide")}</span>
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
      above={<RoomTips room={room} readDate={readDate} />}
      beside={(say) => <GiveButton livestream={livestream} onGiven={say} />}
      renderTip={renderTip}
    />
  );
}
