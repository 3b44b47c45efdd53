import { useEffect, useState } from "preact/compat";

const SHAPES = ["one", "two", "three", "four"];

/** The shape of what comes, once it has taken long enough to be noticed. */
export function Skeleton({ what }: { what: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="skeleton" data-shown={late}>
      <p className="visually-hidden" role="status">
        {late ? what : ""}
      </p>
      <div className="shows" aria-hidden="true">
        {SHAPES.map((shape) => (
          <div className="show-card" key={shape}>
            <div className="show-picture" />
            <div className="show-words">
              <span className="bone" />
              <span className="bone short" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
