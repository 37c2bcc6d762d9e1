package io.fettle.gateway;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;

/** Content by digest, on both ports. */
@Component(
        service = ServletContextHelper.class,
        scope = ServiceScope.BUNDLE,
        property = {
            "osgi.http.whiteboard.context.name=" + ContentContext.NAME,
            "osgi.http.whiteboard.context.path=/content",
            "org.ops4j.pax.web.http.whiteboard.connectors=default",
            "org.ops4j.pax.web.http.whiteboard.connectors=secureDefault"
        })
public final class ContentContext extends ServletContextHelper {
    static final String NAME = "fettle-content";
    static final String SELECT = "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=" + NAME + ")";
}
