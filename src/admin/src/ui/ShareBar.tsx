/** A hairline bar; the number stands beside it. */
export function ShareBar({ share }: { share: number }) {
  return (
    <svg class="share" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="share-all" width="100" height="2" />
      <rect class="share-part" width={Math.max(0, Math.min(1, share)) * 100} height="2" />
    </svg>
  );
}
