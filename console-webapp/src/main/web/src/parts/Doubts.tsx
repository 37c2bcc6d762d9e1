import { Alert, Label } from '@patternfly/react-core';
import { useTranslation } from 'react-i18next';
import type { Computer, Summary } from '../api/types';
import { Why } from './Words';

/** Why a computer's health is unknown, or why it may be outdated; nothing where all is known. */
export function DoubtsAlert({ computer }: { computer: Computer }) {
  const { t } = useTranslation();
  if (computer.doubts.length === 0) return null;
  const title = t(computer.health === 'UNKNOWN' ? 'doubts/unknown' : 'doubts/outdated');
  return (
    <Alert isInline variant="warning" title={title} className="fettle-gap">
      <Why reasons={computer.doubts} />
    </Alert>
  );
}

/** That a computer is vulnerable at least: what is behind it may be outdated. Who is unknown is called that anyway. */
export function DoubtsLabel({ computer }: { computer: Computer }) {
  const { t } = useTranslation();
  if (computer.doubts.length === 0 || computer.health === 'UNKNOWN') return null;
  return (
    <Label isCompact variant="outline">
      {t('doubts/label')}
    </Label>
  );
}

/** How far the figures of the fleet can be believed; nothing where everything is fresh. */
export function DoubtsOfFleet({ summary }: { summary: Summary }) {
  const { t } = useTranslation();
  return (
    <>
      {summary.oldInventories > 0 && <p className="fettle-note">{t('doubts/old', { count: summary.oldInventories })}</p>}
      {summary.staleSources > 0 && <p className="fettle-note">{t('doubts/stale', { count: summary.staleSources })}</p>}
    </>
  );
}
