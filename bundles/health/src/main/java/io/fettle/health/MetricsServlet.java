package io.fettle.health;

import io.fettle.api.identity.Logins;
import io.fettle.spi.health.MetricSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /metrics}, for whoever holds the local token ({@code Authorization: Fettle-Local TOKEN}). Configured on servers
 * only: relays know no callers.
 */
@Component(
        service = Servlet.class,
        configurationPid = "io.fettle.health.Metrics",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {
            "osgi.http.whiteboard.servlet.name=MetricsServlet",
            "osgi.http.whiteboard.servlet.pattern=/*",
            MetricsContext.SELECT
        })
public final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(MetricsServlet.class);
    private static final String SCHEME = "Fettle-Local ";

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            fieldOption = FieldOption.UPDATE)
    final transient List<MetricSource> sources = new CopyOnWriteArrayList<>();

    private final transient Logins logins;

    @Activate
    public MetricsServlet(@Reference Logins logins) {
        this.logins = logins;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String authorization = request.getHeader("Authorization");
        response.setHeader("Cache-Control", "no-store");
        if (!request.isSecure()
                || authorization == null
                || !authorization.startsWith(SCHEME)
                || logins.localToken(authorization.substring(SCHEME.length())).isEmpty()) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setContentLength(0);
            return;
        }
        byte[] body = collect().getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/plain; version=0.0.4; charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private String collect() {
        MetricsText text = new MetricsText();
        Runtime runtime = Runtime.getRuntime();
        text.gauge("heap_used_bytes", "Heap in use", runtime.totalMemory() - (double) runtime.freeMemory());
        text.gauge(
                "uptime_seconds",
                "Seconds since the process began",
                ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
        for (MetricSource source : sources) {
            try {
                source.measure(text);
            } catch (RuntimeException e) {
                LOG.warn("Metrics of {} are missing", source.getClass().getName(), e);
            }
        }
        return text.toString();
    }
}
