package io.fettle.rest.computer;

import io.fettle.api.identity.Role;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.list.Link;
import io.fettle.rest.list.ListView;
import io.fettle.rest.list.Paging;
import io.fettle.rest.route.Allowed;
import io.fettle.rest.route.Resource;
import io.fettle.rest.route.Summary;
import java.util.List;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;

/** Groups of computers, as far as they have members. */
@Path("/groups")
@Produces(MediaType.APPLICATION_JSON)
public final class GroupsResource implements Resource {
    private final Capabilities capabilities;

    public GroupsResource(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    @GET
    @Allowed(Role.VIEWER)
    @Summary("Groups that computers belong to, by name")
    public ListView<GroupView> list(@BeanParam Paging paging, @Context Visitor visitor) {
        List<String> names = capabilities.computerGroups().get().names(visitor.scope()).stream()
                .sorted()
                .toList();
        return paging.view(paging.cut(names).map(GroupView::new), Link.to("/groups"));
    }
}
