import { useTranslation } from 'react-i18next';

/** A day of the calendar, such as 2026-11-28: the same one in every zone. */
export function Day({ value }: { value: string }) {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeZone: 'UTC' });
  return <time dateTime={value}>{format.format(new Date(`${value}T00:00:00Z`))}</time>;
}
