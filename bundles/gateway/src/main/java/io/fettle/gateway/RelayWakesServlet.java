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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code GET /relay/v1/wakes}, with {@link WakesRequest}: whom of its office a relay shall wake. One that waits holds no
 * thread: it does so most of its life, and a company has many.
 */
@Admits(Guest.RELAY)
@Component(
        service = Servlet.class,
        configurationPid = RelayConverseServlet.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {
            "osgi.http.whiteboard.servlet.name=RelayWakesServlet",
            "osgi.http.whiteboard.servlet.pattern=/v1/wakes",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
            RelayContext.SELECT
        })
public final class RelayWakesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Doorkeeper doorkeeper;
    private final transient RelayLink link;
    private final transient WaitingRoom<List<String>> room = new WaitingRoom<>(WaitingRoom.PLACES);

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
        Optional<CompletableFuture<List<String>>> waited = room.waitedFor(request);
        if (waited.isPresent()) {
            answer(response, waited.get());
            return;
        }
        try {
            WakesRequest asked = WakesRequest.read(request::getParameter);
            CompletableFuture<List<String>> wakes = link.takeWakes(relay.get(), asked.facts());
            if (wakes.isDone() || !waits(request, relay.get(), wakes, asked.patience())) {
                answer(response, wakes);
            }
        } catch (FettleException e) {
            Http.fail(response, e);
        }
    }

    private boolean waits(
            HttpServletRequest request, Peer relay, CompletableFuture<List<String>> wakes, Duration patience) {
        return !patience.isZero() && room.enter(request, relay, wakes, patience);
    }

    /** Whoever cannot wait, or has waited long enough, wakes nobody. */
    private static void answer(HttpServletResponse response, CompletableFuture<List<String>> wakes) throws IOException {
        wakes.cancel(false);
        List<String> computers = wakes.isCancelled() ? List.of() : wakes.join();
        Http.answer(response, "application/json", Wire.wakes(computers));
    }
}
