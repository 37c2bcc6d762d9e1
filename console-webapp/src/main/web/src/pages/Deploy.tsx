import {
  ClipboardCopy,
  ClipboardCopyVariant,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  ExpandableSection,
  Form,
  FormGroup,
  HelperText,
  HelperTextItem,
  PageSection,
  Radio,
  TextInput,
  Wizard,
  WizardStep,
} from '@patternfly/react-core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useOffices, useRead } from '../api/queries';
import type { Computer, Deployment, List, Patch } from '../api/types';
import { apiCall, bodyOf, missingIn, type Wish } from '../logic/deployment';
import { Choice } from '../parts/Choice';
import { ProblemAlert } from '../parts/Failure';
import { Heading } from '../parts/Heading';
import { useNumber } from '../parts/number';
import { useAction } from '../parts/useAction';
import { PickComputers, PickPatches } from './DeployPickers';

const DAYS = [1, 3, 7, 14, 30];
const WEEK = 7;

export function Deploy() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const given = useSearch({ from: '/deploy' });
  const [wish, setWish] = useState<Wish>(() => ({
    patches: given.patch ? 'chosen' : 'security',
    chosenPatches: given.patch ? [given.patch] : [],
    computers: given.computer ? 'chosen' : given.office ? 'office' : 'all',
    chosenComputers: given.computer ? [given.computer] : [],
    office: given.office ?? '',
    name: t('deploy/nameOf', {
      replace: { date: new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(new Date()) },
    }),
    days: WEEK,
  }));
  const change = (part: Partial<Wish>) => setWish((before) => ({ ...before, ...part }));
  const create = useAction(
    () => api.post<Deployment>('/deployments', bodyOf(wish)),
    ['deployments', 'tasks', 'summary'],
    (made) => void navigate({ to: '/deployments/$id', params: { id: made.id }, search: { page: 1, size: 50 } }),
  );
  const missing = missingIn(wish);
  const footer = { nextButtonText: t('common/next'), backButtonText: t('common/back'), cancelButtonText: t('common/cancel') };
  return (
    <PageSection isFilled>
      <Heading title={t('deploy/title')} />
      <Wizard
        navAriaLabel={t('deploy/steps')}
        className="fettle-wizard"
        isVisitRequired
        onClose={() => void navigate({ to: '/deployments', search: { page: 1, size: 50 } })}
        onSave={() => create.mutate(undefined)}
      >
        <WizardStep
          id="patches"
          name={t('deploy/patches')}
          footer={{ ...footer, isBackHidden: true, isNextDisabled: missing === 'patches' }}
        >
          <PatchesStep wish={wish} change={change} />
        </WizardStep>
        <WizardStep
          id="computers"
          name={t('deploy/computers')}
          footer={{ ...footer, isNextDisabled: missing === 'computers' || missing === 'office' }}
        >
          <ComputersStep wish={wish} change={change} />
        </WizardStep>
        <WizardStep
          id="review"
          name={t('deploy/review')}
          footer={{ ...footer, nextButtonText: t('deploy/start'), isNextDisabled: missing !== null || create.isPending }}
        >
          <ProblemAlert problem={create.error} />
          <Review wish={wish} change={change} />
        </WizardStep>
      </Wizard>
    </PageSection>
  );
}

interface StepProps {
  wish: Wish;
  change: (part: Partial<Wish>) => void;
}

function Need({ wish }: { wish: Wish }) {
  const { t } = useTranslation();
  const missing = missingIn(wish);
  return (
    <HelperText isLiveRegion>
      {missing && <HelperTextItem variant="warning">{t(`deploy/need_${missing}`)}</HelperTextItem>}
    </HelperText>
  );
}

function PatchesStep({ wish, change }: StepProps) {
  const { t } = useTranslation();
  const option = (value: Wish['patches'], label: string) => (
    <Radio
      id={`patches-${value}`}
      name="patches"
      label={label}
      isChecked={wish.patches === value}
      onChange={() => change({ patches: value })}
    />
  );
  return (
    <>
      <fieldset className="fettle-choice">
        <legend className="fettle-legend-text">{t('deploy/whichPatches')}</legend>
        {option('security', t('deploy/allSecurity'))}
        {option('all', t('deploy/allMissing'))}
        {option('chosen', t('deploy/chosenPatches'))}
      </fieldset>
      {wish.patches === 'chosen' && (
        <PickPatches chosen={wish.chosenPatches} onChange={(chosenPatches) => change({ chosenPatches })} />
      )}
      <Need wish={wish} />
    </>
  );
}

function ComputersStep({ wish, change }: StepProps) {
  const { t } = useTranslation();
  const offices = useOffices();
  const option = (value: Wish['computers'], label: string) => (
    <Radio
      id={`computers-${value}`}
      name="computers"
      label={label}
      isChecked={wish.computers === value}
      onChange={() => change({ computers: value })}
    />
  );
  return (
    <>
      <fieldset className="fettle-choice">
        <legend className="fettle-legend-text">{t('deploy/whichComputers')}</legend>
        {option('all', t('deploy/allComputers'))}
        {option('office', t('deploy/ofOffice'))}
        {option('chosen', t('deploy/chosenComputers'))}
      </fieldset>
      {wish.computers === 'office' && (
        <div className="fettle-narrow">
          <Choice
            label={t('deploy/office')}
            all={t('deploy/choose')}
            value={wish.office}
            options={offices.map((office) => ({ value: office.id, text: office.name }))}
            onChange={(office) => change({ office: office ?? '' })}
          />
        </div>
      )}
      {wish.computers === 'chosen' && (
        <PickComputers chosen={wish.chosenComputers} onChange={(chosenComputers) => change({ chosenComputers })} />
      )}
      <Need wish={wish} />
    </>
  );
}

function useCounts(wish: Wish): { patches: number | undefined; computers: number | undefined } {
  const patches = useRead<List<Patch>>(
    'patches',
    '/patches',
    { security: wish.patches === 'security' ? true : undefined, missing: true, limit: 1 },
    wish.patches !== 'chosen',
  );
  const computers = useRead<List<Computer>>(
    'computers',
    '/computers',
    { office: wish.computers === 'office' ? wish.office : undefined, limit: 1 },
    wish.computers !== 'chosen',
  );
  return {
    patches: wish.patches === 'chosen' ? wish.chosenPatches.length : patches.data?.total,
    computers: wish.computers === 'chosen' ? wish.chosenComputers.length : computers.data?.total,
  };
}

function Review({ wish, change }: StepProps) {
  const { t } = useTranslation();
  const number = useNumber();
  const offices = useOffices();
  const counts = useCounts(wish);
  const [shown, setShown] = useState(false);
  const patches = { security: 'allSecurity', all: 'allMissing', chosen: 'chosenPatches' }[wish.patches];
  const computers = { all: 'allComputers', office: 'ofOffice', chosen: 'chosenComputers' }[wish.computers];
  const office = wish.computers === 'office' && offices.find((known) => known.id === wish.office)?.name;
  return (
    <>
      <DescriptionList isHorizontal className="fettle-gap">
        <DescriptionListGroup>
          <DescriptionListTerm>{t('deploy/patches')}</DescriptionListTerm>
          <DescriptionListDescription>
            {t(`deploy/${patches}`)}: <strong>{number(counts.patches)}</strong>
          </DescriptionListDescription>
        </DescriptionListGroup>
        <DescriptionListGroup>
          <DescriptionListTerm>{t('deploy/computers')}</DescriptionListTerm>
          <DescriptionListDescription>
            {t(`deploy/${computers}`)}
            {office && ` (${office})`}: <strong>{number(counts.computers)}</strong>
          </DescriptionListDescription>
        </DescriptionListGroup>
      </DescriptionList>
      <p className="fettle-gap">{t('deploy/explain')}</p>
      <Form className="fettle-narrow fettle-gap" onSubmit={(event) => event.preventDefault()}>
        <FormGroup label={t('deploy/name')} fieldId="deployment-name" isRequired>
          <TextInput
            id="deployment-name"
            value={wish.name}
            maxLength={200}
            isRequired
            onChange={(_event, name) => change({ name })}
          />
        </FormGroup>
        <FormGroup label={t('deploy/validity')} fieldId="deployment-days">
          <Choice
            id="deployment-days"
            label={t('deploy/validity')}
            value={String(wish.days)}
            options={DAYS.map((days) => ({ value: String(days), text: t('deploy/days', { count: days }) }))}
            onChange={(days) => change({ days: Number(days ?? WEEK) })}
          />
        </FormGroup>
      </Form>
      <Need wish={wish} />
      <ExpandableSection
        toggleText={t('deploy/showApi')}
        isExpanded={shown}
        onToggle={(_event, next) => setShown(next)}
      >
        <ClipboardCopy
          isReadOnly
          isCode
          isExpanded
          variant={ClipboardCopyVariant.expansion}
          hoverTip={t('common/copy')}
          clickTip={t('common/copied')}
          textAriaLabel={t('deploy/showApi')}
          toggleAriaLabel={t('common/details')}
        >
          {apiCall(bodyOf(wish))}
        </ClipboardCopy>
      </ExpandableSection>
    </>
  );
}
