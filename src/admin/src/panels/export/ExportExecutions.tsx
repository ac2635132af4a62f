import { useEffect, useRef, useState } from 'preact/hooks';
import { sentenceOf } from '../../api/problem';
import { bytes, count } from '../../format/numbers';
import { filterValues, pathWith, windowValues } from '../../state/window';
import { useMonitor } from '../../state/monitor';
import { toast } from '../../state/toasts';
import { Icon } from '../../ui/Icon';
import { Menu, MenuItem } from '../../ui/Menu';
import { saveBlob } from '../../ui/save';
import { download, type Progress } from './download';

const FORMATS = ['csv', 'json', 'ndjson'] as const;

interface ExportExecutionsProps {
  /** Beyond the window and the filters of the address. */
  more?: Readonly<Record<string, string>>;
}

/** Every execution of the window that passes the filters, as a file. A long one shows how far it is and can be cancelled. */
export function ExportExecutions({ more = {} }: ExportExecutionsProps) {
  const { api } = useMonitor();
  const [progress, tell] = useState<Progress | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async (format: string) => {
    const abort = new AbortController();
    running.current = abort;
    tell({ bytes: 0, rows: 0 });
    try {
      const path = pathWith('/api/monitoring/export', { format, ...boundsOnly(windowValues()), ...filterValues(['agent', 'model', 'user', 'status']), ...more });
      saveBlob(await download(api, path, abort.signal, tell), `executions.${format}`);
    } catch (cause) {
      if (!abort.signal.aborted) {
        toast(`The export broke off. ${sentenceOf(cause)}`, 'bad');
      }
    } finally {
      tell(null);
    }
  };

  return progress === null ? (
    <Menu class="icon-menu" shows={<Icon name="download" />} label="Export executions" title="Export executions" align="end" bare>
      {(close) =>
        FORMATS.map((format) => (
          <MenuItem
            key={format}
            onChoose={() => {
              close();
              void start(format);
            }}
          >
            Executions as {format.toUpperCase()}
          </MenuItem>
        ))
      }
    </Menu>
  ) : (
    <span class="export-progress">
      <span class="numbers quiet small">
        {count(progress.rows)} rows, {bytes(progress.bytes)}
      </span>
      <button type="button" class="button small" onClick={() => running.current?.abort()}>
        Cancel
      </button>
    </span>
  );
}

/** The export asks for instants: hours before now, where the window moves. */
function boundsOnly({ hours, from, to }: ReturnType<typeof windowValues>) {
  return typeof hours === 'number' ? { from: new Date(Date.now() - hours * 3_600_000).toISOString() } : { from, to };
}
