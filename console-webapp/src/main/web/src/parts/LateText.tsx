import { SearchInput } from '@patternfly/react-core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

const PAUSE_MILLIS = 300;

/** A search field that waits until the typing pauses. */
export function LateText({ label, value, onChange }: { label: string; value: string | undefined; onChange: (value: string | undefined) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value ?? '');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const told = useRef(value ?? '');
  useEffect(() => {
    if ((value ?? '') !== told.current) {
      told.current = value ?? '';
      setText(value ?? '');
    }
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const tell = (next: string, delay: number) => {
    const short = next.slice(0, 200);
    setText(short);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      told.current = short;
      onChange(short || undefined);
    }, delay);
  };
  return (
    <SearchInput
      aria-label={label}
      placeholder={label}
      resetButtonLabel={t('common/clearSearch')}
      submitSearchButtonLabel={t('common/search')}
      value={text}
      onChange={(_event, next) => tell(next, PAUSE_MILLIS)}
      onSearch={(_event, next) => tell(next, 0)}
      onClear={() => tell('', 0)}
    />
  );
}
