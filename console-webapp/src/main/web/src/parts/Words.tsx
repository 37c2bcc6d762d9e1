import { useTranslation } from 'react-i18next';
import type { Reason } from '../api/types';
import { inWords } from '../logic/reasons';

export function Words({ reason }: { reason: Reason }) {
  const { t, i18n } = useTranslation();
  return <span title={reason.code}>{inWords(t, (key) => i18n.exists(key), reason)}</span>;
}

export function Why({ reasons }: { reasons: Reason[] }) {
  return (
    <ul className="fettle-why">
      {reasons.map((reason, index) => (
        <li key={index}>
          <Words reason={reason} />
        </li>
      ))}
    </ul>
  );
}
