import { useEffect, useState } from 'preact/hooks';
import { path } from '../state/address';
import { runClock } from '../state/clock';
import { MonitorProvider, type Monitor } from '../state/monitor';
import { Toasts } from '../ui/Toasts';
import { ExecutionDrawer } from './LazyDrawer';
import { Header } from './Header';
import { Help } from './Help';
import { followKeys } from './keyboard';
import { watchNetwork } from './network';
import { PageView } from './PageView';

/** What stands around every page. */
export function Shell({ monitor }: { monitor: Monitor }) {
  const [helping, help] = useState(false);
  useEffect(() => {
    const stops = [monitor.start(), runClock(), watchNetwork(monitor), followKeys(monitor, () => help(true))];
    return () => stops.forEach((stop) => stop());
  }, [monitor]);

  return (
    <MonitorProvider value={monitor}>
      <a class="skip" href="#main">
        Skip to the numbers
      </a>
      <Header help={() => help(true)} />
      <main id="main" tabIndex={-1} data-page={path.value[0] ?? 'overview'}>
        <PageView />
      </main>
      <ExecutionDrawer />
      {helping && <Help close={() => help(false)} />}
      <Toasts />
    </MonitorProvider>
  );
}
