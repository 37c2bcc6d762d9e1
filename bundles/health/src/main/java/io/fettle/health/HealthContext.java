package io.fettle.health;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;

/** Health, on both ports: load balancers ask on either. */
@Component(
        service = ServletContextHelper.class,
        scope = ServiceScope.BUNDLE,
        property = {
            "osgi.http.whiteboard.context.name=" + HealthContext.NAME,
            "osgi.http.whiteboard.context.path=/health",
            "org.ops4j.pax.web.http.whiteboard.connectors=default",
            "org.ops4j.pax.web.http.whiteboard.connectors=secureDefault"
        })
public final class HealthContext extends ServletContextHelper {
    static final String NAME = "fettle-health";
    static final String SELECT = "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=" + NAME + ")";
}
