import { ExpandableRowContent, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Exposure } from '../api/types';
import { ExploitedLabel, ExposureStateLabel, SeverityLabel } from './labels';
import { Why } from './Words';
import { useOpenRows } from './useOpenRows';

/** Computers of one vulnerability, or vulnerabilities of one computer, each with its why. */
export function ExposureTable({ exposures, named }: { exposures: Exposure[]; named: 'computer' | 'cve' }) {
  const { t } = useTranslation();
  const { isOpen, toggle } = useOpenRows();
  const heading = t(named === 'computer' ? 'vulnerability/computer' : 'vulnerability/cve');
  return (
    <Table aria-label={t(named === 'computer' ? 'nav/computers' : 'nav/vulnerabilities')} variant="compact">
      <Thead>
        <Tr>
          <Th screenReaderText={t('common/expand')} />
          <Th modifier="nowrap">{heading}</Th>
          <Th modifier="nowrap">{t('vulnerability/state')}</Th>
          <Th modifier="nowrap">{t('vulnerability/severity')}</Th>
          <Th>{t('vulnerability/packages')}</Th>
        </Tr>
      </Thead>
      {exposures.map((exposure, rowIndex) => {
        const key = exposure[named];
        const isExpanded = isOpen(key);
        return (
          <Tbody key={key} isExpanded={isExpanded}>
            <Tr>
              <Td expand={{ rowIndex, isExpanded, onToggle: () => toggle(key), expandId: 'why' }} />
              <Td dataLabel={heading} modifier="nowrap">
                {named === 'computer' ? (
                  <Link
                    to="/computers/$id"
                    params={{ id: exposure.computer }}
                    search={{ page: 1, size: 50, tab: 'exposures' }}
                  >
                    {exposure.hostname || exposure.computer}
                  </Link>
                ) : (
                  <Link to="/vulnerabilities/$cve" params={{ cve: exposure.cve }} search={{ page: 1, size: 50 }}>
                    {exposure.cve}
                  </Link>
                )}
              </Td>
              <Td dataLabel={t('vulnerability/state')}>
                <ExposureStateLabel state={exposure.state} />
              </Td>
              <Td dataLabel={t('vulnerability/severity')} modifier="nowrap">
                <SeverityLabel severity={exposure.severity} /> {exposure.exploited && <ExploitedLabel />}
              </Td>
              <Td dataLabel={t('vulnerability/packages')} modifier="breakWord">
                {exposure.packages.join(', ') || '–'}
              </Td>
            </Tr>
            <Tr isExpanded={isExpanded}>
              <Td colSpan={5}>
                {isExpanded && (
                  <ExpandableRowContent>
                    <strong>{t('common/expand')}</strong>
                    <Why reasons={exposure.why} />
                  </ExpandableRowContent>
                )}
              </Td>
            </Tr>
          </Tbody>
        );
      })}
    </Table>
  );
}
