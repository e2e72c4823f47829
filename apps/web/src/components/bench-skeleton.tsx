import styles from "./bench-skeleton.module.css";

/** The regions of the bench before its script is here: each is where it will be, so nothing jumps. */
export function BenchSkeleton() {
  return (
    <>
      <div className={styles.request} aria-hidden="true">
        <div className={styles.line}>
          <i className={styles.menu} />
          <i className={styles.menu} />
          <i className={styles.url} />
          <i className={styles.menu} />
        </div>
        <i className={styles.details} />
      </div>
      <main className={styles.regions} aria-busy="true" data-testid="bench-skeleton">
        <p className="visually-hidden" role="status">
          The bench is being opened.
        </p>
        <Region />
        <Region />
        <Region />
      </main>
    </>
  );
}

function Region() {
  return (
    <div className={styles.region} aria-hidden="true">
      <div className={styles.title}>
        <i />
      </div>
      <div className={styles.text}>
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}
