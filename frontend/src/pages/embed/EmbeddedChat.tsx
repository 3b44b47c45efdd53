import "../../chat/chat.css";
import { useCallback } from "preact/compat";
import type { Livestream } from "../../api/types";
import type { Channel } from "../../channel/channel";
import { ChatList } from "../../chat/ChatList";
import type { NameOf } from "../../chat/ChatRow";
import type { ReadDate } from "../../chat/reader";
import { useReader } from "../../chat/useReader";
import { useRoom } from "../../chat/useRoom";
import { t } from "../../i18n/t";
import { renderTip } from "../../tips/TipRow";
import { pageOf } from "./address";

/** What is said, to read: to say something takes a sign-in, which is on our own page. */
export function EmbeddedChat(props: {
  livestream: Livestream;
  channel: Channel;
  linked: boolean;
  readDate: ReadDate;
}) {
  const { livestream, channel, linked, readDate } = props;
  const { id, artist } = livestream;
  const room = useRoom(channel);
  const [reading, reader] = useReader(id, room, readDate);
  const nameOf = useCallback<NameOf>(
    (one) => (one === artist.id ? artist.display_name : reader.nameOf(one)),
    [artist.id, artist.display_name, reader],
  );
  return (
    <section className="chat" aria-label={t("embed.chat")}>
      <div className="chat-head">
        <h2>{t("embed.chat")}</h2>
        {!linked && <span className="chat-link">{t("embed.reconnecting")}</span>}
      </div>
      <ChatList
        reading={reading}
        reader={reader}
        account={null}
        pending={[]}
        empty={<p>{t("embed.nothingSaid")}</p>}
        nameOf={nameOf}
        renderTip={renderTip}
      />
      <p className="embed-chat-foot">
        <a className="button small" href={pageOf(id)} target="_blank" rel="noopener">
          {t("embed.join")}
        </a>
      </p>
    </section>
  );
}
