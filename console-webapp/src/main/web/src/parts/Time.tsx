import { useTranslation } from 'react-i18next';

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

export function relative(language: string, value: Date, now: Date): string {
  const seconds = (value.getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  return format.format(0, 'second');
}

/** A moment in the reader's zone; the exact one, in UTC, where the pointer rests on it. */
export function Time({ value, relative: asDistance = false }: { value: string | null; relative?: boolean }) {
  const { t, i18n } = useTranslation();
  if (!value) return <>{t('common/never')}</>;
  const date = new Date(value);
  const absolute = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
  return (
    <time dateTime={value} title={asDistance ? `${absolute} · ${value}` : value}>
      {asDistance ? relative(i18n.language, date, new Date()) : absolute}
    </time>
  );
}
