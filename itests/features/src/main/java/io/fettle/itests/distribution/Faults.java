package io.fettle.itests.distribution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Finds bundles that are not active and components whose references nobody satisfies. */
final class Faults {
    private static final String COMPONENT_RUNTIME = "org.osgi.service.component.runtime.ServiceComponentRuntime";
    /** Bits of ComponentConfigurationDTO.state. */
    private static final int SATISFIED_OR_ACTIVE = 4 | 8;

    private final BundleContext context;

    Faults(BundleContext context) {
        this.context = context;
    }

    List<String> find() throws InvalidSyntaxException {
        List<String> faults = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (!isUp(bundle)) {
                faults.add("bundle " + bundle.getSymbolicName() + " is in state " + bundle.getState());
            }
        }
        ServiceReference<?>[] references = context.getAllServiceReferences(COMPONENT_RUNTIME, null);
        if (references != null) {
            for (ServiceReference<?> reference : references) {
                Object runtime = context.getService(reference);
                try {
                    addComponents(runtime, faults);
                } catch (ReflectiveOperationException e) {
                    faults.add("components cannot be read: " + e);
                } finally {
                    context.ungetService(reference);
                }
            }
        }
        return faults;
    }

    private static boolean isUp(Bundle bundle) {
        boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
        boolean lazy = bundle.getHeaders().get(Constants.BUNDLE_ACTIVATIONPOLICY) != null;
        return bundle.getState() == Bundle.ACTIVE
                || fragment && bundle.getState() == Bundle.RESOLVED
                || lazy && bundle.getState() == Bundle.STARTING;
    }

    private static void addComponents(Object runtime, List<String> faults) throws ReflectiveOperationException {
        Object none = java.lang.reflect.Array.newInstance(Bundle.class, 0);
        for (Object description :
                (Collection<?>) Reflection.call(runtime, "getComponentDescriptionDTOs", new Object[] {none})) {
            if ("require".equals(Reflection.field(description, "configurationPolicy"))) {
                continue;
            }
            for (Object configuration :
                    (Collection<?>) Reflection.call(runtime, "getComponentConfigurationDTOs", description)) {
                int state = (Integer) Reflection.field(configuration, "state");
                if ((state & SATISFIED_OR_ACTIVE) == 0) {
                    faults.add("component " + Reflection.field(description, "name") + " is in state " + state
                            + ", lacks " + missing(configuration) + " "
                            + Reflection.field(configuration, "failure")
                                    .toString()
                                    .replaceAll("\\s+", " "));
                }
            }
        }
    }

    private static List<Object> missing(Object configuration) throws ReflectiveOperationException {
        List<Object> names = new ArrayList<>();
        for (Object reference : (Object[]) Reflection.field(configuration, "unsatisfiedReferences")) {
            names.add(Reflection.field(reference, "name") + " " + Reflection.field(reference, "target"));
        }
        return names;
    }
}
