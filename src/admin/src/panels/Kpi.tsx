import type { Delta } from '../format/delta';
import { DeltaMark } from '../ui/DeltaMark';
import { Figure } from '../ui/Figure';

interface KpiProps {
  id: string;
  label: string;
  /** Null while the first answer is on its way. */
  shown: {
    value: number | null;
    format: (value: number) => string;
    delta: Delta | null;
    note: string | null;
  } | null;
}

export function Kpi({ id, label, shown }: KpiProps) {
  return (
    <div class="kpi" data-kpi={id}>
      <dt>{label}</dt>
      <dd class="kpi-value">
        {shown ? <Figure value={shown.value} format={shown.format} unknown="—" /> : <span class="skeleton" />}
      </dd>
      <dd class="kpi-foot">
        {shown ? (
          <>
            <DeltaMark delta={shown.delta} />
            {shown.note && <span class="kpi-note">{shown.note}</span>}
          </>
        ) : (
          <span class="skeleton" />
        )}
      </dd>
    </div>
  );
}
