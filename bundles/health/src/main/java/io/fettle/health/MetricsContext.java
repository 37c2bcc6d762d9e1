package io.fettle.health;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;

/** Metrics, on 8383 only. */
@Component(
        service = ServletContextHelper.class,
        scope = ServiceScope.BUNDLE,
        property = {
            "osgi.http.whiteboard.context.name=" + MetricsContext.NAME,
            "osgi.http.whiteboard.context.path=/metrics",
            "org.ops4j.pax.web.http.whiteboard.connectors=secureDefault"
        })
public final class MetricsContext extends ServletContextHelper {
    static final String NAME = "fettle-metrics";
    static final String SELECT = "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=" + NAME + ")";
}
