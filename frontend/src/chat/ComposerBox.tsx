import {
  type Dispatch,
  type KeyboardEvent,
  lazy,
  type ReactNode,
  type Ref,
  Suspense,
  useCallback,
  useImperativeHandle,
  useRef,
  useState,
} from "preact/compat";
import { t } from "../i18n/t";
import { Check } from "../ui/Check";
import { Icon } from "../ui/Icon";
import { describeLength } from "../ui/time";
import { useNow } from "../ui/useNow";
import { type Act, type Composer, countLetters, isSendable, MOST_TEXT } from "./composer";

const EmojiPicker = lazy(async () => ({ default: (await import("./EmojiPicker")).EmojiPicker }));

/** From here on it is told how much may still be written. */
const TOLD_FROM = 400;

export interface ComposerHandle {
  /** Puts words where the cursor is, and the keyboard there. */
  insert: (words: string) => void;
}

/** Where somebody writes. */
export function ComposerBox(props: {
  state: Composer;
  act: Dispatch<Act>;
  send: () => void;
  handle: Ref<ComposerHandle>;
  /** Beside the buttons: to give something, to clap. */
  beside?: ReactNode;
}) {
  const { state, act, send, handle, beside } = props;
  const { text, question, held, problem } = state;
  const box = useRef<HTMLTextAreaElement>(null);
  const [picking, setPicking] = useState(false);
  const left = MOST_TEXT - countLetters(text.trim());

  const insert = useCallback(
    (words: string) => {
      const field = box.current;
      if (field === null) return;
      const { selectionStart: start, selectionEnd: end, value } = field;
      const before = value.slice(0, start);
      const space = words.startsWith("@") && before !== "" && !before.endsWith(" ") ? " " : "";
      act({ type: "typed", text: before + space + words + value.slice(end) });
      const at = start + space.length + words.length;
      requestAnimationFrame(() => {
        field.focus();
        field.setSelectionRange(at, at);
      });
    },
    [act],
  );
  useImperativeHandle(handle, () => ({ insert }), [insert]);

  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Enter also ends what an input method composes.
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {held.map(({ id, text, refusal }) => (
        <div key={id} className="composer-held">
          <p className="composer-words">{text}</p>
          <button type="button" className="text-button" onClick={() => act({ type: "dropped", id })}>
            {t("chat.drop")}
          </button>
          {refusal !== undefined && (
            <p className="composer-refusal" role="alert">
              {refusal}
            </p>
          )}
        </div>
      ))}
      {problem !== null && <Trouble state={state} problem={problem} act={act} />}
      <div className="composer-box">
        <textarea
          ref={box}
          rows={1}
          value={text}
          aria-label={t("chat.message")}
          placeholder={t(question ? "chat.ask" : "chat.say")}
          dir="auto"
          autoComplete="off"
          enterkeyhint="send"
          aria-invalid={left < 0 || undefined}
          onChange={(event) => act({ type: "typed", text: event.currentTarget.value })}
          onKeyDown={press}
        />
        <button
          type="submit"
          className="composer-button send"
          aria-disabled={!isSendable(text) && held.every(({ refusal }) => refusal !== undefined)}
          title={t("chat.send")}
        >
          <Icon name="send" />
          <span className="visually-hidden">{t("chat.send")}</span>
        </button>
      </div>
      <div className="composer-line">
        <button
          type="button"
          className="composer-button"
          aria-expanded={picking}
          onClick={() => setPicking(!picking)}
        >
          <Icon name="smile" />
          <span className="visually-hidden">{t("chat.emoji")}</span>
        </button>
        <button
          type="button"
          className="composer-button worded"
          aria-pressed={question}
          title={t("chat.questionHint")}
          onClick={() => act({ type: "asks", question: !question })}
        >
          <Icon name="ask" /> <span className="composer-word">{t("chat.question")}</span>
        </button>
        <span className="composer-space" />
        {MOST_TEXT - left >= TOLD_FROM && (
          <span className="composer-left figure" data-over={left < 0 || undefined}>
            {left < 0 ? t("chat.tooMany", { count: -left }) : t("chat.left", { count: left })}
          </span>
        )}
        {beside}
      </div>
      {picking && (
        // biome-ignore lint/a11y/noStaticElementInteractions: a key for what is within
        <div
          className="composer-picker"
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.stopPropagation();
            setPicking(false);
            box.current?.focus();
          }}
        >
          <Suspense fallback={<p className="quiet">{t("chat.emojiLoading")}</p>}>
            <EmojiPicker onPick={insert} />
          </Suspense>
        </div>
      )}
    </form>
  );
}

/** Why something was not taken, and when it will be. */
function Trouble({ state, problem, act }: { state: Composer; problem: string; act: Dispatch<Act> }) {
  const { until, auto, held, text } = state;
  const now = useNow();
  const seconds = Math.ceil((until - now) / 1000);
  const waits = until !== 0 && (held.length > 0 || text.trim() !== "");
  if (!waits) {
    return (
      <p className="composer-trouble" role="alert">
        {problem}
      </p>
    );
  }
  return (
    <div className="composer-trouble">
      <p role="alert">{seconds > 0 ? problem : t(auto ? "chat.sentByItself" : "chat.sentNow")}</p>
      <p className="composer-wait">
        {seconds > 0 && (
          <span className="figure" aria-hidden="true">
            {t("chat.in", { length: describeLength(seconds * 1000) })}
          </span>
        )}
        <Check
          className="composer-auto"
          label={t("chat.auto")}
          checked={auto}
          onChange={(event) => act({ type: "auto", auto: event.currentTarget.checked })}
        />
      </p>
    </div>
  );
}
