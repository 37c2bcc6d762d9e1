package io.fettle.gateway;

import io.fettle.api.exchange.Enrolment;
import io.fettle.api.identity.Admits;
import io.fettle.api.identity.Guest;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import java.io.IOException;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code POST /relay/v1/enrol}: a relay passes on that a machine of its office asks to join. */
@Admits(Guest.RELAY)
@Component(
        service = Servlet.class,
        configurationPid = RelayConverseServlet.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {
            "osgi.http.whiteboard.servlet.name=RelayEnrolServlet",
            "osgi.http.whiteboard.servlet.pattern=/v1/enrol",
            RelayContext.SELECT
        })
public final class RelayEnrolServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Doorkeeper doorkeeper;
    private final transient Enrolment enrolment;

    @Activate
    public RelayEnrolServlet(@Reference Doorkeeper doorkeeper, @Reference Enrolment enrolment) {
        this.doorkeeper = doorkeeper;
        this.enrolment = enrolment;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Peer> relay = doorkeeper.admit(request, PeerRole.RELAY);
        if (relay.isEmpty()) {
            Http.fail(response, HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        Enrolment.Origin origin =
                new Enrolment.Origin(request.getRemoteAddr(), relay.get().id());
        EnrolServlet.enrol(enrolment, request, response, origin);
    }
}
