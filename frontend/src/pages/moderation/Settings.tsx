import { useCallback, useState } from "preact/compat";
import { changeRoom, readRoomSettings } from "../../api/keeping";
import type { ChatRoomChanges } from "../../api/types";
import type { RoomShape } from "../../chat/messages";
import { t } from "../../i18n/t";
import { Check } from "../../ui/Check";
import { Form } from "../../ui/Form";
import { ProblemNote } from "../../ui/ProblemNote";
import { useRead } from "../../ui/useRead";
import { useSubmit } from "../../ui/useSubmit";
import { Filter } from "./Filter";
import { describeSeconds } from "./log";
import type { Keeping } from "./useKeeping";

const SLOW = [0, 3, 5, 10, 30, 60, 120, 300];
const DELAYS = [0, 2, 4, 6, 10, 20, 30, 60];

/** What is set for a room. Each change holds at once, on every page. */
export function Settings(props: {
  livestream: string;
  shape: RoomShape;
  keeping: Keeping;
  /** It is the artist's own room. */
  owner: boolean;
}) {
  const { livestream, shape, keeping, owner } = props;
  // What everybody is shown of the room is told; the rest is read.
  const [read] = useState(() => (signal: AbortSignal) => readRoomSettings(livestream, signal));
  const [settings, trouble, again] = useRead(read);
  const change = (changes: ChatRoomChanges, words: string) =>
    void keeping.act(words, () => changeRoom(livestream, changes));
  return (
    <div className="desk-settings">
      <Check
        label={t("moderation.open")}
        hint={t("moderation.openOff")}
        checked={shape.enabled}
        onChange={({ currentTarget: { checked: enabled } }) =>
          change({ enabled }, t(enabled ? "moderation.saidOpen" : "moderation.saidClosed"))
        }
      />
      <Check
        label={t("moderation.holders")}
        checked={shape.holders_only}
        onChange={({ currentTarget: { checked: holders_only } }) =>
          change({ holders_only }, t(holders_only ? "moderation.saidHolders" : "moderation.saidEverybody"))
        }
      />
      <Check
        label={t("moderation.links")}
        checked={shape.links}
        onChange={({ currentTarget: { checked: links } }) =>
          change({ links }, t(links ? "moderation.saidLinks" : "moderation.saidNoLinks"))
        }
      />
      <Seconds
        name={t("moderation.slow")}
        hint={t("moderation.slowHint")}
        none={t("moderation.off")}
        values={SLOW}
        value={shape.slow_seconds}
        onChange={(slow_seconds) =>
          change(
            { slow_seconds },
            slow_seconds === 0
              ? t("moderation.saidSlowOff")
              : t("moderation.saidSlow", { time: describeSeconds(slow_seconds) }),
          )
        }
      />
      <Seconds
        name={t("moderation.delay")}
        hint={t("moderation.delayHint")}
        none={t("moderation.noDelay")}
        values={DELAYS}
        value={shape.delay_seconds}
        onChange={(delay_seconds) =>
          change(
            { delay_seconds },
            delay_seconds === 0
              ? t("moderation.saidNoDelay")
              : t("moderation.saidDelay", { time: describeSeconds(delay_seconds) }),
          )
        }
      />
      {trouble && <ProblemNote problem={trouble} onRetry={again} />}
      {settings !== null && (
        <>
          <Words livestream={livestream} words={settings.words ?? []} keeping={keeping} />
          {owner && <Filter livestream={livestream} filter={settings.filter} keeping={keeping} />}
        </>
      )}
    </div>
  );
}

function Seconds(props: {
  name: string;
  hint: string;
  none: string;
  values: readonly number[];
  value: number;
  onChange: (seconds: number) => void;
}) {
  const { name, hint, none, values, value, onChange } = props;
  // A program may have set another one.
  const all = values.includes(value) ? values : [...values, value].sort((a, b) => a - b);
  return (
    <div className="field">
      <label>
        {name}
        <select value={value} onChange={(event) => onChange(Number(event.currentTarget.value))}>
          {all.map((seconds) => (
            <option key={seconds} value={seconds}>
              {seconds === 0 ? none : describeSeconds(seconds)}
            </option>
          ))}
        </select>
      </label>
      <p className="hint">{hint}</p>
    </div>
  );
}

/** Words that no message may have. They are told to nobody but those who keep the room. */
function Words(props: { livestream: string; words: readonly string[]; keeping: Keeping }) {
  const { livestream, words, keeping } = props;
  const { say } = keeping;
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (text: string) => {
        const lines = splitLines(text);
        await changeRoom(livestream, { words: lines });
        say(lines.length === 0 ? t("moderation.saidAllWords") : t("moderation.saidWords"));
      },
      [livestream, say],
    ),
  );
  return (
    <Form
      fields={["words"]}
      problem={problem}
      pending={pending}
      action={t("moderation.saveWords")}
      look="plain"
      onSubmit={(data) => submit(String(data.get("words") ?? ""))}
    >
      <div className="field">
        <label htmlFor="words">{t("moderation.words")}</label>
        <p className="hint" id="words-hint">
          {t("moderation.wordsHint")}
        </p>
        <textarea
          id="words"
          name="words"
          rows={5}
          spellcheck={false}
          defaultValue={words.join("\n")}
          aria-describedby="words-hint"
          aria-invalid={problem !== null && "words" in problem.fields ? true : undefined}
        />
        {problem !== null && "words" in problem.fields && (
          <p className="field-error">{problem.fields.words}</p>
        )}
      </div>
    </Form>
  );
}

function splitLines(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}
