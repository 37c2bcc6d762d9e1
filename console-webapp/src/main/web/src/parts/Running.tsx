import { Alert, Button, Label, List, ListItem, Title } from '@patternfly/react-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Running } from '../api/types';

const FIRST = 10;

/** What runs on a computer that is older than what is installed on it, and what nobody could see. */
export function RunningPanel({ running }: { running: Running | null }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="running" className="fettle-running">
      <Title headingLevel="h2" size="lg" id="running" className="fettle-gap">
        {t('running/title')}
      </Title>
      {running ? <Told running={running} /> : <p>{t('running/notTold')}</p>}
    </section>
  );
}

function Told({ running: { kernel, restart, unseen } }: { running: Running }) {
  const { t } = useTranslation();
  const versions = { running: kernel.running, newest: kernel.newest ?? '–' };
  return (
    <>
      <p className="fettle-gap">
        {t(`kernelState/${kernel.state}`, versions)}{' '}
        {kernel.state === 'OUTDATED' && (
          <Label isCompact status="warning">
            {t('computer/reboot')}
          </Label>
        )}
      </p>
      {restart.length > 0 ? (
        <Restart services={restart} />
      ) : (
        <p className="fettle-gap">{t(unseen > 0 ? 'running/noneSeen' : 'running/none')}</p>
      )}
      {unseen > 0 && <Alert isInline variant="info" title={t('running/unseen', { count: unseen })} />}
    </>
  );
}

function Restart({ services }: { services: Running['restart'] }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const shown = all ? services : services.slice(0, FIRST);
  return (
    <>
      <p>{t('running/restart', { count: services.length })}</p>
      <List className="fettle-gap">
        {shown.map(({ service, files, processes }, index) => (
          <ListItem key={`${service} ${index}`}>
            <strong>{service}</strong> {t('running/processes', { count: processes })}
            {files.length > 0 && <>: {files.join(', ')}</>}
          </ListItem>
        ))}
      </List>
      {shown.length < services.length && (
        <Button variant="link" isInline className="fettle-gap" onClick={() => setAll(true)}>
          {t('running/all', { count: services.length })}
        </Button>
      )}
    </>
  );
}
