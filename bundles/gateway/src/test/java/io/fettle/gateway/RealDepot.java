package io.fettle.gateway;

import io.fettle.api.content.Depot;
import io.fettle.depot.FileDepot;
import io.fettle.spi.content.ContentOrigin;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The real depot with one origin, put together as the service registry would. */
final class RealDepot {
    private RealDepot() {}

    static Depot over(Path state, ContentOrigin origin) throws ReflectiveOperationException {
        BundleContext context = proxy(BundleContext.class, method -> answer(method, state, origin));
        Class<?> config = Class.forName("io.fettle.depot.DepotConfig");
        Object depot = FileDepot.class
                .getConstructor(config, BundleContext.class)
                .newInstance(proxy(config, Method::getDefaultValue), context);
        Method add = FileDepot.class.getDeclaredMethod("addOrigin", ServiceReference.class);
        add.setAccessible(true);
        add.invoke(depot, proxy(ServiceReference.class, method -> 0));
        return (Depot) depot;
    }

    /** The first callers may come at the same time, and then all but one give the origin back. */
    private static Object answer(Method asked, Path state, ContentOrigin origin) {
        return switch (asked.getName()) {
            case "getService" -> origin;
            case "ungetService" -> true;
            case "getProperty" -> state.toString();
            default -> throw new UnsupportedOperationException(asked.getName());
        };
    }

    private static <T> T proxy(Class<T> type, Function<Method, Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                RealDepot.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.apply(method)));
    }
}
