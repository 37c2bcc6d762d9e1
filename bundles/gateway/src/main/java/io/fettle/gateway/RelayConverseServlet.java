package io.fettle.gateway;

import io.fettle.api.exchange.Conversation;
import io.fettle.api.exchange.RelayLink;
import io.fettle.api.identity.Admits;
import io.fettle.api.identity.Guest;
import io.fettle.api.trust.PeerRole;
import java.io.IOException;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code POST /relay/v1/converse}: a relay brings the envelopes of its office. Configured on servers only: relays take
 * no relays.
 */
@Admits(Guest.RELAY)
@Component(
        service = Servlet.class,
        configurationPid = RelayConverseServlet.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {
            "osgi.http.whiteboard.servlet.name=RelayConverseServlet",
            "osgi.http.whiteboard.servlet.pattern=/v1/converse",
            RelayContext.SELECT
        })
public final class RelayConverseServlet extends HttpServlet {
    /** Its presence says that this is a server. */
    static final String PID = "io.fettle.gateway.RelayEndpoints";

    private static final long serialVersionUID = 1L;

    private final transient Doorkeeper doorkeeper;
    private final transient Conversation conversation;

    /** @param link there only together with the server's side of the conversation */
    @Activate
    public RelayConverseServlet(
            @Reference Doorkeeper doorkeeper, @Reference Conversation conversation, @Reference RelayLink link) {
        this.doorkeeper = doorkeeper;
        this.conversation = conversation;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ConverseServlet.converse(doorkeeper.admit(request, PeerRole.RELAY), conversation, request, response);
    }
}
