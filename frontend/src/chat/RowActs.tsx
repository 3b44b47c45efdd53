import { removeMessage, reportMessage } from "../api/calls";
import { banAccount } from "../api/keeping";
import { Problem } from "../api/problem";
import type { Account } from "../api/types";
import { t } from "../i18n/t";
import { TIME_OUTS } from "../pages/moderation/keys";
import type { ChatMessage } from "./messages";
import type { Room } from "./store";
import { useKeeps } from "./useKeeps";

/** What somebody who is signed in can do about a message; who keeps the room can do more. */
export function RowActs(props: {
  livestream: string;
  artist: string;
  account: Account;
  room: Room;
  message: ChatMessage;
  /** Closes the menu. */
  done: () => void;
  onMention: (name: string) => void;
  /** What came of it. */
  onSaid: (words: string) => void;
}) {
  const { livestream, artist, account, room, message, done, onMention, onSaid } = props;
  const keeps = useKeeps(livestream, artist, account.id);
  const { id, account: writer } = message;
  const mine = writer?.id === account.id;
  const kept = writer?.badges.some((badge) => badge === "artist" || badge === "moderator") ?? false;
  const act = (send: () => Promise<unknown>, then: () => void) => {
    done();
    send().then(then, (error: unknown) => onSaid(error instanceof Problem ? error.message : ""));
  };
  const timeOut = (minutes: number) => {
    if (writer === null) return;
    act(
      () => banAccount(livestream, { account_id: writer.id, seconds: 60 * minutes }),
      () => onSaid(t("chat.timedOut", { name: writer.display_name, count: minutes })),
    );
  };
  return (
    <>
      <button
        type="button"
        onClick={() => {
          done();
          onMention(writer?.display_name ?? "");
        }}
      >
        {t("chat.mention")}
      </button>
      {!mine && (
        <button
          type="button"
          onClick={() =>
            act(
              () => reportMessage(livestream, id),
              () => onSaid(t("chat.reported")),
            )
          }
        >
          {t("chat.report")}
        </button>
      )}
      {(mine || keeps) && (
        <button
          type="button"
          onClick={() =>
            act(
              () => removeMessage(livestream, id),
              () => room.remove(id),
            )
          }
        >
          {t("chat.remove")}
        </button>
      )}
      {keeps && !mine && !kept && writer !== null && (
        <fieldset className="chat-menu-lengths">
          <legend>{t("chat.timeOut")}</legend>
          {TIME_OUTS.map(({ minutes }) => (
            <button key={minutes} type="button" onClick={() => timeOut(minutes)}>
              {t("chat.minutes", { count: minutes })}
            </button>
          ))}
        </fieldset>
      )}
    </>
  );
}
