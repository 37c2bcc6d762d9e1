package io.fettle.health;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;

/**
 * Metrics. Of the root path, because the container leads from a context's bare path to one with a slash, which a scraper does
 * not follow with its credential. Whoever shares the root path shares its connectors as well, so that it is on both ports;
 * without TLS the servlet answers to nobody.
 */
@Component(
        service = ServletContextHelper.class,
        scope = ServiceScope.BUNDLE,
        property = {"osgi.http.whiteboard.context.name=" + MetricsContext.NAME, "osgi.http.whiteboard.context.path=/"})
public final class MetricsContext extends ServletContextHelper {
    static final String NAME = "fettle-metrics";
    static final String SELECT = "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=" + NAME + ")";
}
