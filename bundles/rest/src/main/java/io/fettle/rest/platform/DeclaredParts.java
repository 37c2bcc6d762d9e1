package io.fettle.rest.platform;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** Reads what bundles declare in their manifests and whom they are wired to; it does not matter what runs at the moment. */
final class DeclaredParts {
    private static final String SERVICE = "osgi.service";
    private static final Pattern TYPE = Pattern.compile("\\(objectClass=([^)*]+)\\)");

    private DeclaredParts() {}

    /** @param counts which bundles are looked at */
    static List<Foundations.Part> of(Bundle[] bundles, Predicate<Bundle> counts) {
        return Arrays.stream(bundles)
                .filter(counts)
                .map(bundle -> part(bundle, counts))
                .collect(Collectors.toList());
    }

    private static Foundations.Part part(Bundle bundle, Predicate<Bundle> counts) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        Set<String> offers = new TreeSet<>();
        revision.getDeclaredCapabilities(SERVICE)
                .forEach(offer -> offers.addAll(types(offer.getAttributes().get(Constants.OBJECTCLASS))));
        Set<String> needs = new TreeSet<>();
        revision.getDeclaredRequirements(SERVICE).stream()
                .filter(DeclaredParts::isMandatory)
                .forEach(need -> needs.addAll(types(need)));
        return new Foundations.Part(bundle.getSymbolicName(), offers, needs, imports(bundle, counts));
    }

    private static Set<String> imports(Bundle bundle, Predicate<Bundle> counts) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null) {
            return Set.of();
        }
        return wiring.getRequiredWires(BundleRevision.PACKAGE_NAMESPACE).stream()
                .map(BundleWire::getProvider)
                .map(BundleRevision::getBundle)
                .filter(counts)
                .map(Bundle::getSymbolicName)
                .filter(name -> !name.equals(bundle.getSymbolicName()))
                .collect(Collectors.toSet());
    }

    private static boolean isMandatory(BundleRequirement need) {
        return !Constants.RESOLUTION_OPTIONAL.equals(need.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
    }

    private static Set<String> types(BundleRequirement need) {
        Set<String> types = new TreeSet<>();
        Matcher type = TYPE.matcher(String.valueOf(need.getDirectives().get(Constants.FILTER_DIRECTIVE)));
        while (type.find()) {
            types.add(type.group(1));
        }
        return types;
    }

    private static Collection<String> types(@Nullable Object attribute) {
        return attribute instanceof Collection<?> many
                ? many.stream().map(String::valueOf).toList()
                : Arrays.stream(String.valueOf(attribute).split(","))
                        .map(String::strip)
                        .toList();
    }
}
