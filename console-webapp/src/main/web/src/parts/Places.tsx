import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { ExpandableSection } from '@patternfly/react-core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cut, Place } from '../api/types';
import { useNumber } from './number';

interface Look<S extends string> {
  /** Every state in the order of the bar, and what it is called. */
  states: readonly S[];
  words: (state: S) => string;
  /** Which states are counted beside the bar, and what they are called together. */
  isCounted: (state: S) => boolean;
  counted: string;
}

/** How offices and groups stand, beside each other. */
export function Places<S extends string>({
  offices,
  groups,
  look,
  link,
}: {
  offices: Cut<Place<S>>;
  groups: Cut<Place<S>>;
  look: Look<S>;
  /** Leads to the computers of a place. */
  link: (place: Place<S>, kind: 'office' | 'group') => ReactNode;
}) {
  return (
    <div className="fettle-places fettle-gap">
      <PlaceTable kind="office" places={offices} look={look} link={link} />
      {groups.total > 0 && <PlaceTable kind="group" places={groups} look={look} link={link} />}
    </div>
  );
}

const SHOWN = 5;

function PlaceTable<S extends string>({
  kind,
  places,
  look,
  link,
}: {
  kind: 'office' | 'group';
  places: Cut<Place<S>>;
  look: Look<S>;
  link: (place: Place<S>, kind: 'office' | 'group') => ReactNode;
}) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (places.items.length === 0) return null;
  const hidden = places.items.slice(SHOWN);
  const rows = (items: Place<S>[]) => <Rows kind={kind} items={items} look={look} link={link} />;
  return (
    <div>
      {rows(places.items.slice(0, SHOWN))}
      {hidden.length > 0 && (
        <ExpandableSection
          toggleText={t(isOpen ? 'part/fewer' : 'part/more', { count: hidden.length })}
          isExpanded={isOpen}
          onToggle={(_event, next) => setOpen(next)}
        >
          {isOpen && rows(hidden)}
        </ExpandableSection>
      )}
      {places.total > places.items.length && (
        <p className="fettle-note">{t('part/notShown', { count: places.total - places.items.length })}</p>
      )}
    </div>
  );
}

function Rows<S extends string>({
  kind,
  items,
  look,
  link,
}: {
  kind: 'office' | 'group';
  items: Place<S>[];
  look: Look<S>;
  link: (place: Place<S>, kind: 'office' | 'group') => ReactNode;
}) {
  const { t } = useTranslation();
  const number = useNumber();
  const heading = t(kind === 'office' ? 'part/office' : 'part/group');
  return (
    <Table aria-label={t(kind === 'office' ? 'part/byOffice' : 'part/byGroup')} variant="compact" borders={false}>
      <Thead>
        <Tr>
          <Th modifier="nowrap">{heading}</Th>
          <Th width={50}>{t('part/states')}</Th>
          <Th modifier="nowrap" className="fettle-number">
            {look.counted}
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {items.map((place) => {
          const of = (state: S) => place.computers[state] ?? 0;
          const counted = look.states.filter(look.isCounted).reduce((sum, state) => sum + of(state), 0);
          const all = look.states.reduce((sum, state) => sum + of(state), 0);
          return (
            <Tr key={place.id}>
              <Td dataLabel={heading}>{link(place, kind)}</Td>
              <Td dataLabel={t('part/states')}>
                <Bar counts={look.states.map((state) => ({ state, text: look.words(state), count: of(state) }))} />
              </Td>
              <Td dataLabel={look.counted} className="fettle-number">
                {t('part/countedOf', { counted: number(counted), all: number(all) })}
              </Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}

/** One bar; what it shows is its label too. */
function Bar({ counts }: { counts: { state: string; text: string; count: number }[] }) {
  const number = useNumber();
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const words = counts.filter(({ count }) => count > 0).map(({ text, count }) => `${text}: ${number(count)}`);
  let x = 0;
  return (
    <svg className="fettle-bar fettle-bar-small" role="img" aria-label={words.join(', ')} viewBox="0 0 1000 24" preserveAspectRatio="none">
      <title>{words.join(', ')}</title>
      {counts.map(({ state, count }) => {
        const width = total === 0 ? 0 : (count / total) * 1000;
        const start = x;
        x += width;
        return <rect key={state} className={`fettle-bar-${state}`} x={start} y="0" width={width} height="24" />;
      })}
    </svg>
  );
}
