package io.fettle.rest;

import io.fettle.api.FettleException;
import io.fettle.api.identity.Admits;
import io.fettle.api.identity.Guest;
import io.fettle.rest.access.AccessFilter;
import io.fettle.rest.access.FrontDoor;
import io.fettle.rest.account.AccountsResource;
import io.fettle.rest.approval.ApprovalsResource;
import io.fettle.rest.approval.DecisionsResource;
import io.fettle.rest.audit.AuditResource;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.change.ChangeStreams;
import io.fettle.rest.change.ChangesResource;
import io.fettle.rest.computer.ComputersResource;
import io.fettle.rest.computer.FindingsResource;
import io.fettle.rest.computer.GroupsResource;
import io.fettle.rest.demo.DemoResource;
import io.fettle.rest.deployment.ComputerTasksResource;
import io.fettle.rest.deployment.DeploymentsResource;
import io.fettle.rest.enrolment.TokensResource;
import io.fettle.rest.office.OfficesResource;
import io.fettle.rest.office.RelaysResource;
import io.fettle.rest.openapi.OpenApiResource;
import io.fettle.rest.patch.PatchResource;
import io.fettle.rest.patch.PatchesResource;
import io.fettle.rest.platform.CodeIntake;
import io.fettle.rest.platform.PlatformResource;
import io.fettle.rest.policy.HealthPolicyResource;
import io.fettle.rest.problem.Problems;
import io.fettle.rest.problem.RestError;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Route;
import io.fettle.rest.route.Routes;
import io.fettle.rest.session.SessionResource;
import io.fettle.rest.source.SourcesResource;
import io.fettle.rest.summary.SummaryResource;
import io.fettle.rest.vulnerability.ExposureNewsResource;
import io.fettle.rest.vulnerability.ExposuresResource;
import io.fettle.rest.vulnerability.VulnerabilitiesResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.servlet.Servlet;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The only way into the API: looks at a request first, and lets JAX-RS, or the live news, answer it then. */
@Admits(Guest.AS_ITS_ROUTES_SAY)
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=fettle-rest",
            "osgi.http.whiteboard.servlet.pattern=/*",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
            RestContext.SELECT
        })
public final class RestServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String API = "/api/v1";

    private final transient FrontDoor door;
    private final transient ChangesResource changes;
    private final transient List<Resource> resources;
    private final transient Routes routes;
    private final transient Route news;
    private transient volatile @Nullable JaxRs jaxRs;

    @Activate
    public RestServlet(
            @Reference Capabilities capabilities, @Reference ChangeStreams streams, @Reference CodeIntake intake) {
        door = new FrontDoor(capabilities.logins());
        changes = new ChangesResource(door, streams);
        OpenApiResource description = new OpenApiResource();
        resources = List.of(
                new SessionResource(capabilities.logins()),
                new SummaryResource(capabilities),
                new ComputersResource(capabilities),
                new FindingsResource(capabilities),
                new GroupsResource(capabilities),
                new ComputerTasksResource(capabilities),
                new PatchesResource(capabilities),
                new PatchResource(capabilities),
                new DecisionsResource(capabilities),
                new ApprovalsResource(capabilities),
                new VulnerabilitiesResource(capabilities),
                new ExposuresResource(capabilities),
                new ExposureNewsResource(capabilities),
                new HealthPolicyResource(capabilities),
                new SourcesResource(capabilities),
                new OfficesResource(capabilities),
                new RelaysResource(capabilities),
                new DeploymentsResource(capabilities),
                new TokensResource(capabilities),
                new AccountsResource(capabilities),
                new AuditResource(capabilities),
                new DemoResource(capabilities),
                new PlatformResource(capabilities, intake),
                description);
        List<Resource> all = new ArrayList<>(resources);
        all.add(changes);
        routes = new Routes(all);
        news = routes.at("GET", "/changes");
        description.describe(routes.all());
    }

    Routes routes() {
        return routes;
    }

    @Override
    public void init() throws ServletException {
        jaxRs = new JaxRs(resources, new AccessFilter(door, routes), getServletConfig());
    }

    @Override
    public void destroy() {
        JaxRs running = jaxRs;
        jaxRs = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problems.name(request);
        protect(response);
        try {
            door.inspect(request);
            answer(request, response);
        } catch (ServletException | RuntimeException e) {
            if (response.isCommitted()) {
                throw new IOException("The answer broke off", e);
            }
            response.resetBuffer();
            Problems.write(e, request, response);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String path = request.getRequestURI().substring(API.length());
        if (path.equals(news.path()) && request.getMethod().equals(news.verb())) {
            changes.serve(news, request, response);
            return;
        }
        JaxRs running = jaxRs;
        if (running == null) {
            throw new FettleException(RestError.CAPABILITY_ABSENT, "The API is stopping");
        }
        running.serve(request, response);
    }

    /** Nothing of this is to be kept, guessed at, framed, or run as a page. */
    private static void protect(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    }
}
