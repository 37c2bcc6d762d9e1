package io.fettle.rest.openapi;

import io.fettle.rest.route.Route;
import io.fettle.rest.route.Summary;
import java.io.InputStream;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.ws.rs.Produces;

/**
 * Writes the description of some routes, OpenAPI 3. Of our own because the usual generator brings a dozen libraries that
 * scan class paths, for what the routes already know.
 */
public final class OpenApi {
    private static final String DESCRIPTION = "description";
    private static final String SCHEMA = "schema";
    private static final String CONTENT = "content";
    private static final String JSON = "application/json";

    private OpenApi() {}

    public static Map<String, Object> document(List<Route> routes) {
        Schemas schemas = new Schemas();
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Route route : routes) {
            paths.computeIfAbsent(route.path(), path -> new TreeMap<>())
                    .put(route.verb().toLowerCase(Locale.ROOT), operation(route, schemas));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.0.3");
        document.put("info", Map.of("title", "Fettle", "version", "v1"));
        document.put("servers", List.of(Map.of("url", "/api/v1")));
        document.put("paths", paths);
        schemas.named().put("Problem", problem());
        document.put("components", Map.of("schemas", schemas.named(), "securitySchemes", securitySchemes()));
        return document;
    }

    private static Map<String, Object> operation(Route route, Schemas schemas) {
        Map<String, Object> operation = new LinkedHashMap<>();
        Summary summary = route.method().getAnnotation(Summary.class);
        operation.put(
                "operationId",
                route.method().getDeclaringClass().getSimpleName().replace("Resource", "")
                        + '_'
                        + route.method().getName());
        operation.put("summary", summary == null ? "" : summary.value());
        operation.put("x-role", route.access().role().map(Enum::name).orElse("NONE"));
        operation.put("x-everything", route.access().everything());
        operation.put("security", security(route));
        operation.put("parameters", parameters(route));
        route.body().ifPresent(body -> operation.put("requestBody", body(body, schemas)));
        operation.put("responses", responses(route, schemas));
        return operation;
    }

    private static List<Map<String, List<String>>> security(Route route) {
        if (route.access().role().isEmpty()) {
            return List.of();
        }
        return List.of(Map.of("session", List.of()), Map.of("local", List.of()));
    }

    private static List<Map<String, Object>> parameters(Route route) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        Map<String, Object> text = Map.of("type", "string");
        for (String name : route.pathParameters()) {
            parameters.add(Map.of("name", name, "in", "path", "required", true, SCHEMA, text));
        }
        for (String name : route.query()) {
            parameters.add(Map.of("name", name, "in", "query", "required", false, SCHEMA, text));
        }
        return parameters;
    }

    private static Map<String, Object> body(Parameter body, Schemas schemas) {
        if (body.getType() == InputStream.class) {
            return required("application/octet-stream", Map.of("type", "string", "format", "binary"));
        }
        return required(JSON, schemas.of(body.getParameterizedType()));
    }

    private static Map<String, Object> required(String mediaType, Map<String, Object> schema) {
        return Map.of("required", true, CONTENT, Map.of(mediaType, Map.of(SCHEMA, schema)));
    }

    private static Map<String, Object> responses(Route route, Schemas schemas) {
        Map<String, Object> responses = new LinkedHashMap<>();
        responses.put(Integer.toString(route.status()), success(route, schemas));
        responses.put(
                "default",
                Map.of(
                        DESCRIPTION,
                        "A failure",
                        CONTENT,
                        Map.of(
                                "application/problem+json",
                                Map.of(SCHEMA, Map.of("$ref", "#/components/schemas/Problem")))));
        return responses;
    }

    private static Map<String, Object> success(Route route, Schemas schemas) {
        String mediaType = Stream.of(
                        route.method().getAnnotation(Produces.class),
                        route.method().getDeclaringClass().getAnnotation(Produces.class))
                .filter(produces -> produces != null)
                .map(produces -> produces.value()[0])
                .findFirst()
                .orElse(JSON);
        if (!mediaType.equals(JSON)) {
            return Map.of(DESCRIPTION, "Success", CONTENT, Map.of(mediaType, Map.of(SCHEMA, Map.of("type", "string"))));
        }
        if (route.method().getReturnType() == void.class) {
            return Map.of(DESCRIPTION, "Success");
        }
        return Map.of(
                DESCRIPTION,
                "Success",
                CONTENT,
                Map.of(JSON, Map.of(SCHEMA, schemas.of(route.method().getGenericReturnType()))));
    }

    private static Map<String, Object> problem() {
        Map<String, Object> text = Map.of("type", "string");
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : List.of("type", "title", "code", "detail", "requestId")) {
            properties.put(name, text);
        }
        properties.put("status", Map.of("type", "integer"));
        return Map.of("type", "object", "properties", properties);
    }

    private static Map<String, Object> securitySchemes() {
        return Map.of(
                "session",
                Map.of("type", "apiKey", "in", "cookie", "name", "__Host-fettle"),
                "local",
                Map.of(
                        "type",
                        "apiKey",
                        "in",
                        "header",
                        "name",
                        "Authorization",
                        DESCRIPTION,
                        "Fettle-Local TOKEN, of the file that only the service's user can read"));
    }
}
