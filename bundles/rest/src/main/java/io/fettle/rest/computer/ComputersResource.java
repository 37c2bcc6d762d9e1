package io.fettle.rest.computer;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.assessment.ComputerSummary;
import io.fettle.api.assessment.Findings;
import io.fettle.api.assessment.FleetPart;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.exchange.Contact;
import io.fettle.api.identity.Role;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.api.notification.Presence;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.list.Given;
import io.fettle.rest.list.Link;
import io.fettle.rest.list.ListView;
import io.fettle.rest.list.Paging;
import io.fettle.rest.office.GivenPart;
import io.fettle.rest.route.Allowed;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Summary;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The computers. The list still answers while nobody assesses or hears them: then those columns are empty. */
@Path("/computers")
@Produces(MediaType.APPLICATION_JSON)
public final class ComputersResource implements Resource {
    private static final Set<String> SORTS =
            Set.of("hostname", "-hostname", "lastSeen", "-lastSeen", "office", "-office");

    private final Capabilities capabilities;

    public ComputersResource(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    @GET
    @Allowed(Role.VIEWER)
    @Summary("Computers that match all given filters")
    public ListView<ComputerView> list(
            @QueryParam("text") @Nullable String text,
            @QueryParam("state") @Nullable String state,
            @QueryParam("health") @Nullable String health,
            @QueryParam("sort") @Nullable String sort,
            @BeanParam GivenPart given,
            @BeanParam Paging paging,
            @Context Visitor visitor) {
        PageRequest request = paging.request();
        String order = sort(sort);
        Optional<HealthStatus> wanted = Given.choice(HealthStatus.class, "health", health);
        FleetPart part = given.of(capabilities, visitor);
        Optional<Set<ComputerId>> only =
                wanted.map(status -> capabilities.findings().get().withHealth(status, visitor.scope()));
        Computers.Filter filter = new Computers.Filter(
                Given.text("text", text),
                part.officeId(),
                part.group(),
                Given.choice(Computer.State.class, "state", state),
                only,
                order);
        Page<Computer> page = capabilities.computers().get().list(filter, visitor.scope(), request);
        Map<ComputerId, ComputerSummary> counts = counts(page, visitor);
        Page<ComputerView> views =
                page.map(c -> ComputerView.of(c, Optional.ofNullable(counts.get(c.id())), connected(c), false));
        Link link = given.in(Link.to("/computers")
                .with("text", text)
                .with("state", state)
                .with("health", health)
                .with("sort", sort));
        return paging.view(views, link);
    }

    @GET
    @Path("{id}")
    @Allowed(Role.VIEWER)
    @Summary("A computer with its facts")
    public ComputerView computer(@PathParam("id") String id, @Context Visitor visitor) {
        Computer computer = visible(id, visitor);
        Optional<ComputerSummary> counts =
                capabilities.findings().find().flatMap(f -> f.summary(computer.id(), visitor.scope()));
        return ComputerView.of(computer, counts, connected(computer), true);
    }

    @GET
    @Path("{id}/packages")
    @Allowed(Role.VIEWER)
    @Summary("What is installed on a computer")
    public ListView<PackageView> packages(
            @PathParam("id") String id, @BeanParam Paging paging, @Context Visitor visitor) {
        ComputerId computer = visible(id, visitor).id();
        Page<PackageView> page = paging.cut(capabilities.computers().get().packages(computer, visitor.scope()))
                .map(PackageView::of);
        return paging.view(page, Link.to("/computers/" + computer + "/packages"));
    }

    @POST
    @Path("{id}/actions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Role.OPERATOR)
    @Summary("Asks a computer to scan or to check in now")
    public ReachView act(@PathParam("id") String id, NewAction body, @Context Visitor visitor) {
        Action action = Given.choice(Action.class, "action", Given.required("action", body.action()))
                .orElseThrow(() -> Given.invalid("action", "SCAN_NOW or CHECK_IN_NOW"));
        ComputerId computer = visible(id, visitor).id();
        Contact contact = capabilities.contact().get();
        return new ReachView(
                switch (action) {
                    case SCAN_NOW -> contact.scanNow(computer, visitor.caller());
                    case CHECK_IN_NOW -> contact.checkInNow(computer, visitor.caller());
                });
    }

    @POST
    @Path("{id}/approval")
    @Allowed(Role.ADMIN)
    @Summary("Takes a computer out of quarantine")
    public void approve(@PathParam("id") String id, @Context Visitor visitor) {
        capabilities.computersAdmin().get().approve(visible(id, visitor).id(), visitor.caller());
    }

    @DELETE
    @Path("{id}")
    @Allowed(Role.ADMIN)
    @Summary("Removes a computer for good")
    public void remove(@PathParam("id") String id, @Context Visitor visitor) {
        capabilities.computersAdmin().get().remove(visible(id, visitor).id(), visitor.caller());
    }

    private Computer visible(String id, Visitor visitor) {
        return capabilities
                .computers()
                .get()
                .find(ComputerIds.read(id), visitor.scope())
                .orElseThrow(ComputerIds::unknown);
    }

    private Map<ComputerId, ComputerSummary> counts(Page<Computer> page, Visitor visitor) {
        Set<ComputerId> ids = page.items().stream().map(Computer::id).collect(Collectors.toSet());
        Optional<Findings> findings = capabilities.findings().find();
        return findings.map(f -> f.summaries(ids, visitor.scope())).orElse(Map.of());
    }

    private boolean connected(Computer computer) {
        Optional<Presence> presence = capabilities.presence().find();
        return presence.map(p -> p.connected(computer.id().value())).orElse(false);
    }

    private static String sort(@Nullable String sort) {
        if (sort == null || sort.isEmpty()) {
            return "hostname";
        }
        if (!SORTS.contains(sort)) {
            throw Given.invalid("sort", "hostname, lastSeen or office, or one of them after a minus");
        }
        return sort;
    }

    private enum Action {
        SCAN_NOW,
        CHECK_IN_NOW
    }
}
