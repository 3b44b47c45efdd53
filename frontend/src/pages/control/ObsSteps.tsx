/** From server and key to a picture. */
export function ObsSteps() {
  return (
    <>
      <h3>In OBS</h3>
      <ol className="steps">
        <li>
          Open <b>Settings</b>, <b>Stream</b>.
        </li>
        <li>
          Service: <b>Custom</b>. Paste server and key from above.
        </li>
        <li>
          In <b>Output</b>, set Output Mode to <b>Advanced</b> and Keyframe Interval to <b>2&nbsp;s</b>: fans
          see you sooner.
        </li>
        <li>
          Press <b>Start Streaming</b>.
        </li>
      </ol>
    </>
  );
}
