import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import '../i18n';
import type { Running } from '../api/types';
import { RunningPanel } from './Running';

const CURRENT: Running = {
  kernel: { state: 'CURRENT', running: '6.1.0-18-amd64', newest: '6.1.0-18-amd64' },
  restart: [],
  unseen: 0,
};
afterEach(cleanup);
const text = () => document.body.textContent ?? '';

describe('what runs on a computer', () => {
  it('names the services with their files, and what could not be seen', () => {
    const restart = [
      { service: 'ssh.service', files: ['libcrypto.so.3', 'sshd'], processes: 2 },
      { service: '<b>odd</b>', files: [], processes: 1 },
    ];
    render(<RunningPanel running={{ ...CURRENT, restart, unseen: 41 }} />);
    expect(screen.getByText('ssh.service').closest('li')).toHaveTextContent('ssh.service (2 processes): libcrypto.so.3, sshd');
    expect(screen.getByText('<b>odd</b>')).toBeInTheDocument();
    expect(text()).toContain('41 processes could not be seen: the agent has no CAP_SYS_PTRACE');
  });

  it('says that nothing needs a restart only where everything was seen', () => {
    const { rerender } = render(<RunningPanel running={CURRENT} />);
    expect(text()).toContain('No service needs a restart.');
    rerender(<RunningPanel running={{ ...CURRENT, unseen: 1 }} />);
    expect(text()).not.toContain('No service needs a restart.');
    expect(text()).toContain('None of the services that could be seen needs a restart.');
    rerender(<RunningPanel running={null} />);
    expect(text()).toContain('does not tell');
  });

  it('says how the kernel stands', () => {
    const kernel = { state: 'OUTDATED', running: '6.1.0-18-amd64', newest: '6.1.0-21-amd64' } as const;
    const { rerender } = render(<RunningPanel running={{ ...CURRENT, kernel }} />);
    expect(text()).toContain('6.1.0-18-amd64');
    expect(text()).toContain('6.1.0-21-amd64');
    rerender(<RunningPanel running={{ ...CURRENT, kernel: { ...kernel, state: 'NOT_PACKAGED', newest: null } }} />);
    expect(text()).toContain('not from the package manager');
  });

  it('shows the first services of a long list, and all of them on request', () => {
    const restart = Array.from({ length: 30 }, (_, i) => ({ service: `s${i}.service`, files: [], processes: 1 }));
    render(<RunningPanel running={{ ...CURRENT, restart }} />);
    expect(screen.getAllByRole('listitem')).toHaveLength(10);
    fireEvent.click(screen.getByRole('button', { name: 'Show all 30' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(30);
  });
});
