package io.fettle.health;

import io.fettle.api.identity.Admits;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.Guest;
import io.fettle.api.identity.Logins;
import io.fettle.spi.health.MetricSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * {@code GET /metrics}, with the local token ({@code Authorization: Fettle-Local TOKEN}), which is what a scraper has, or with
 * the session of an account that sees everything. Configured on servers only: relays know no callers.
 */
@Admits({Guest.VIEWER, Guest.LOCAL_TOKEN})
@Component(
        service = Servlet.class,
        configurationPid = "io.fettle.health.Metrics",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {
            "osgi.http.whiteboard.servlet.name=MetricsServlet",
            "osgi.http.whiteboard.servlet.pattern=/metrics",
            MetricsContext.SELECT
        })
public final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(MetricsServlet.class);

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            fieldOption = FieldOption.UPDATE)
    final transient List<MetricSource> sources = new CopyOnWriteArrayList<>();

    private final transient MetricsReaders readers;
    private final transient Readiness readiness;

    @Activate
    public MetricsServlet(@Reference Logins logins, @Reference Readiness readiness) {
        this.readers = new MetricsReaders(logins);
        this.readiness = readiness;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        Optional<Caller> caller = readers.identify(request);
        if (caller.isEmpty() || !readers.mayRead(caller.get())) {
            response.setStatus(
                    caller.isEmpty() ? HttpServletResponse.SC_UNAUTHORIZED : HttpServletResponse.SC_FORBIDDEN);
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
        ProcessMetrics.measure(text);
        readiness
                .ask()
                .forEach((check, result) -> text.gauge(
                        "health_check_passes",
                        "Whether a check of readiness passes",
                        Map.of("check", check),
                        result.ready() ? 1 : 0));
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
