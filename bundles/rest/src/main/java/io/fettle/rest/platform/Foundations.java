package io.fettle.rest.platform;

import io.fettle.api.audit.Audit;
import io.fettle.api.identity.Logins;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The bundles without which nobody could bring code in any more, so that their removal could not be undone: this one, who
 * logs people in and keeps the audit, and whatever those cannot do without, be it a package or a service. Read from what the
 * bundles declare, not listed. Also whatever else other bundles import from: it would take them along. Immutable.
 */
final class Foundations {
    /** The API's references to services are optional; it works without most of them, but nobody gets in without these. */
    private static final Set<String> DOOR = Set.of(Logins.class.getName(), Audit.class.getName());

    private final Map<String, String> reasons = new LinkedHashMap<>();

    /**
     * What a bundle declares.
     *
     * @param offers interfaces of its services
     * @param needs interfaces of services that it does not start without
     * @param imports names of the bundles whose packages it uses
     */
    record Part(String name, Set<String> offers, Set<String> needs, Set<String> imports) {
        Part {
            offers = Set.copyOf(offers);
            needs = Set.copyOf(needs);
            imports = Set.copyOf(imports);
        }
    }

    /** @param door the bundle that takes code in */
    Foundations(Collection<Part> parts, String door) {
        Deque<String> open = new ArrayDeque<>();
        add(door, "it is what takes code in and out", open);
        for (String service : DOOR) {
            addProviders(parts, service, "nobody could log in and bring it back without its " + simple(service), open);
        }
        while (!open.isEmpty()) {
            String name = open.remove();
            for (Part part : parts) {
                if (part.name().equals(name)) {
                    follow(part, parts, open);
                }
            }
        }
        for (Part part : parts) {
            part.imports().forEach(imported -> add(imported, part.name() + " imports packages from it", open));
        }
    }

    /** Why a bundle has to stay; empty where it may go. */
    Optional<String> why(String name) {
        return Optional.ofNullable(reasons.get(name));
    }

    private void follow(Part part, Collection<Part> parts, Deque<String> open) {
        for (String imported : part.imports()) {
            add(imported, part.name() + " imports packages from it", open);
        }
        for (String needed : part.needs()) {
            addProviders(parts, needed, part.name() + " does not work without its " + simple(needed), open);
        }
    }

    private void addProviders(Collection<Part> parts, String service, String reason, Deque<String> open) {
        for (Part part : parts) {
            if (part.offers().contains(service)) {
                add(part.name(), reason, open);
            }
        }
    }

    private void add(String name, String reason, Deque<String> open) {
        if (reasons.putIfAbsent(name, reason) == null) {
            open.add(name);
        }
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
