package io.fettle.rest.office;

import io.fettle.api.FettleException;
import io.fettle.api.assessment.FleetPart;
import io.fettle.api.inventory.InventoryError;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.list.Given;
import io.fettle.rest.list.Link;
import java.util.Optional;
import javax.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** The two parameters of what can be asked for a part of the fleet. */
public final class GivenPart {
    @QueryParam("office")
    private @Nullable String office;

    @QueryParam("group")
    private @Nullable String group;

    /** @throws FettleException UNKNOWN_OFFICE or UNKNOWN_GROUP where there is none that the visitor may see */
    public FleetPart of(Capabilities capabilities, Visitor visitor) {
        Optional<String> inOffice = Given.text("office", office);
        Optional<String> inGroup = Given.text("group", group);
        if (inOffice.isPresent()
                && capabilities
                        .offices()
                        .get()
                        .find(inOffice.get(), visitor.scope())
                        .isEmpty()) {
            throw new FettleException(
                    InventoryError.UNKNOWN_OFFICE,
                    "No such office, or not one you may see; list them at /api/v1/offices");
        }
        if (inGroup.isPresent()
                && !capabilities.computerGroups().get().names(visitor.scope()).contains(inGroup.get())) {
            throw new FettleException(
                    InventoryError.UNKNOWN_GROUP,
                    "No such group, or none of whose computers you may see any; list them at /api/v1/groups");
        }
        return new FleetPart(inOffice, inGroup);
    }

    /** Repeats what was understood. */
    public Link in(Link link) {
        return link.with("office", office).with("group", group);
    }
}
