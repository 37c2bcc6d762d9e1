package io.fettle.rest.route;

import io.fettle.api.identity.Role;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.ws.rs.BeanParam;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;

/**
 * One endpoint, as its method's annotations declare it.
 *
 * @param path template below {@code /api/v1}
 * @param query names of the parameters that it knows
 */
public record Route(String verb, String path, Method method, Access access, Set<String> query) {

    /** @throws IllegalStateException where the method does not say who may call it, or says two things */
    static Optional<Route> of(Method method) {
        return Stream.of(method.getAnnotations())
                .map(a -> a.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .findFirst()
                .map(verb -> new Route(verb.value(), path(method), method, access(method), query(method)));
    }

    /** The parameter that takes the body. */
    public Optional<Parameter> body() {
        return Stream.of(method.getParameters())
                .filter(p -> !p.isAnnotationPresent(PathParam.class)
                        && !p.isAnnotationPresent(QueryParam.class)
                        && !p.isAnnotationPresent(BeanParam.class)
                        && !p.isAnnotationPresent(Context.class))
                .findFirst();
    }

    public List<String> pathParameters() {
        return Stream.of(method.getParameters())
                .map(p -> p.getAnnotation(PathParam.class))
                .filter(p -> p != null)
                .map(PathParam::value)
                .toList();
    }

    public int status() {
        Status declared = method.getAnnotation(Status.class);
        if (declared != null) {
            return declared.value();
        }
        return method.getReturnType() == void.class ? 204 : 200;
    }

    private static String path(Method method) {
        Path type = method.getDeclaringClass().getAnnotation(Path.class);
        if (type == null) {
            throw new IllegalStateException(method + " stands in a class without a path");
        }
        Path own = method.getAnnotation(Path.class);
        return own == null ? type.value() : type.value() + '/' + own.value();
    }

    private static Access access(Method method) {
        Allowed allowed = method.getAnnotation(Allowed.class);
        boolean anybody = method.isAnnotationPresent(Anybody.class);
        if ((allowed == null) != anybody) {
            throw new IllegalStateException(method + " must have exactly one of @Allowed and @Anybody");
        }
        Optional<Role> role = Optional.ofNullable(allowed).map(Allowed::value);
        // Code in the server sees everything, whoever brought it.
        boolean everything = allowed != null && (allowed.everything() || allowed.value() == Role.PLATFORM_ADMIN);
        return new Access(role, everything, allowed == null || allowed.beforePasswordChange());
    }

    private static Set<String> query(Method method) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            QueryParam named = parameter.getAnnotation(QueryParam.class);
            if (named != null) {
                names.add(named.value());
            }
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                addFields(parameter.getType(), names);
            }
        }
        return names;
    }

    private static void addFields(Class<?> bean, Set<String> names) {
        for (Field field : bean.getDeclaredFields()) {
            QueryParam named = field.getAnnotation(QueryParam.class);
            if (named != null) {
                names.add(named.value());
            }
        }
    }
}
