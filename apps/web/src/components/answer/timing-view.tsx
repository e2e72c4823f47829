import type { Document } from "@easel/codec/document";
import { heartbeatAsked, heartbeatHeard } from "../../model/heartbeat.ts";
import type { RoundTrip } from "../../model/round-trip.ts";
import { describeMs, type TimingStage, timingOf } from "../../model/timing.ts";
import { HeartbeatBar } from "./heartbeat-bar.tsx";
import styles from "./timing-view.module.css";

const words: Record<TimingStage, [name: string, what: string]> = {
  dns: ["DNS", "looking up the server's address"],
  connect: ["Connect", "opening the connection"],
  tls: ["TLS", "agreeing on keys and certificates"],
  send: ["Send", "handing the request over"],
  wait: ["Wait", "until the first byte of the answer"],
  download: ["Download", "until its last byte"],
};

interface TimingViewProps {
  roundTrip: RoundTrip;
  /** What was sent and what came, where they are documents: a Ping's interval stands in them. */
  asked: Document | undefined;
  answered: Document | undefined;
}

/** Where the time went: a bar for the eye, and the same as a table. */
export function TimingView({ roundTrip, asked, answered }: TimingViewProps) {
  const { times, durationMs, problem, reply } = roundTrip;
  const timing = timingOf(times, durationMs, problem?.stage);
  const heartbeat = heartbeatAsked(asked);
  if (!timing) return <p className={styles.none}>The proxy measured no time of this request.</p>;
  const wait = timing.segments.find(({ stage }) => stage === "wait");
  return (
    <div className={styles.box} data-testid="timing">
      <div className={styles.bar} aria-hidden="true">
        {timing.segments.map(({ stage, ms }) => (
          <span
            key={stage}
            className={styles[stage]}
            style={{ flexGrow: Math.max(ms, 0.001) }}
            title={`${words[stage][0]} ${describeMs(ms)}`}
          />
        ))}
      </div>
      <table className={styles.table}>
        <caption className="visually-hidden">Where the time of this request went</caption>
        <thead>
          <tr>
            <th scope="col">Stage</th>
            <th scope="col">From</th>
            <th scope="col">Took</th>
          </tr>
        </thead>
        <tbody>
          {timing.segments.map(({ stage, startMs, ms, isUnfinished }) => (
            <tr key={stage}>
              <th scope="row">
                <i className={`${styles.swatch} ${styles[stage]}`} aria-hidden="true" />
                {words[stage][0]} <small>{words[stage][1]}</small>
                {isUnfinished && <em>, and there it ended</em>}
              </th>
              <td>{describeMs(startMs)}</td>
              <td>{describeMs(ms)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              Around it <small>between page and proxy</small>
            </th>
            <td />
            <td>{describeMs(timing.aroundMs)}</td>
          </tr>
          <tr>
            <th scope="row">In all</th>
            <td />
            <td>{describeMs(durationMs)}</td>
          </tr>
        </tfoot>
      </table>
      {heartbeat !== undefined && wait && (
        <HeartbeatBar
          askedSeconds={heartbeat}
          heardSeconds={heartbeatHeard(answered, asked)}
          waitedMs={wait.ms}
          isAnswered={reply !== undefined}
        />
      )}
    </div>
  );
}
