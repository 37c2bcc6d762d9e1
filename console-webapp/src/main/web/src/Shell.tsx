import {
  Bullseye,
  Button,
  Label,
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadLogo,
  MastheadMain,
  MastheadToggle,
  Nav,
  NavItem,
  NavList,
  Page,
  PageSidebar,
  PageSidebarBody,
  PageToggleButton,
  SkipToContent,
  Spinner,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
} from '@patternfly/react-core';
import { BarsIcon } from '@patternfly/react-icons/dist/esm/icons/bars-icon';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveProvider, useLive } from './api/live';
import { useCapabilities } from './api/queries';
import { useMay, useMayEverywhere, useSession } from './api/session';
import type { Role } from './api/types';
import { Login, NewPassword } from './pages/Login';
import { LanguageSwitch, ThemeSwitch } from './parts/Switches';
import { Time } from './parts/Time';

const PAGES: { key: string; to: string; capability?: string; role?: Role; everything?: boolean }[] = [
  { key: 'dashboard', to: '/' },
  { key: 'computers', to: '/computers', capability: 'inventory' },
  { key: 'vulnerabilities', to: '/vulnerabilities', capability: 'assessment' },
  { key: 'patches', to: '/patches', capability: 'assessment' },
  { key: 'deployments', to: '/deployments', capability: 'deployment' },
  { key: 'sources', to: '/sources', capability: 'sources' },
  { key: 'offices', to: '/offices', capability: 'inventory' },
  { key: 'healthPolicy', to: '/health-policy', capability: 'assessment' },
  { key: 'enrolment', to: '/enrolment', capability: 'security', role: 'ADMIN' },
  { key: 'accounts', to: '/accounts', capability: 'security', role: 'ADMIN' },
  { key: 'audit', to: '/audit', capability: 'security', role: 'ADMIN', everything: true },
];

export function Shell() {
  const { session } = useSession();
  const { t } = useTranslation();
  if (session === undefined) {
    return (
      <Bullseye className="fettle-whole">
        <Spinner aria-label={t('common/loading')} />
      </Bullseye>
    );
  }
  if (session === null) return <Login />;
  if (session.mustChangePassword) return <NewPassword />;
  return (
    <LiveProvider>
      <Frame />
    </LiveProvider>
  );
}

function Frame() {
  const { t } = useTranslation();
  const path = useRouterState({ select: (state) => state.location.pathname });
  useTitle(path);
  return (
    <Page
      masthead={<Top />}
      sidebar={
        <PageSidebar>
          <PageSidebarBody>
            <Navigation path={path} />
          </PageSidebarBody>
        </PageSidebar>
      }
      isManagedSidebar
      isContentFilled
      mainContainerId="main"
      skipToContent={<SkipToContent href="#main">{t('common/skip')}</SkipToContent>}
    >
      <Outlet />
    </Page>
  );
}

function isAt(path: string, to: string): boolean {
  return to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`) || (to === '/deployments' && path === '/deploy');
}

function useTitle(path: string) {
  const { t, i18n } = useTranslation();
  useEffect(() => {
    const page = PAGES.find((known) => isAt(path, known.to));
    document.title = page ? `${t(`nav/${page.key}`)} – Fettle` : 'Fettle';
  }, [path, t, i18n.language]);
}

function Navigation({ path }: { path: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const capabilities = useCapabilities();
  const isAdmin = useMay('ADMIN');
  const isWholeAdmin = useMayEverywhere('ADMIN');
  return (
    <Nav aria-label={t('nav/label')}>
      <NavList>
        {PAGES.filter((page) => !page.role || (page.everything ? isWholeAdmin : isAdmin)).map((page) => (
          <NavItem
            key={page.key}
            itemId={page.key}
            isActive={isAt(path, page.to)}
            to={page.to}
            onClick={(event) => {
              event.preventDefault();
              void navigate({ to: page.to });
            }}
          >
            {t(`nav/${page.key}`)}
            {page.capability && capabilities[page.capability] === false && (
              <Label isCompact variant="outline">
                {t('nav/absent')}
              </Label>
            )}
          </NavItem>
        ))}
      </NavList>
    </Nav>
  );
}

function Top() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { session, logOut } = useSession();
  return (
    <Masthead>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton isHamburgerButton aria-label={t('nav/toggle')}>
            <BarsIcon />
          </PageToggleButton>
        </MastheadToggle>
        <MastheadBrand>
          <MastheadLogo
            component="a"
            href="/"
            className="fettle-brand"
            onClick={(event) => {
              event.preventDefault();
              void navigate({ to: '/' });
            }}
          >
            <img src="/favicon.svg" alt="" width="28" height="28" /> Fettle
          </MastheadLogo>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isStatic>
          <ToolbarContent>
            <ToolbarGroup align={{ default: 'alignEnd' }} alignItems="center">
              <ToolbarItem>
                <StaleBadge />
              </ToolbarItem>
              <ToolbarItem>
                <ThemeSwitch />
              </ToolbarItem>
              <ToolbarItem>
                <LanguageSwitch />
              </ToolbarItem>
              <ToolbarItem className="fettle-who">{session?.name}</ToolbarItem>
              <ToolbarItem>
                <Button variant="secondary" size="sm" onClick={() => void logOut()}>
                  {t('login/logOut')}
                </Button>
              </ToolbarItem>
            </ToolbarGroup>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  );
}

function StaleBadge() {
  const { t } = useTranslation();
  const { staleSince } = useLive();
  return (
    <span role="status">
      {staleSince && (
        <Label status="warning">
          {t('live/stale')} <Time value={staleSince.toISOString()} relative />
        </Label>
      )}
    </span>
  );
}
