package io.fettle.relay.uplink;

import io.fettle.api.content.DepotFigures;
import io.fettle.api.content.DepotMeter;
import io.fettle.api.inventory.RelayFacts;
import io.fettle.api.notification.WakeListener;
import io.fettle.member.Backoff;
import io.fettle.member.Transport;
import io.fettle.protocol.MalformedMessageException;
import io.fettle.protocol.WakesRequest;
import io.fettle.protocol.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the server whom of this office to wake, and wakes them; tells by the way how this relay is. One request waits at the server all the time, so a wake
 * takes no longer than the way. Immediate: nobody asks for it. Owns its thread.
 */
@Component(immediate = true, service = OfficeWakes.class)
public final class OfficeWakes {
    private static final Logger LOG = LoggerFactory.getLogger(OfficeWakes.class);
    private static final Duration WAIT = Duration.ofSeconds(45);
    private static final int MAX_ANSWER = 8 << 20;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int STOP_MILLIS = 2000;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            fieldOption = FieldOption.UPDATE)
    final List<WakeListener> listeners = new CopyOnWriteArrayList<>();

    private final Uplink uplink;
    private final DepotMeter depot;
    private final String version;
    private final Thread thread;
    private volatile boolean stopped;

    @Activate
    public OfficeWakes(@Reference Uplink uplink, @Reference DepotMeter depot, BundleContext context) {
        this.uplink = uplink;
        this.depot = depot;
        this.version = context.getBundle().getVersion().toString();
        this.thread = new Thread(this::run, "fettle-relay-wakes");
        thread.start();
    }

    @Deactivate
    void stop() throws InterruptedException {
        stopped = true;
        thread.interrupt();
        thread.join(STOP_MILLIS);
    }

    private void run() {
        Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, new SecureRandom());
        while (!stopped) {
            try {
                ask().forEach(this::wake);
                backoff.succeeded();
            } catch (IOException | MalformedMessageException e) {
                LOG.debug("No word from the server on whom to wake", e);
                if (!pause(backoff.failed())) {
                    return;
                }
            }
        }
    }

    private List<String> ask() throws IOException {
        try (Transport.Body body = uplink.get(new WakesRequest(WAIT, facts()).path(), 0)) {
            byte[] json = body.stream().readNBytes(MAX_ANSWER + 1);
            if (json.length > MAX_ANSWER) {
                throw new IOException("The list of computers to wake is too long");
            }
            return Wire.readWakes(json);
        }
    }

    private RelayFacts facts() {
        return new RelayFacts(version, figures());
    }

    private Optional<DepotFigures> figures() {
        try {
            return Optional.of(depot.figures());
        } catch (UncheckedIOException e) {
            LOG.debug("The server is not told what is held here", e);
            return Optional.empty();
        }
    }

    private void wake(String computer) {
        for (WakeListener listener : listeners) {
            listener.wake(computer);
        }
    }

    private static boolean pause(Duration wait) {
        try {
            TimeUnit.MILLISECONDS.sleep(wait.toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
