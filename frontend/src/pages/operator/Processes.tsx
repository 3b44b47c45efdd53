import type { OperatorNode, ShowOn, WebProcess } from "../../api/types";
import { t } from "../../i18n/t";
import { formatCount } from "../../ui/counts";
import { describeSize } from "../../ui/size";
import { describeLength, formatWithin, region } from "../../ui/time";

/** Seconds without a word after which one is silent; as the server's own judgement. */
const SILENT_MS = 20_000;

const round = (value: number, digits: number) =>
  new Intl.NumberFormat(region(), { maximumFractionDigits: digits }).format(value);

export function Nodes(props: { nodes: readonly OperatorNode[]; shows: readonly ShowOn[]; now: number }) {
  const { nodes, shows, now } = props;
  if (nodes.length === 0) return <p className="by">{t("operator.noNodes")}</p>;
  const titles = new Map(shows.map(({ livestream_id, title }) => [livestream_id, title]));
  return (
    <ul className="operator-processes">
      {nodes.map((node) => (
        <Process
          key={node.name}
          name={node.name}
          at={node.media_url === "" ? node.address : `${node.address} · ${node.media_url}`}
          process={node}
          now={now}
          figures={[
            [t("operator.publishers"), formatCount(node.publishers)],
            [t("operator.interrupted"), formatCount(node.interrupted)],
            [t("operator.connections"), formatCount(node.connections)],
            [t("operator.recordings"), formatCount(node.recordings)],
            [t("operator.uploads"), formatCount(node.uploads_waiting)],
            [t("operator.uploadFailures"), formatCount(node.upload_failures)],
            [t("operator.callbacks"), formatCount(node.callbacks_waiting)],
          ]}
        >
          {node.ladders.map(({ livestream_id: id, rungs, behind, speed }) => (
            <p className="by" key={id}>
              {t("operator.ladder", {
                title: titles.get(id) ?? id,
                rungs: rungs.join(", "),
                behind: round(behind, 1),
              })}{" "}
              {speed !== null && t("operator.speed", { speed: round(speed, 2) })}
            </p>
          ))}
        </Process>
      ))}
    </ul>
  );
}

export function WebProcesses({ web, now }: { web: readonly WebProcess[]; now: number }) {
  return (
    <ul className="operator-processes">
      {web.map((one) => (
        <Process
          key={`${one.address} ${one.pid}`}
          name={one.address}
          at={t("operator.pid", { pid: String(one.pid) })}
          process={one}
          now={now}
          figures={[
            [t("operator.sockets"), formatCount(one.sockets)],
            [t("operator.viewers"), formatCount(one.viewers)],
            [t("operator.stalls"), formatCount(one.stalls)],
          ]}
        />
      ))}
    </ul>
  );
}

function Process(props: {
  name: string;
  at: string;
  process: Pick<OperatorNode, "since" | "heard_at" | "version" | "disk_free" | "disk_size">;
  now: number;
  figures: readonly (readonly [string, string])[];
  children?: React.ReactNode;
}) {
  const { name, at, process, now, figures, children } = props;
  const { since, heard_at, version, disk_free, disk_size } = process;
  const silence = Math.max(0, now - Date.parse(heard_at));
  const silent = silence > SILENT_MS;
  return (
    <li>
      <p className="fact-name">
        <b>
          <bdi>{name}</bdi>
        </b>
        <span className="badge" data-tone={silent ? "warn" : "good"}>
          {t(silent ? "operator.silent" : "operator.speaks")}
        </span>
      </p>
      <p className="by">
        <bdi>{at}</bdi>
      </p>
      <p className="by">
        {t("operator.since", { moment: formatWithin(since, now) })}{" "}
        {version !== "" && t("operator.ofVersion", { version })}{" "}
        {t("operator.heard", { time: describeLength(silence) })}
      </p>
      <dl className="figures">
        {figures.map(([figure, value]) => (
          <div key={figure}>
            <dt>{figure}</dt>
            <dd className="figure">{value}</dd>
          </div>
        ))}
      </dl>
      {children}
      {disk_free !== null && disk_size !== null && disk_size > 0 && (
        <p className="operator-disk">
          <meter
            min={0}
            max={disk_size}
            low={0.8 * disk_size}
            high={0.9 * disk_size}
            optimum={0}
            value={disk_size - disk_free}
            aria-label={t("operator.disk")}
          />
          <span className="by">
            {t("operator.free", { free: describeSize(disk_free), size: describeSize(disk_size) })}
          </span>
        </p>
      )}
    </li>
  );
}
