import { Label } from '@patternfly/react-core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { HEALTHS, type Health, type Summary } from '../api/types';
import { useNumber } from './number';

const STATUS = { HEALTHY: 'success', VULNERABLE: 'warning', HIGHLY_VULNERABLE: 'danger', UNKNOWN: undefined } as const;

/** In words and with an icon: nobody has to tell colours apart. */
export function HealthLabel({ health }: { health: Health }) {
  const { t } = useTranslation();
  return (
    <Label isCompact status={STATUS[health]} variant={STATUS[health] ? 'filled' : 'outline'}>
      {t(`health/${health}`)}
    </Label>
  );
}

/** How healthy the fleet is, as one bar; the figures below it say the same in text, and lead to the lists. */
export function HealthBar({ health }: { health: Summary['health'] }) {
  const { t } = useTranslation();
  const number = useNumber();
  const total = HEALTHS.reduce((sum, key) => sum + (health[key] ?? 0), 0);
  const words = HEALTHS.map((key) => `${t(`health/${key}`)}: ${number(health[key] ?? 0)}`).join(', ');
  let x = 0;
  return (
    <>
      <svg className="fettle-bar" role="img" aria-label={words} viewBox="0 0 1000 24" preserveAspectRatio="none">
        {HEALTHS.map((key) => {
          const width = total === 0 ? 0 : ((health[key] ?? 0) / total) * 1000;
          const start = x;
          x += width;
          return <rect key={key} className={`fettle-bar-${key}`} x={start} y="0" width={width} height="24" />;
        })}
      </svg>
      <ul className="fettle-legend">
        {HEALTHS.map((key) => (
          <li key={key} className="fettle-inline">
            <HealthLabel health={key} />
            <Link to="/computers" search={{ health: key, page: 1, size: 50 }} aria-label={`${number(health[key] ?? 0)} ${t(`health/${key}`)}`}>
              {number(health[key] ?? 0)}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
