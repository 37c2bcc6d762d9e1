package io.fettle.security.listener;

import io.fettle.security.file.PrivateFiles;
import io.fettle.security.file.StateDirectory;
import io.fettle.security.network.NetworkSettings;
import io.fettle.security.pki.Pki;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the web container's two ports as soon as there are keys, and keeps its certificate in date. The container reads
 * its configuration from PID org.ops4j.pax.web; the file of that name in etc keeps both ports shut, and is read again at
 * every start, so this component puts its own values back whenever somebody else's arrive. Immediate: nobody calls it.
 * Work is done on one thread of its own.
 */
@Component(immediate = true, service = ConfigurationListener.class)
public final class WebListeners implements ConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger(WebListeners.class);
    private static final String CONTAINER = "org.ops4j.pax.web";
    private static final int MAX_REPAIRS = 100;
    private static final int RENEWAL_HOURS = 1;
    private static final int STOP_SECONDS = 5;

    private final ConfigurationAdmin configurations;
    private final NetworkSettings settings;
    private final Pki pki;
    private final WebKeyStores stores;
    private final ScheduledExecutorService worker;
    private int updates;

    @Activate
    public WebListeners(
            BundleContext context,
            @Reference ConfigurationAdmin configurations,
            @Reference NetworkSettings settings,
            @Reference Pki pki) {
        this(
                configurations,
                settings,
                pki,
                PrivateFiles.in(StateDirectory.of(context).resolve("listener")));
    }

    WebListeners(ConfigurationAdmin configurations, NetworkSettings settings, Pki pki, PrivateFiles files) {
        this.configurations = configurations;
        this.settings = settings;
        this.pki = pki;
        this.stores = new WebKeyStores(files, pki, new SecureRandom());
        this.worker = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "fettle-listeners");
            thread.setDaemon(true);
            return thread;
        });
        worker.execute(this::apply);
        worker.scheduleWithFixedDelay(this::renew, RENEWAL_HOURS, RENEWAL_HOURS, TimeUnit.HOURS);
    }

    /** Leaves the ports open: an exchange of this bundle is no reason to drop everybody's connections. */
    @Deactivate
    void stop() throws InterruptedException {
        worker.shutdownNow();
        if (!worker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("The thread that configures the listeners does not end");
        }
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (CONTAINER.equals(event.getPid())) {
            try {
                worker.execute(this::apply);
            } catch (RejectedExecutionException e) {
                LOG.debug("A change of {} came while this bundle stops", CONTAINER);
            }
        }
    }

    void renew() {
        try {
            if (pki.renewDue()) {
                LOG.info("Renewed the server's certificate; the web container restarts its ports with it");
                apply();
            }
        } catch (RuntimeException e) {
            LOG.error("Cannot renew the server's certificate; trying again in an hour", e);
        }
    }

    /** Makes the container's configuration ours where it is not. */
    void apply() {
        try {
            stores.update();
            Configuration configuration = configurations.getConfiguration(CONTAINER, "?");
            Map<String, String> wanted = wanted();
            if (wanted.equals(presentValues(configuration.getProperties(), wanted))) {
                return;
            }
            updates++;
            if (updates > MAX_REPAIRS) {
                LOG.error("Something keeps changing configuration {}; giving up until the next start", CONTAINER);
                return;
            }
            configuration.update(new Hashtable<>(wanted));
            LOG.info(
                    "Listening on {}: HTTP {}, HTTPS {}",
                    settings.bindAddress(),
                    settings.httpPort(),
                    settings.httpsPort());
        } catch (IOException | RuntimeException e) {
            LOG.error("Cannot configure the listeners: nobody can reach this server over HTTP", e);
        }
    }

    private Map<String, String> wanted() {
        Map<String, String> values = new TreeMap<>();
        values.put("org.osgi.service.http.enabled", "true");
        values.put("org.osgi.service.http.port", String.valueOf(settings.httpPort()));
        values.put("org.osgi.service.http.secure.enabled", "true");
        values.put("org.osgi.service.http.port.secure", String.valueOf(settings.httpsPort()));
        values.put("org.osgi.service.http.checkForwardedHeaders", "false");
        values.put("org.ops4j.pax.web.listening.addresses", settings.bindAddress());
        values.put("org.ops4j.pax.web.server.maxThreads", "200");
        // Longer than a relay's wait for wakes (60 s).
        values.put("org.ops4j.pax.web.server.connector.idleTimeout", "90000");
        values.put("org.ops4j.pax.web.server.showStacks", "false");
        values.put("org.ops4j.pax.web.ssl.keystore", stores.keys().toString());
        values.put("org.ops4j.pax.web.ssl.keystore.type", "PKCS12");
        values.put("org.ops4j.pax.web.ssl.keystore.password", stores.password());
        values.put("org.ops4j.pax.web.ssl.key.password", stores.password());
        values.put("org.ops4j.pax.web.ssl.key.alias", stores.alias());
        values.put("org.ops4j.pax.web.ssl.truststore", stores.trust().toString());
        values.put("org.ops4j.pax.web.ssl.truststore.type", "PKCS12");
        values.put("org.ops4j.pax.web.ssl.truststore.password", stores.password());
        values.put("org.ops4j.pax.web.ssl.clientauth.wanted", "true");
        values.put("org.ops4j.pax.web.ssl.clientauth.needed", "false");
        // With a space after the comma the container would offer no TLS at all, and say nothing.
        values.put("org.ops4j.pax.web.ssl.protocols.included", "TLSv1.2,TLSv1.3");
        values.put("org.ops4j.pax.web.ssl.renegotiationAllowed", "false");
        return values;
    }

    private static Map<String, String> presentValues(
            @Nullable Dictionary<String, Object> present, Map<String, String> wanted) {
        Map<String, String> values = new TreeMap<>();
        if (present != null) {
            for (String key : Collections.list(present.keys())) {
                if (wanted.containsKey(key)) {
                    values.put(key, String.valueOf(present.get(key)));
                }
            }
        }
        return values;
    }
}
