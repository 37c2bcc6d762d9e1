package io.fettle.itests.architecture;

import io.fettle.api.identity.Admits;
import io.fettle.itests.architecture.Jars.Jar;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.Servlet;

/**
 * A servlet as its component description registers it on the whiteboard.
 *
 * @param path with which its requests begin, or its whole path
 * @param connectors empty for both
 */
record Door(Class<? extends Servlet> servlet, String context, String path, Set<String> connectors) {
    private static final String SERVLET = "<provide interface=\"javax.servlet.Servlet\"/>";
    private static final String WHITEBOARD = "osgi.http.whiteboard.";

    /** All of them, in the order of their names. */
    static List<Door> all() {
        Map<String, Map<String, Set<String>>> contexts = new TreeMap<>();
        List<String> servlets = new ArrayList<>();
        for (Jar jar : Jars.ours().values()) {
            for (String component : jar.components()) {
                for (String name : properties(component).getOrDefault(WHITEBOARD + "context.name", Set.of())) {
                    contexts.put(name, properties(component));
                }
                if (component.contains(SERVLET)) {
                    servlets.add(component);
                }
            }
        }
        return servlets.stream()
                .flatMap(component -> of(component, contexts).stream())
                .sorted((one, other) ->
                        one.servlet().getName().compareTo(other.servlet().getName()))
                .toList();
    }

    Admits admits() {
        Admits declared = servlet.getAnnotation(Admits.class);
        if (declared == null) {
            throw new AssertionError(servlet.getName() + " does not declare with @Admits whom it lets in");
        }
        return declared;
    }

    boolean isOn(String connector) {
        return connectors.isEmpty() || connectors.contains(connector);
    }

    private static List<Door> of(String component, Map<String, Map<String, Set<String>>> contexts) {
        String select = only(properties(component), WHITEBOARD + "context.select");
        Matcher name = Pattern.compile("\\(osgi\\.http\\.whiteboard\\.context\\.name=([a-z-]+)\\)")
                .matcher(select);
        Map<String, Set<String>> context = name.matches() ? contexts.get(name.group(1)) : null;
        if (context == null) {
            throw new AssertionError("A servlet names one context of ours, not " + select);
        }
        String base = only(context, WHITEBOARD + "context.path");
        Set<String> connectors = context.getOrDefault("org.ops4j.pax.web.http.whiteboard.connectors", Set.of());
        List<Door> doors = new ArrayList<>();
        for (String pattern : properties(component).getOrDefault(WHITEBOARD + "servlet.pattern", Set.of())) {
            doors.add(
                    new Door(load(component), name.group(1), base.equals("/") ? pattern : base + pattern, connectors));
        }
        return doors;
    }

    private static Class<? extends Servlet> load(String component) {
        Matcher implementation =
                Pattern.compile("<implementation class=\"([^\"]+)\"").matcher(component);
        if (!implementation.find()) {
            throw new AssertionError("No implementation in " + component);
        }
        try {
            return Class.forName(implementation.group(1)).asSubclass(Servlet.class);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static String only(Map<String, Set<String>> properties, String name) {
        Set<String> values = properties.getOrDefault(name, Set.of());
        if (values.size() != 1) {
            throw new AssertionError(name + " has to be there once, not " + values);
        }
        return values.iterator().next();
    }

    /** One value stands in an attribute, several on lines of their own. */
    private static Map<String, Set<String>> properties(String component) {
        Map<String, Set<String>> properties = new TreeMap<>();
        Matcher property = Pattern.compile(
                        "<property name=\"([^\"]+)\" type=\"[^\"]+\"(?: value=\"([^\"]*)\"/>|>([^<]*)</property>)")
                .matcher(component);
        while (property.find()) {
            Set<String> values = properties.computeIfAbsent(property.group(1), name -> new LinkedHashSet<>());
            if (property.group(2) == null) {
                property.group(3).lines().map(String::strip).forEach(values::add);
            } else {
                values.add(property.group(2));
            }
        }
        return properties;
    }
}
