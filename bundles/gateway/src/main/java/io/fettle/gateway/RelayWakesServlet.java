package io.fettle.gateway;

import io.fettle.api.FettleException;
import io.fettle.api.exchange.RelayLink;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import io.fettle.protocol.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code GET /relay/v1/wakes?wait=SECONDS}: whom of its office a relay shall wake. */
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
    private static final int MAX_WAIT_SECONDS = 60;

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
            Duration patience = Duration.ofSeconds(waitSeconds(request.getParameter("wait")));
            Http.answer(response, "application/json", Wire.wakes(link.takeWakes(relay.get(), patience)));
        } catch (FettleException e) {
            Http.fail(response, e);
        }
    }

    private static int waitSeconds(@Nullable String wait) {
        if (wait == null || !wait.matches("[0-9]{1,3}")) {
            return 0;
        }
        return Math.min(Integer.parseInt(wait), MAX_WAIT_SECONDS);
    }
}
