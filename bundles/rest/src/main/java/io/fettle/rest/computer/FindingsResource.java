package io.fettle.rest.computer;

import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.identity.Role;
import io.fettle.api.inventory.ComputerId;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.list.Given;
import io.fettle.rest.list.Link;
import io.fettle.rest.list.ListView;
import io.fettle.rest.list.Paging;
import io.fettle.rest.route.Allowed;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Summary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What is found on one computer. */
@Path("/computers/{id}/findings")
@Produces(MediaType.APPLICATION_JSON)
public final class FindingsResource implements Resource {
    /** Not one state but all that count as missing. */
    private static final String MISSING = "missing";

    private final Capabilities capabilities;

    public FindingsResource(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    @GET
    @Allowed(Role.VIEWER)
    @Summary("Findings of a computer, missing ones first")
    public ListView<FindingView> list(
            @PathParam("id") String id,
            @QueryParam("state") @Nullable String state,
            @QueryParam("text") @Nullable String text,
            @BeanParam Paging paging,
            @Context Visitor visitor) {
        Predicate<Finding> filter = inState(state).and(about(text));
        ComputerId computer = ComputerIds.read(id);
        if (capabilities.computers().get().find(computer, visitor.scope()).isEmpty()) {
            throw ComputerIds.unknown();
        }
        List<Finding> all = capabilities.findings().get().of(computer, visitor.scope());
        return paging.view(
                paging.cut(all.stream().filter(filter).toList()).map(FindingView::of),
                Link.to("/computers/" + computer + "/findings")
                        .with("state", state)
                        .with("text", text));
    }

    private static Predicate<Finding> inState(@Nullable String state) {
        if (MISSING.equals(state)) {
            return finding -> finding.state().isMissing();
        }
        Optional<FindingState> wanted = Given.choice(FindingState.class, "state", state);
        return finding -> wanted.isEmpty() || finding.state() == wanted.get();
    }

    private static Predicate<Finding> about(@Nullable String text) {
        Optional<String> wanted = Given.text("text", text).map(t -> t.toLowerCase(Locale.ROOT));
        return finding -> wanted.isEmpty() || mentions(finding, wanted.get());
    }

    private static boolean mentions(Finding finding, String text) {
        return finding.packageName().toLowerCase(Locale.ROOT).contains(text)
                || finding.cves().stream()
                        .anyMatch(c -> c.toLowerCase(Locale.ROOT).contains(text))
                || finding.advisories().stream()
                        .anyMatch(a -> a.toLowerCase(Locale.ROOT).contains(text));
    }
}
