import { Checkbox, Skeleton } from '@patternfly/react-core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api/queries';
import type { Computer, List, Patch } from '../api/types';
import { window, type Paged } from '../logic/search';
import { Failed } from '../parts/Failure';
import { SecurityLabel } from '../parts/labels';
import { LateText } from '../parts/LateText';
import { Pager } from '../parts/Pager';

interface PickProps {
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

const FIRST: Paged = { page: 1, size: 20 };
const MOST = 1000;

function Picker({
  head,
  chosen,
  onChange,
  options,
}: PickProps & { head: ReactNode; options: { id: string; label: ReactNode }[] }) {
  const { t } = useTranslation();
  return (
    <div className="fettle-gap">
      <div className="fettle-head">
        {head}
        <strong role="status">{t('deploy/chosen', { count: chosen.length })}</strong>
      </div>
      {options.length === 0 && <p>{t('deploy/noResult')}</p>}
      <div className="fettle-choice">
        {options.map((option) => (
          <Checkbox
            key={option.id}
            id={`pick-${option.id}`}
            label={option.label}
            isChecked={chosen.includes(option.id)}
            onChange={(_event, on) => onChange(on ? [...chosen, option.id] : chosen.filter((id) => id !== option.id))}
          />
        ))}
      </div>
    </div>
  );
}

/** The API lists patches without a text filter; the most widely missing thousand are searched here. */
export function PickPatches({ chosen, onChange }: PickProps) {
  const { t } = useTranslation();
  const [text, setText] = useState<string | undefined>();
  const [paged, setPaged] = useState(FIRST);
  const { data, error } = useRead<List<Patch>>('patches', '/patches', { limit: MOST });
  if (error) return <Failed problem={error} />;
  if (!data) return <Skeleton height="10rem" screenreaderText={t('common/loading')} />;
  const found = data.items.filter((patch) => patch.package.includes(text?.toLowerCase() ?? ''));
  const { limit, offset } = window(paged);
  return (
    <Picker
      head={
        <>
          <LateText
            label={t('common/search')}
            value={text}
            onChange={(next) => {
              setText(next);
              setPaged(FIRST);
            }}
          />
          <Pager total={found.length} paged={paged} onChange={setPaged} />
        </>
      }
      chosen={chosen}
      onChange={onChange}
      options={found.slice(offset, offset + limit).map((patch) => ({
        id: patch.id,
        label: (
          <>
            {patch.package} {patch.candidate} <span className="fettle-note">{patch.arch}</span>{' '}
            <SecurityLabel security={patch.security} />{' '}
            <span className="fettle-note">{t('dashboard/onComputers', { count: patch.computers })}</span>
          </>
        ),
      }))}
    />
  );
}

export function PickComputers({ chosen, onChange }: PickProps) {
  const { t } = useTranslation();
  const [text, setText] = useState<string | undefined>();
  const [paged, setPaged] = useState(FIRST);
  const { data, error } = useRead<List<Computer>>('computers', '/computers', { text, ...window(paged) });
  if (error) return <Failed problem={error} />;
  if (!data) return <Skeleton height="10rem" screenreaderText={t('common/loading')} />;
  return (
    <Picker
      head={
        <>
          <LateText
            label={t('deploy/computerFilter')}
            value={text}
            onChange={(next) => {
              setText(next);
              setPaged(FIRST);
            }}
          />
          <Pager total={data.total} paged={paged} onChange={setPaged} />
        </>
      }
      chosen={chosen}
      onChange={onChange}
      options={data.items.map((computer) => ({
        id: computer.id,
        label: (
          <>
            {computer.hostname || computer.id} <span className="fettle-note">{computer.os}</span>
          </>
        ),
      }))}
    />
  );
}
