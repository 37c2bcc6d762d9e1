import { TextInput } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useTranslation } from 'react-i18next';
import type { Counts, Rated } from '../api/types';
import { COUNTS, RATED, type Draft, type Field } from '../logic/policy';
import { Choice } from '../parts/Choice';
import { Hint } from '../parts/Hint';
import { SeverityLabel } from '../parts/labels';

/** What a missing update comes to and until when it is due, severity by severity. */
export function SeverityRules({
  draft,
  wrong,
  onChange,
}: {
  draft: Draft;
  wrong: Partial<Record<Field, string>>;
  onChange: (part: Partial<Draft>) => void;
}) {
  const { t } = useTranslation();
  return (
    <Table aria-label={t('policy/severities')} variant="compact">
      <Thead>
        <Tr>
          <Th>{t('policy/severity')}</Th>
          <Th>{t('policy/counts')}</Th>
          <Th>{t('policy/due')}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {[...RATED].reverse().map((rated) => (
          <SeverityRow key={rated} rated={rated} draft={draft} wrong={wrong} onChange={onChange} />
        ))}
      </Tbody>
    </Table>
  );
}

function SeverityRow({
  rated,
  draft,
  wrong,
  onChange,
}: {
  rated: Rated;
  draft: Draft;
  wrong: Partial<Record<Field, string>>;
  onChange: (part: Partial<Draft>) => void;
}) {
  const { t } = useTranslation();
  const severity = t(`severity/${rated}`);
  const objection = wrong[`counts.${rated}`] ?? wrong[`dueDays.${rated}`];
  return (
    <Tr>
      <Td dataLabel={t('policy/severity')}>
        <SeverityLabel severity={rated} />
      </Td>
      <Td dataLabel={t('policy/counts')}>
        <Choice
          id={`policy-counts-${rated}`}
          label={t('policy/countsOf', { replace: { severity } })}
          value={draft.counts[rated]}
          options={COUNTS.map((value) => ({ value, text: t(`policy/counts${value}`) }))}
          onChange={(next) => onChange({ counts: { ...draft.counts, [rated]: next as Counts } })}
        />
        {objection && <Hint text={t(objection)} isError />}
      </Td>
      <Td dataLabel={t('policy/due')}>
        <DueDays
          id={`policy-due-${rated}`}
          label={t('policy/dueOf', { replace: { severity } })}
          value={draft.dueDays[rated]}
          wrong={wrong[`dueDays.${rated}`]}
          onChange={(days) => onChange({ dueDays: { ...draft.dueDays, [rated]: days } })}
        />
      </Td>
    </Tr>
  );
}

export function DueDays({
  id,
  label,
  value,
  wrong,
  onChange,
}: {
  id: string;
  label: string;
  value: string;
  wrong: string | undefined;
  onChange: (days: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="fettle-days">
      <TextInput
        id={id}
        aria-label={label}
        inputMode="numeric"
        maxLength={4}
        value={value}
        validated={wrong ? 'error' : 'default'}
        onChange={(_event, next) => onChange(next)}
      />
      {t('policy/days')}
    </div>
  );
}
