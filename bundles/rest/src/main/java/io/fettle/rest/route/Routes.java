package io.fettle.rest.route;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All routes of some resources. Refuses to come about while one of them does not say who may call it. Immutable. */
public final class Routes {
    private final Map<Method, Route> byMethod = new HashMap<>();

    public Routes(Collection<? extends Resource> resources) {
        for (Resource resource : resources) {
            for (Method method : resource.getClass().getMethods()) {
                Route.of(method).ifPresent(route -> byMethod.put(method, route));
            }
        }
    }

    public Optional<Route> of(Method method) {
        return Optional.ofNullable(byMethod.get(method));
    }

    /** @throws java.util.NoSuchElementException where there is none */
    public Route at(String verb, String path) {
        return byMethod.values().stream()
                .filter(route -> route.verb().equals(verb) && route.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    public List<Route> all() {
        return byMethod.values().stream()
                .sorted(Comparator.comparing(Route::path).thenComparing(Route::verb))
                .toList();
    }
}
