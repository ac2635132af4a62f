import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { openRun } from '../state/address';

type DrawerModule = { ExecutionDrawer: ComponentType<{ id: string }> };

let loading: Promise<DrawerModule> | undefined;

/** One execution in detail, over whichever page; fetched when the first is opened. */
export function ExecutionDrawer() {
  const [loaded, show] = useState<DrawerModule | null>(null);
  const id = openRun.value;
  useEffect(() => {
    if (id !== null && loaded === null) {
      loading ??= import('../panels/drawer/ExecutionDrawer');
      loading.then(show, () => (loading = undefined));
    }
  }, [id, loaded]);

  return id === null || loaded === null ? null : <loaded.ExecutionDrawer id={id} />;
}
