package io.fettle.inventory;

import io.fettle.api.Scope;
import io.fettle.api.enrolment.Joining;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.ComputersAdmin;
import io.fettle.api.inventory.Offices;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where enrolment puts those who joined. Thread-safe. */
@Component
public final class FleetJoining implements Joining {
    private final ComputersAdmin computers;
    private final Offices offices;

    @Activate
    public FleetJoining(@Reference ComputersAdmin computers, @Reference Offices offices) {
        this.computers = computers;
        this.offices = offices;
    }

    @Override
    public boolean knowsOffice(String officeId) {
        return offices.find(officeId, Scope.all()).isPresent();
    }

    @Override
    public void computerJoins(ComputerId id, String officeId, List<String> groups, boolean approved, Instant at) {
        computers.enrol(id, officeId, groups, approved, false, at);
    }

    @Override
    public void relayJoins(String id, String officeId, List<String> names, Instant at) {
        offices.enrolRelay(id, officeId, names, false, at);
    }
}
