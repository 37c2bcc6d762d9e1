package io.fettle.rest;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;

/** Where people's programs come in; on 8383 only. */
@Component(
        service = ServletContextHelper.class,
        scope = ServiceScope.BUNDLE,
        property = {
            "osgi.http.whiteboard.context.name=" + RestContext.NAME,
            "osgi.http.whiteboard.context.path=/api",
            "org.ops4j.pax.web.http.whiteboard.connectors=secureDefault"
        })
public final class RestContext extends ServletContextHelper {
    static final String NAME = "fettle-rest";
    static final String SELECT = "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=" + NAME + ")";
}
