package io.fettle.gateway;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;

/** What agents speak to; on 8383 only. */
@Component(
        service = ServletContextHelper.class,
        scope = ServiceScope.BUNDLE,
        property = {
            "osgi.http.whiteboard.context.name=" + AgentContext.NAME,
            "osgi.http.whiteboard.context.path=/agent",
            "org.ops4j.pax.web.http.whiteboard.connectors=secureDefault"
        })
public final class AgentContext extends ServletContextHelper {
    static final String NAME = "fettle-agent";
    static final String SELECT = "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=" + NAME + ")";
}
