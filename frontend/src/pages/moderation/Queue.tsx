import { type ReactNode, useRef, useState } from "preact/compat";
import { removeMessage } from "../../api/calls";
import { closeReports, markQuestion, type QuestionState, type Reported } from "../../api/keeping";
import type { ChatMessage } from "../../chat/messages";
import { t } from "../../i18n/t";
import { listReasons } from "./queue";
import type { Keeping } from "./useKeeping";

/** What waits for somebody: messages that were reported, and questions. */
export function Queue(props: {
  livestream: string;
  reported: readonly Reported[];
  questions: readonly ChatMessage[];
  keeping: Keeping;
}) {
  const { livestream, reported, questions, keeping } = props;
  // A row goes with what is done about it, so the keyboard goes on above the list.
  const heads = { reports: useRef<HTMLHeadingElement>(null), questions: useRef<HTMLHeadingElement>(null) };
  const [asking, setAsking] = useState<string | null>(null);
  const close = async (id: string) => {
    if (await keeping.act(t("moderation.stays"), () => closeReports(livestream, id)))
      heads.reports.current?.focus();
  };
  const remove = async (id: string) => {
    if (asking !== id) {
      setAsking(id);
      return;
    }
    setAsking(null);
    if (await keeping.act(t("moderation.deleted"), () => removeMessage(livestream, id)))
      heads.reports.current?.focus();
  };
  const mark = async (id: string, state: QuestionState) => {
    const words = t(state === "answered" ? "moderation.answered" : "moderation.outOfQueue");
    if (await keeping.act(words, () => markQuestion(livestream, id, state))) heads.questions.current?.focus();
  };
  return (
    <>
      <section aria-labelledby="reports">
        <h2 id="reports" tabIndex={-1} ref={heads.reports}>
          {t("moderation.reported")}
        </h2>
        {reported.length === 0 && <p className="quiet">{t("moderation.nothingReported")}</p>}
        <ul className="desk-queue">
          {reported.map(({ message, reports }) => (
            <Item key={message.id} message={message}>
              <p className="hint">
                {t("moderation.reports", { count: reports.length })}
                {listReasons(reports)
                  .slice(0, 3)
                  .map((words) => (
                    <q key={words} className="desk-quote" dir="auto">
                      {words}
                    </q>
                  ))}
              </p>
              <div className="desk-acts">
                <button type="button" className="button small" onClick={() => void close(message.id)}>
                  {t("moderation.letStay")}
                </button>
                <button
                  type="button"
                  className="button small danger"
                  onClick={() => void remove(message.id)}
                  onBlur={() => setAsking(null)}
                >
                  {t(asking === message.id ? "moderation.pressAgain" : "moderation.delete")}
                </button>
              </div>
            </Item>
          ))}
        </ul>
      </section>
      <section aria-labelledby="questions">
        <h2 id="questions" tabIndex={-1} ref={heads.questions}>
          {t("moderation.questions")}
        </h2>
        {questions.length === 0 && <p className="quiet">{t("moderation.noQuestion")}</p>}
        <ol className="desk-queue">
          {questions.map((message) => (
            <Item key={message.id} message={message}>
              <div className="desk-acts">
                <button
                  type="button"
                  className="button small"
                  onClick={() => void mark(message.id, "answered")}
                >
                  {t("moderation.markAnswered")}
                </button>
                <button
                  type="button"
                  className="button small"
                  onClick={() => void mark(message.id, "dismissed")}
                >
                  {t("moderation.dismiss")}
                </button>
              </div>
            </Item>
          ))}
        </ol>
      </section>
    </>
  );
}

function Item({ message, children }: { message: ChatMessage; children: ReactNode }) {
  const { id, account, text } = message;
  return (
    <li data-message={id}>
      <p className="desk-said-line">
        <b>
          <bdi>{account?.display_name ?? t("moderation.left")}</bdi>
        </b>{" "}
        <span dir="auto">{text}</span>
      </p>
      {children}
    </li>
  );
}
