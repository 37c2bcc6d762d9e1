import { Title } from '@patternfly/react-core';
import type { ReactNode } from 'react';

export function Heading({ title, count, children }: { title: string; count?: string; children?: ReactNode }) {
  return (
    <div className="fettle-head">
      <Title headingLevel="h1">
        {title} {count && <span className="fettle-count">{count}</span>}
      </Title>
      {children && <div className="fettle-inline">{children}</div>}
    </div>
  );
}
