import { useTranslation } from 'react-i18next';

const STEPS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** Sizes as the reader's language writes them, in powers of 1000 and three digits at the most. */
export function useSize(): (bytes: number) => string {
  const { i18n } = useTranslation();
  return (bytes) => {
    const step = Math.min(STEPS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
    const format = new Intl.NumberFormat(i18n.language, {
      style: 'unit',
      unit: STEPS[step],
      unitDisplay: step === 0 ? 'long' : 'short',
      maximumSignificantDigits: 3,
    });
    return format.format(bytes / 1000 ** step);
  };
}

/** Shares of one, in whole percents. */
export function usePercent(): (share: number) => string {
  const { i18n } = useTranslation();
  const format = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0 });
  return (share) => format.format(share);
}

/** Figures as the reader's language writes them; a dash where nobody can tell. */
export function useNumber(): (value: number | null | undefined) => string {
  const { i18n } = useTranslation();
  const format = new Intl.NumberFormat(i18n.language);
  return (value) => (value === null || value === undefined ? '–' : format.format(value));
}
