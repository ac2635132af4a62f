/** Grey bars of the size that the content will have. */
export function SkeletonRows({ rows }: { rows: number }) {
  return (
    <div class="skeleton-rows">
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} class="skeleton" />
      ))}
    </div>
  );
}

/** One grey block, for charts and the like. */
export function SkeletonBlock({ height }: { height: number }) {
  return <div class="skeleton-block skeleton" style={{ height: `${height}px` }} />;
}
