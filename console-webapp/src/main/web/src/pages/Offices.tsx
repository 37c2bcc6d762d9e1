import {
  Button,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  Label,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  PageSection,
  Skeleton,
  TextArea,
  TextInput,
  Title,
} from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useRead } from '../api/queries';
import { useMayEverywhere } from '../api/session';
import type { List, Office, Relay, RelayCache } from '../api/types';
import { Failed, ProblemAlert } from '../parts/Failure';
import { Heading } from '../parts/Heading';
import { useNumber, usePercent, useSize } from '../parts/number';
import { Time } from '../parts/Time';
import { useAction } from '../parts/useAction';

const MOST = 1000;

export function Offices() {
  const { t } = useTranslation();
  const mayAdd = useMayEverywhere('ADMIN');
  const [adding, setAdding] = useState(false);
  const offices = useRead<List<Office>>('offices', '/offices', { limit: MOST });
  const relays = useRead<List<Relay>>('offices', '/relays', { limit: MOST });
  const error = offices.error ?? relays.error;
  return (
    <PageSection isFilled>
      <Heading title={t('nav/offices')} count={offices.data && t('offices/count', { count: offices.data.total })}>
        {mayAdd && <Button onClick={() => setAdding(true)}>{t('offices/add')}</Button>}
      </Heading>
      {error ? (
        <Failed problem={error} retry={() => void Promise.all([offices.refetch(), relays.refetch()])} />
      ) : !offices.data || !relays.data ? (
        <Skeleton height="16rem" screenreaderText={t('common/loading')} />
      ) : (
        <>
          <OfficeTable offices={offices.data.items} relays={relays.data.items} />
          <Title headingLevel="h2" className="fettle-above fettle-gap">
            {t('offices/relays')}
          </Title>
          {relays.data.items.length === 0 ? (
            <p>{t('offices/noRelays')}</p>
          ) : (
            <RelayTable relays={relays.data.items} offices={offices.data.items} />
          )}
        </>
      )}
      {adding && <AddOffice onDone={() => setAdding(false)} />}
    </PageSection>
  );
}

function OfficeTable({ offices, relays }: { offices: Office[]; relays: Relay[] }) {
  const { t } = useTranslation();
  const number = useNumber();
  const relayOf = (office: Office) => relays.find((relay) => relay.id === office.relay)?.names[0] ?? office.relay;
  return (
    <Table aria-label={t('nav/offices')} variant="compact">
      <Thead>
        <Tr>
          <Th modifier="nowrap">{t('offices/name')}</Th>
          <Th modifier="nowrap">{t('offices/networks')}</Th>
          <Th modifier="nowrap">{t('offices/timeZone')}</Th>
          <Th modifier="nowrap" className="fettle-number">
            {t('offices/computers')}
          </Th>
          <Th modifier="nowrap">{t('offices/relay')}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {offices.map((office) => (
          <Tr key={office.id}>
            <Td dataLabel={t('offices/name')}>
              <strong>{office.name}</strong>
            </Td>
            <Td dataLabel={t('offices/networks')}>{office.networks.join(', ') || '–'}</Td>
            <Td dataLabel={t('offices/timeZone')}>{office.timeZone}</Td>
            <Td dataLabel={t('offices/computers')} className="fettle-number">
              <Link
                to="/computers"
                search={{ page: 1, size: 50, office: office.id }}
                aria-label={`${number(office.computers)} ${t('offices/computers')}, ${office.name}`}
              >
                {number(office.computers)}
              </Link>
            </Td>
            <Td dataLabel={t('offices/relay')}>{relayOf(office) ?? t('common/none')}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Spared({ cache }: { cache: RelayCache }) {
  const { t } = useTranslation();
  const size = useSize();
  const percent = usePercent();
  return (
    <>
      {size(cache.pulledBytes)}
      {cache.hitRatio !== null && <> · {t('offices/relaySpared', { share: percent(cache.hitRatio) })}</>}
    </>
  );
}

function RelayTable({ relays, offices }: { relays: Relay[]; offices: Office[] }) {
  const { t } = useTranslation();
  const size = useSize();
  return (
    <Table aria-label={t('offices/relays')} variant="compact">
      <Thead>
        <Tr>
          <Th modifier="nowrap">{t('offices/relayNames')}</Th>
          <Th modifier="nowrap">{t('offices/relayOffice')}</Th>
          <Th modifier="nowrap">{t('offices/relayState')}</Th>
          <Th modifier="nowrap">{t('offices/relaySeen')}</Th>
          <Th modifier="nowrap">{t('offices/relayCache')}</Th>
          <Th modifier="nowrap">{t('offices/relayPulled')}</Th>
          <Th modifier="nowrap">{t('offices/relayVersion')}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {relays.map((relay) => (
          <Tr key={relay.id}>
            <Td dataLabel={t('offices/relayNames')}>{relay.names.join(', ') || relay.id}</Td>
            <Td dataLabel={t('offices/relayOffice')}>
              {offices.find((office) => office.id === relay.officeId)?.name ?? relay.officeId}
            </Td>
            <Td dataLabel={t('offices/relayState')}>
              <Label isCompact status={relay.connected ? 'success' : 'warning'}>
                {t(relay.connected ? 'offices/relayConnected' : 'offices/relayAway')}
              </Label>
            </Td>
            <Td dataLabel={t('offices/relaySeen')}>
              <Time value={relay.lastSeenAt} relative />
            </Td>
            <Td dataLabel={t('offices/relayCache')}>
              {relay.cache
                ? t('offices/relayHolds', { count: relay.cache.files, size: size(relay.cache.bytes) })
                : '–'}
            </Td>
            <Td dataLabel={t('offices/relayPulled')}>
              {relay.cache ? <Spared cache={relay.cache} /> : '–'}
            </Td>
            <Td dataLabel={t('offices/relayVersion')}>{relay.version || '–'}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function AddOffice({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [networks, setNetworks] = useState('');
  const [timeZone, setTimeZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const add = useAction(
    () =>
      api.post<Office>('/offices', {
        name: name.trim(),
        networks: networks.split(/[\s,]+/).filter(Boolean),
        timeZone: timeZone.trim(),
      }),
    ['offices'],
    onDone,
  );
  const hint = (words: string) => (
    <FormHelperText>
      <HelperText>
        <HelperTextItem>{words}</HelperTextItem>
      </HelperText>
    </FormHelperText>
  );
  return (
    <Modal isOpen variant="small" aria-labelledby="office-title" onClose={onDone}>
      <ModalHeader title={t('offices/add')} labelId="office-title" />
      <ModalBody>
        <ProblemAlert problem={add.error} />
        <Form onSubmit={(event) => event.preventDefault()}>
          <FormGroup label={t('offices/name')} fieldId="office-name" isRequired>
            <TextInput id="office-name" isRequired maxLength={200} value={name} onChange={(_event, v) => setName(v)} />
          </FormGroup>
          <FormGroup label={t('offices/networks')} fieldId="office-networks">
            <TextArea id="office-networks" rows={3} value={networks} onChange={(_event, v) => setNetworks(v)} />
            {hint(t('offices/networksHint'))}
          </FormGroup>
          <FormGroup label={t('offices/timeZone')} fieldId="office-zone">
            <TextInput id="office-zone" maxLength={100} value={timeZone} onChange={(_event, v) => setTimeZone(v)} />
            {hint(t('offices/timeZoneHint'))}
          </FormGroup>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button onClick={() => add.mutate(undefined)} isDisabled={add.isPending || !name.trim()}>
          {t('offices/add')}
        </Button>
        <Button variant="link" onClick={onDone}>
          {t('common/cancel')}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
