import "./tiers.css";
import "./tips.css";
import { lazy, Suspense, useState } from "preact/compat";
import type { Livestream } from "../api/types";
import type { ChatMessage } from "../chat/messages";
import { loadWorded, t } from "../i18n/t";
import { useSession } from "../session/session";
import { Icon } from "../ui/Icon";
import { Said } from "../ui/Said";

const GiveSheet = lazy(() => loadWorded("sheets", async () => (await import("./GiveSheet")).GiveSheet));

export type TippedLivestream = Pick<Livestream, "id" | "artist" | "token_gate_amount">;

/** Beside the chat's box: the way to give the artist something. `onGiven` is told of the tip's message. */
export function GiveButton(props: { livestream: TippedLivestream; onGiven: (message: ChatMessage) => void }) {
  const { livestream, onGiven } = props;
  const { account } = useSession();
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState("");
  if (!account || account.id === livestream.artist.id) return null;
  return (
    <>
      <button
        type="button"
        className="composer-button worded"
        aria-haspopup="dialog"
        title={t("tips.give", { name: livestream.artist.display_name })}
        onClick={() => {
          setSaid("");
          setOpen(true);
        }}
      >
        <Icon name="gem" /> {t("tips.tip")}
      </button>
      <span className="visually-hidden">
        <Said words={said} />
      </span>
      {open && (
        <Suspense fallback={null}>
          <GiveSheet
            livestream={livestream}
            onClose={() => setOpen(false)}
            onGiven={(message) => {
              setOpen(false);
              setSaid(t("tips.given"));
              onGiven(message);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
