package io.fettle.relay.trust;

import io.fettle.api.FettleException;
import io.fettle.member.Backoff;
import io.fettle.member.HttpsTransport;
import io.fettle.member.Identity;
import io.fettle.member.Joining;
import io.fettle.member.OrdersTrust;
import io.fettle.member.RevokedKeys;
import io.fettle.member.ServerAddress;
import io.fettle.protocol.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins on a thread of its own and then publishes the {@link Membership}. Immediate: nobody asks for it, everybody waits
 * for what it publishes.
 */
@Component(immediate = true, service = RelayJoining.class)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.fettle.relay.trust.Membership\"",
        effective = "active")
public final class RelayJoining {
    private static final Logger LOG = LoggerFactory.getLogger(RelayJoining.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final int MAX_REPLY = 256 * 1024;
    private static final int STOP_MILLIS = 2000;

    private final BundleContext context;
    private final RelaySettings settings;
    private final Thread thread;
    private @Nullable ServiceRegistration<Membership> published;
    private boolean stopped;

    @Activate
    public RelayJoining(BundleContext context, @Reference RelaySettings settings) {
        this.context = context;
        this.settings = settings;
        this.thread = new Thread(this::run, "fettle-relay-join");
        thread.start();
    }

    @Deactivate
    void stop() throws InterruptedException {
        synchronized (this) {
            stopped = true;
            if (published != null) {
                published.unregister();
            }
        }
        thread.interrupt();
        thread.join(STOP_MILLIS);
    }

    private void run() {
        Joining joining = new Joining(settings.state(), version(), Clock.systemUTC(), new SecureRandom());
        try {
            Optional<Identity> known = joining.identity();
            publish(known.isPresent() ? known.get() : join(joining));
        } catch (InterruptedException e) {
            LOG.debug("Stopped while it joined");
        }
    }

    private synchronized void publish(Identity identity) {
        if (stopped) {
            return;
        }
        Membership membership = Membership.of(
                identity, new OrdersTrust(identity, settings.state("trust")), new RevokedKeys(settings.state("trust")));
        published = context.registerService(Membership.class, membership, null);
        LOG.info("This distribution server is {}", identity.id());
    }

    private Identity join(Joining joining) throws InterruptedException {
        Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, new SecureRandom());
        boolean said = false;
        while (true) {
            for (ServerAddress server : settings.servers()) {
                try {
                    if (joining.hasToken()) {
                        return joining.join((tls, request) -> post(server, tls, request), hostname());
                    }
                    LOG.warn(
                            "This distribution server has not joined; put a token into {}",
                            settings.state().path());
                } catch (IOException | FettleException e) {
                    if (said) {
                        LOG.debug("Cannot join at {}", server, e);
                    } else {
                        LOG.warn("Cannot join at {}: {}; trying again", server, e.getMessage());
                        said = true;
                    }
                }
            }
            TimeUnit.MILLISECONDS.sleep(backoff.failed().toMillis());
        }
    }

    private static byte[] post(ServerAddress server, SSLContext tls, byte[] request) throws IOException {
        return new HttpsTransport(tls).post(server, Wire.ENROL, "application/json", request, MAX_REPLY);
    }

    private String version() {
        return context.getBundle().getVersion().toString();
    }

    private static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }
}
