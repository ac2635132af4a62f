import type { PriceEntry } from '../../../api/prices';
import { useDraft } from '../../../state/useDraft';
import { FormDialog } from '../../../ui/FormDialog';
import { NumberField } from '../../../ui/fields/NumberField';
import { TextField } from '../../../ui/fields/TextField';
import type { PriceChanges } from './usePrices';

const MEMBERS = ['model', 'provider', 'effective_from', 'input', 'cache_read', 'cache_write', 'output', 'aliases', 'note'];

interface PriceDialogProps {
  entry: PriceEntry;
  /** The entry that is changed; null where one is added. */
  replaces: PriceEntry | null;
  prices: PriceChanges;
  close: () => void;
  /** The next thing that somebody may want: to price anew what came before. */
  priced: (model: string) => void;
}

/** What a model costs from a day on. What was counted before keeps its price until it is priced anew. */
export function PriceDialog({ entry, replaces, prices: { busy, problem, save, remove }, close, priced }: PriceDialogProps) {
  const { draft, change, fault, message, send } = useDraft(entry, { problem, members: MEMBERS });
  const submit = async () => {
    const model = draft.model.trim();
    const isSaved = await save({ ...draft, model }, replaces);
    if (isSaved) {
      priced(model);
    }

    return isSaved;
  };

  return (
    <FormDialog
      title={replaces === null ? 'A price' : `The price of ${entry.model}`}
      busy={busy}
      message={message}
      press={replaces === null ? 'Add the price' : 'Save'}
      submit={() => send(submit)}
      remove={replaces !== null && (() => send(() => remove(replaces)))}
      close={close}
    >
      <div class="form-row">
        <TextField label="Model" value={draft.model} required change={(model) => change({ model })} fault={fault('model')} />
        <TextField label="Provider (optional)" value={draft.provider ?? ''} change={(provider) => change({ provider: provider === '' ? null : provider })} fault={fault('provider')} />
        <TextField label="From" type="date" value={draft.effective_from} required change={(effective_from) => change({ effective_from })} fault={fault('effective_from')} />
      </div>
      <p class="quiet small">USD for a million tokens. Where a kind has none of its own, that of the input counts.</p>
      <div class="form-row">
        <NumberField label="Input" value={draft.input} required least={0} change={(input) => change({ input: input ?? 0 })} fault={fault('input')} />
        <NumberField label="Cache read" value={draft.cache_read} least={0} change={(cache_read) => change({ cache_read })} fault={fault('cache_read')} />
        <NumberField label="Cache write" value={draft.cache_write} least={0} change={(cache_write) => change({ cache_write })} fault={fault('cache_write')} />
        <NumberField label="Output" value={draft.output} required least={0} change={(output) => change({ output: output ?? 0 })} fault={fault('output')} />
      </div>
      <TextField
        label="Other names (optional)"
        hint="apart by commas"
        value={draft.aliases.join(', ')}
        change={(text) => change({ aliases: text.split(',').map((name) => name.trim()).filter((name) => name !== '') })}
        fault={fault('aliases')}
      />
      <TextField label="Note (optional)" value={draft.note ?? ''} change={(note) => change({ note: note === '' ? null : note })} fault={fault('note')} />
    </FormDialog>
  );
}
