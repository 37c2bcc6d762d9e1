package io.fettle.console;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;

/** Everything that no other context claims. On both ports, so that whoever forgets the s of https is led there. */
@Component(
        service = ServletContextHelper.class,
        scope = ServiceScope.BUNDLE,
        property = {"osgi.http.whiteboard.context.name=" + ConsoleContext.NAME, "osgi.http.whiteboard.context.path=/"})
public final class ConsoleContext extends ServletContextHelper {
    static final String NAME = "fettle-console";
    static final String SELECT = "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=" + NAME + ")";
}
