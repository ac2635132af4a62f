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
