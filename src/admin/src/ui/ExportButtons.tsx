import { sentenceOf } from '../api/problem';
import { toast } from '../state/toasts';
import { csvOf, type Sheet } from '../format/csv';
import { Icon } from './Icon';
import { Menu, MenuItem } from './Menu';
import { saveBlob } from './save';

interface ExportButtonsProps {
  /** The file's name without its ending. */
  name: string;
  /** What is shown, as rows; read when it is asked for. */
  sheet?: () => Sheet;
  /** The same as data. */
  json?: () => unknown;
  /** The picture. */
  png?: () => Promise<Blob>;
}

/** What is shown, to take away: as a table, as data, as a picture. */
export function ExportButtons({ name, sheet, json, png }: ExportButtonsProps) {
  const save = async (ending: string, blob: () => Blob | Promise<Blob>) => {
    try {
      saveBlob(await blob(), `${name}.${ending}`);
    } catch (cause) {
      toast(sentenceOf(cause), 'bad');
    }
  };

  const ways: [string, (() => Blob | Promise<Blob>) | undefined][] = [
    ['PNG', png],
    ['CSV', sheet && (() => new Blob([csvOf(sheet())], { type: 'text/csv;charset=utf-8' }))],
    ['JSON', json && (() => new Blob([JSON.stringify(json(), null, 2)], { type: 'application/json' }))],
  ];
  return (
    <Menu shows={<Icon name="download" />} label={`Export ${name}`} title="Export" class="icon-menu" align="end" bare>
      {(close) =>
        ways.map(
          ([format, blob]) =>
            blob && (
              <MenuItem
                key={format}
                onChoose={() => {
                  close();
                  void save(format.toLowerCase(), blob);
                }}
              >
                {format}
              </MenuItem>
            ),
        )
      }
    </Menu>
  );
}
