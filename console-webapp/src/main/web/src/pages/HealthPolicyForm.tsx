import { Alert, Button, Checkbox, Form, FormGroup, FormSection, TextArea } from '@patternfly/react-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useMayEverywhere } from '../api/session';
import type { Counts, HealthPolicy, Rated } from '../api/types';
import { COUNTS, draftOf, objections, policyOf, RATED, type Draft } from '../logic/policy';
import { Choice } from '../parts/Choice';
import { ProblemAlert } from '../parts/Failure';
import { Hint } from '../parts/Hint';
import { useAction } from '../parts/useAction';
import { DueDays, SeverityRules } from './SeverityRules';

/** Everybody may read it; only who looks after the whole server can change something. */
export function HealthPolicyForm({ policy }: { policy: HealthPolicy }) {
  const { t } = useTranslation();
  const mayChange = useMayEverywhere('ADMIN');
  const [draft, setDraft] = useState<Draft>(() => draftOf(policy));
  const saving = useAction(
    (next: Draft) => api.put<HealthPolicy>('/health-policy', policyOf(next, policy.revision)),
    ['policies', 'summary', 'computers', 'findings', 'patches'],
  );
  const wrong = objections(draft);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const counts = (values: Counts[]) => values.map((value) => ({ value, text: t(`policy/counts${value}`) }));
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(policy));
  return (
    <Form className="fettle-policy" onSubmit={(event) => event.preventDefault()}>
      <ProblemAlert problem={saving.error} />
      {saving.isSuccess && <Alert isInline variant="success" role="status" title={t('policy/saved')} />}
      {!mayChange && <Alert isInline variant="info" title={t('policy/readOnly')} />}
      <fieldset disabled={!mayChange} className="fettle-fields">
        <FormSection title={t('policy/severities')} titleElement="h2">
          <SeverityRules draft={draft} wrong={wrong} onChange={change} />
          <FormGroup label={t('policy/unrated')} fieldId="policy-unrated">
            <Choice
              id="policy-unrated"
              label={t('policy/unrated')}
              value={draft.unrated}
              options={[...RATED].reverse().map((value) => ({ value, text: t(`severity/${value}`) }))}
              onChange={(next) => change({ unrated: next as Rated })}
            />
            <Hint text={t('policy/unratedHint')} />
          </FormGroup>
          <FormGroup label={t('policy/exploited')} fieldId="policy-exploited">
            <DueDays
              id="policy-exploited"
              label={t('policy/exploited')}
              value={draft.exploitedDueDays}
              wrong={wrong.exploitedDueDays}
              onChange={(exploitedDueDays) => change({ exploitedDueDays })}
            />
            <Hint text={t(wrong.exploitedDueDays ?? 'policy/exploitedHint')} isError={!!wrong.exploitedDueDays} />
          </FormGroup>
          <FormGroup label={t('policy/other')} fieldId="policy-other">
            <Choice
              id="policy-other"
              label={t('policy/other')}
              value={draft.otherUpdates}
              options={counts(COUNTS)}
              onChange={(next) => change({ otherUpdates: next as Counts })}
            />
            <Hint text={t('policy/otherHint')} />
          </FormGroup>
        </FormSection>
        <FormSection title={t('policy/platforms')} titleElement="h2">
          <FormGroup label={t('policy/ended')} fieldId="policy-ended">
            <Choice
              id="policy-ended"
              label={t('policy/ended')}
              value={draft.endedPlatform}
              options={counts(['VULNERABLE', 'HIGHLY_VULNERABLE'])}
              onChange={(next) => change({ endedPlatform: next as Counts })}
            />
            <Hint text={t('policy/endedHint')} />
          </FormGroup>
          <Checkbox
            id="policy-long-term"
            label={t('policy/longTerm')}
            description={t('policy/longTermHint')}
            isChecked={draft.longTermSupport}
            onChange={(_event, longTermSupport) => change({ longTermSupport })}
          />
          <FormGroup label={t('policy/ends')} fieldId="policy-ends">
            <TextArea
              id="policy-ends"
              rows={4}
              resizeOrientation="vertical"
              className="fettle-code"
              value={draft.platformEnds}
              validated={wrong.platformEnds ? 'error' : 'default'}
              onChange={(_event, platformEnds) => change({ platformEnds })}
            />
            <Hint text={t(wrong.platformEnds ?? 'policy/endsHint')} isError={!!wrong.platformEnds} />
          </FormGroup>
        </FormSection>
        {mayChange && (
          <div className="fettle-inline">
            <Button
              isDisabled={saving.isPending || !isChanged || Object.keys(wrong).length > 0}
              onClick={() => saving.mutate(draft)}
            >
              {t('policy/save')}
            </Button>
            <Button variant="link" isDisabled={!isChanged} onClick={() => setDraft(draftOf(policy))}>
              {t('policy/reset')}
            </Button>
          </div>
        )}
      </fieldset>
    </Form>
  );
}
