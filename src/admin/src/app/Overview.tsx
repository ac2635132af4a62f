import { useEffect } from 'preact/hooks';
import { Agents } from '../panels/agents/Agents';
import { Drawer } from '../panels/drawer/Drawer';
import { Errors } from '../panels/errors/Errors';
import { Feed } from '../panels/feed/Feed';
import { FirstRun } from '../panels/first-run/FirstRun';
import { Health } from '../panels/health/Health';
import { Kpis } from '../panels/Kpis';
import { openRun, showRun } from '../state/address';
import { runClock } from '../state/clock';
import type { Monitor } from '../state/monitor';
import { Header } from './Header';
import { watchNetwork } from './network';

export function Overview({ monitor }: { monitor: Monitor }) {
  useEffect(() => {
    const stops = [monitor.start(), runClock(), watchNetwork(monitor.connection)];
    return () => stops.forEach((stop) => stop());
  }, [monitor]);

  const run = openRun.value;
  return (
    <>
      <a class="skip" href="#main">
        Skip to the numbers
      </a>
      <Header monitor={monitor} />
      <main id="main" tabIndex={-1}>
        <Health monitor={monitor} />
        {monitor.isNew.value ? <FirstRun api={monitor.api} /> : <Panels monitor={monitor} />}
      </main>
      {run !== null && <Drawer api={monitor.api} id={run} close={() => showRun(null)} />}
    </>
  );
}

function Panels({ monitor }: { monitor: Monitor }) {
  return (
    <>
      <Kpis resource={monitor.metrics} />
      <div class="columns">
        <div class="column">
          <Agents monitor={monitor} />
          <Errors monitor={monitor} />
        </div>
        <Feed monitor={monitor} />
      </div>
    </>
  );
}
