package io.fettle.gateway;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;

/** What a machine may fetch before it trusts anybody; on 8020 only. */
@Component(
        service = ServletContextHelper.class,
        scope = ServiceScope.BUNDLE,
        property = {
            "osgi.http.whiteboard.context.name=" + BootstrapContext.NAME,
            "osgi.http.whiteboard.context.path=/bootstrap",
            "org.ops4j.pax.web.http.whiteboard.connectors=default"
        })
public final class BootstrapContext extends ServletContextHelper {
    static final String NAME = "fettle-bootstrap";
    static final String SELECT = "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=" + NAME + ")";
}
