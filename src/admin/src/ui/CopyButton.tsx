import { useState } from 'preact/hooks';
import { Icon } from './Icon';

interface CopyButtonProps {
  text: string;
  label?: string;
  iconOnly?: boolean;
}

export function CopyButton({ text, label = 'Copy', iconOnly = false }: CopyButtonProps) {
  const [said, say] = useState<string | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      say('Copied');
    } catch {
      say('Select and copy by hand');
    }

    setTimeout(() => say(null), 2000);
  };

  return (
    <button type="button" class={iconOnly ? 'button plain icon-only small' : 'button'} title={iconOnly ? (said ?? label) : undefined} onClick={() => void copy()}>
      <Icon name={said === 'Copied' ? 'check' : 'copy'} />
      <span aria-live="polite" class={iconOnly ? 'unseen' : ''}>
        {said ?? label}
      </span>
    </button>
  );
}
