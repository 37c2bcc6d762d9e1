import { useTranslation } from 'react-i18next';

/** Figures as the reader's language writes them; a dash where nobody can tell. */
export function useNumber(): (value: number | null | undefined) => string {
  const { i18n } = useTranslation();
  const format = new Intl.NumberFormat(i18n.language);
  return (value) => (value === null || value === undefined ? '–' : format.format(value));
}
