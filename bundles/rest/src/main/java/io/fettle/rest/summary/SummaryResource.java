package io.fettle.rest.summary;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.assessment.FleetPart;
import io.fettle.api.assessment.FleetSummary;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.deployment.Deployments;
import io.fettle.api.identity.Role;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.Computers;
import io.fettle.api.notification.Presence;
import io.fettle.api.source.SourceState;
import io.fettle.api.source.SourceStatus;
import io.fettle.api.source.Sources;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.computer.ComputerIds;
import io.fettle.rest.office.GivenPart;
import io.fettle.rest.route.Allowed;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Summary;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;

/** One answer for the dashboard. */
@Path("/summary")
@Produces(MediaType.APPLICATION_JSON)
public final class SummaryResource implements Resource {
    /** Figures that are counted by looking are counted in the first thousand. */
    private static final PageRequest LOOK = PageRequest.first(PageRequest.MAX_LIMIT);

    private final Capabilities capabilities;

    public SummaryResource(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    @GET
    @Allowed(Role.VIEWER)
    @Summary("Figures of the fleet, or of a part of it, and of the server")
    public SummaryView summary(@BeanParam GivenPart given, @Context Visitor visitor) {
        FleetPart part = given.of(capabilities, visitor);
        FleetSummary fleet = capabilities.findings().get().fleet(part, visitor.scope());
        return new SummaryView(
                fleet.computers(),
                allStates(fleet.health()),
                fleet.missingSecurity(),
                fleet.missingOther(),
                fleet.computersMissingSecurity(),
                fleet.overdue(),
                fleet.computersOverdue(),
                fleet.rebootRequired(),
                fleet.endedPlatform(),
                fleet.oldInventories(),
                fleet.staleSources(),
                fleet.catalogRevision(),
                fleet.computedAt(),
                capabilities
                        .presence()
                        .find()
                        .flatMap(p -> connected(p, part, visitor))
                        .orElse(null),
                capabilities.sources().find().map(SummaryResource::count).orElse(null),
                capabilities.deployments().find().map(d -> open(d, visitor)).orElse(null),
                capabilities.computers().find().map(c -> demo(c, visitor)).orElse(false));
    }

    /** Of a part of the fleet only those count that the inventory says are in it. */
    private Optional<Integer> connected(Presence presence, FleetPart part, Visitor visitor) {
        if (visitor.scope().everything() && part.equals(FleetPart.all())) {
            return Optional.of(presence.connections());
        }
        Optional<Computers> computers = capabilities.computers().find();
        return computers.map(c -> (int) presence.subjects().stream()
                .filter(subject -> ComputerIds.find(subject)
                        .flatMap(id -> c.find(id, visitor.scope()))
                        .filter(computer -> isIn(computer, part))
                        .isPresent())
                .count());
    }

    private static boolean isIn(Computer computer, FleetPart part) {
        return part.officeId()
                        .filter(office -> !office.equals(computer.officeId()))
                        .isEmpty()
                && part.group()
                        .filter(group -> !computer.groups().contains(group))
                        .isEmpty();
    }

    private static Map<HealthStatus, Long> allStates(Map<HealthStatus, Long> counted) {
        Map<HealthStatus, Long> all = new TreeMap<>();
        for (HealthStatus status : HealthStatus.values()) {
            all.put(status, counted.getOrDefault(status, 0L));
        }
        return all;
    }

    private static SummaryView.SourceCounts count(Sources sources) {
        Page<SourceStatus> page = sources.list(LOOK);
        return new SummaryView.SourceCounts(
                page.total(),
                page.items().stream()
                        .filter(s -> s.state() == SourceState.CURRENT)
                        .count(),
                page.items().stream().filter(SummaryResource::failing).count());
    }

    private static boolean failing(SourceStatus source) {
        return source.state() == SourceState.UNREACHABLE || source.state() == SourceState.REFUSED;
    }

    private static long open(Deployments deployments, Visitor visitor) {
        return deployments.list(visitor.scope(), LOOK).items().stream()
                .filter(d -> d.endedAt().isEmpty())
                .count();
    }

    private static boolean demo(Computers computers, Visitor visitor) {
        return computers.list(Computers.Filter.none(), visitor.scope(), LOOK).items().stream()
                .anyMatch(Computer::demo);
    }
}
