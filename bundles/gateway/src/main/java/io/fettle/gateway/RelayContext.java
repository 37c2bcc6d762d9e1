package io.fettle.gateway;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;

/** What relays speak to; on 8383 only. */
@Component(
        service = ServletContextHelper.class,
        scope = ServiceScope.BUNDLE,
        property = {
            "osgi.http.whiteboard.context.name=" + RelayContext.NAME,
            "osgi.http.whiteboard.context.path=/relay",
            "org.ops4j.pax.web.http.whiteboard.connectors=secureDefault"
        })
public final class RelayContext extends ServletContextHelper {
    static final String NAME = "fettle-relay";
    static final String SELECT = "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=" + NAME + ")";
}
