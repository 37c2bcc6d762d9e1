import {
  ActionGroup,
  Button,
  Card,
  CardBody,
  CardTitle,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  TextInput,
  Title,
} from '@patternfly/react-core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/client';
import { useSession } from '../api/session';
import { ProblemAlert } from '../parts/Failure';
import { LanguageSwitch, ThemeSwitch } from '../parts/Switches';

const MIN_PASSWORD = 12;

function Box({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="fettle-login">
      <div className="fettle-login-head">
        <span className="fettle-brand">
          <img src="/favicon.svg" alt="" width="32" height="32" /> Fettle
        </span>
        <span className="fettle-login-tools">
          <ThemeSwitch />
          <LanguageSwitch />
        </span>
      </div>
      <Card isLarge>
        <CardTitle>
          <Title headingLevel="h1">{title}</Title>
        </CardTitle>
        <CardBody>{children}</CardBody>
      </Card>
    </main>
  );
}

/** Runs an action once at a time and keeps what went wrong. */
function useAction() {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (action: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await action();
    } catch (cause) {
      setProblem(cause instanceof Problem ? cause : new Problem(0, 'UNKNOWN', '', ''));
    } finally {
      setBusy(false);
    }
  };
  return { problem, busy, run };
}

/** Shown in place of any page, so that the address stays and the page is there after the log-in. */
export function Login() {
  const { t } = useTranslation();
  const { logIn, failure } = useSession();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const { problem, busy, run } = useAction();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(() => logIn(name, password));
  };
  return (
    <Box title={t('login/title')}>
      <ProblemAlert problem={problem ?? failure} />
      <Form onSubmit={submit}>
        <FormGroup label={t('login/name')} fieldId="name" isRequired>
          <TextInput
            id="name"
            name="name"
            autoComplete="username"
            autoFocus
            isRequired
            maxLength={200}
            value={name}
            onChange={(_event, value) => setName(value)}
          />
        </FormGroup>
        <FormGroup label={t('login/password')} fieldId="password" isRequired>
          <TextInput
            id="password"
            name="password"
            type="password"
            autoComplete="current-password"
            isRequired
            maxLength={1000}
            value={password}
            onChange={(_event, value) => setPassword(value)}
          />
          <FormHelperText>
            <HelperText>
              <HelperTextItem>{t('login/hint')}</HelperTextItem>
            </HelperText>
          </FormHelperText>
        </FormGroup>
        <ActionGroup>
          <Button type="submit" isBlock isLoading={busy} isDisabled={busy || !name || !password}>
            {t('login/logIn')}
          </Button>
        </ActionGroup>
      </Form>
    </Box>
  );
}

export function NewPassword() {
  const { t } = useTranslation();
  const { changePassword, logOut } = useSession();
  const [old, setOld] = useState('');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const { problem, busy, run } = useAction();
  const differs = second !== '' && first !== second;
  const short = first !== '' && first.length < MIN_PASSWORD;
  const ready = old !== '' && first.length >= MIN_PASSWORD && first === second;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) void run(() => changePassword(old, first));
  };
  const field = (id: string, label: string, value: string, set: (value: string) => void, wrong: boolean, fresh: boolean) => (
    <FormGroup label={label} fieldId={id} isRequired>
      <TextInput
        id={id}
        type="password"
        autoComplete={fresh ? 'new-password' : 'current-password'}
        isRequired
        maxLength={1000}
        validated={wrong ? 'error' : 'default'}
        aria-describedby={fresh ? `${id}-help` : undefined}
        value={value}
        onChange={(_event, next) => set(next)}
      />
      {fresh && (
        <FormHelperText>
          <HelperText id={`${id}-help`}>
            <HelperTextItem variant={wrong ? 'error' : 'default'}>
              {t(id === 'first' ? 'login/atLeast' : wrong ? 'login/differs' : 'login/same', {
                replace: { length: MIN_PASSWORD },
              })}
            </HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  );
  return (
    <Box title={t('login/newTitle')}>
      <p className="fettle-gap">{t('login/newHint')}</p>
      <ProblemAlert problem={problem} />
      <Form onSubmit={submit}>
        {field('old', t('login/oldPassword'), old, setOld, false, false)}
        {field('first', t('login/newPassword'), first, setFirst, short, true)}
        {field('second', t('login/repeat'), second, setSecond, differs, true)}
        <ActionGroup>
          <Button type="submit" isLoading={busy} isDisabled={busy || !ready}>
            {t('login/save')}
          </Button>
          <Button variant="link" onClick={() => void logOut()}>
            {t('login/logOut')}
          </Button>
        </ActionGroup>
      </Form>
    </Box>
  );
}
