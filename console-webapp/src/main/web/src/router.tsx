import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import {
  parseSearch,
  readAudit,
  readComputer,
  readComputers,
  readDeploy,
  readPaged,
  readPatch,
  readPatches,
  readTasks,
  readVulnerabilities,
  readVulnerability,
  stringifySearch,
} from './logic/search';
import { NotFound } from './pages/NotFound';
import { Shell } from './Shell';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const under = () => root;

const routes = [
  createRoute({
    getParentRoute: under,
    path: '/',
    component: lazyRouteComponent(() => import('./pages/Dashboard'), 'Dashboard'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/computers',
    validateSearch: readComputers,
    component: lazyRouteComponent(() => import('./pages/Computers'), 'Computers'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/computers/$id',
    validateSearch: readComputer,
    component: lazyRouteComponent(() => import('./pages/ComputerPage'), 'ComputerPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/patches',
    validateSearch: readPatches,
    component: lazyRouteComponent(() => import('./pages/Patches'), 'Patches'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/patches/$id',
    validateSearch: readPatch,
    component: lazyRouteComponent(() => import('./pages/PatchPage'), 'PatchPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/vulnerabilities',
    validateSearch: readVulnerabilities,
    component: lazyRouteComponent(() => import('./pages/Vulnerabilities'), 'Vulnerabilities'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/vulnerabilities/$cve',
    validateSearch: readVulnerability,
    component: lazyRouteComponent(() => import('./pages/VulnerabilityPage'), 'VulnerabilityPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/deploy',
    validateSearch: readDeploy,
    component: lazyRouteComponent(() => import('./pages/Deploy'), 'Deploy'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/deployments',
    validateSearch: readPaged,
    component: lazyRouteComponent(() => import('./pages/Deployments'), 'Deployments'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/deployments/$id',
    validateSearch: readTasks,
    component: lazyRouteComponent(() => import('./pages/DeploymentPage'), 'DeploymentPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/sources',
    component: lazyRouteComponent(() => import('./pages/Sources'), 'Sources'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/offices',
    component: lazyRouteComponent(() => import('./pages/Offices'), 'Offices'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/health-policy',
    component: lazyRouteComponent(() => import('./pages/HealthPolicyPage'), 'HealthPolicyPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/enrolment',
    component: lazyRouteComponent(() => import('./pages/Enrolment'), 'Enrolment'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/accounts',
    component: lazyRouteComponent(() => import('./pages/Accounts'), 'Accounts'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/audit',
    validateSearch: readAudit,
    component: lazyRouteComponent(() => import('./pages/Audit'), 'Audit'),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([...routes]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
