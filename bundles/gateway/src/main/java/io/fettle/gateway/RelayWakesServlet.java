package io.fettle.gateway;

import io.fettle.api.FettleException;
import io.fettle.api.exchange.RelayLink;
import io.fettle.api.identity.Admits;
import io.fettle.api.identity.Guest;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import io.fettle.protocol.WakesRequest;
import io.fettle.protocol.Wire;
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

/** {@code GET /relay/v1/wakes}, with {@link WakesRequest}: whom of its office a relay shall wake. */
@Admits(Guest.RELAY)
@Component(
        service = Servlet.class,
        configurationPid = RelayConverseServlet.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {
            "osgi.http.whiteboard.servlet.name=RelayWakesServlet",
            "osgi.http.whiteboard.servlet.pattern=/v1/wakes",
            RelayContext.SELECT
        })
public final class RelayWakesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Doorkeeper doorkeeper;
    private final transient RelayLink link;

    @Activate
    public RelayWakesServlet(@Reference Doorkeeper doorkeeper, @Reference RelayLink link) {
        this.doorkeeper = doorkeeper;
        this.link = link;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Peer> relay = doorkeeper.admit(request, PeerRole.RELAY);
        if (relay.isEmpty()) {
            Http.fail(response, HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        try {
            WakesRequest asked = WakesRequest.read(request::getParameter);
            Http.answer(
                    response,
                    "application/json",
                    Wire.wakes(link.takeWakes(relay.get(), asked.facts(), asked.patience())));
        } catch (FettleException e) {
            Http.fail(response, e);
        }
    }
}
