package io.fettle.itests.hotdeploy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Sees everything that happens to bundles, services and components, and keeps what happens to others than the vendor's. */
final class Witness implements SynchronousBundleListener, ServiceListener, FrameworkListener, AutoCloseable {
    private static final int SATISFIED_OR_ACTIVE =
            ComponentConfigurationDTO.SATISFIED | ComponentConfigurationDTO.ACTIVE;

    private final BundleContext context;
    private final String vendor;
    private final ServiceComponentRuntime components;
    private final List<String> disturbances = new CopyOnWriteArrayList<>();
    private final List<String> refreshes = new CopyOnWriteArrayList<>();
    private final Map<String, String> bundles;
    private final Map<String, String> satisfied;

    /** @param vendor symbolic name of the bundle that may come and go */
    Witness(BundleContext context, String vendor) {
        this.context = context;
        this.vendor = vendor;
        this.components = context.getService(context.getServiceReference(ServiceComponentRuntime.class));
        this.bundles = bundles();
        this.satisfied = satisfied();
        context.addBundleListener(this);
        context.addServiceListener(this);
        context.addFrameworkListener(this);
    }

    @Override
    public void close() {
        context.removeBundleListener(this);
        context.removeServiceListener(this);
        context.removeFrameworkListener(this);
    }

    /** What happened to others, one line each. */
    List<String> disturbances() {
        List<String> all = new ArrayList<>(disturbances);
        addDifferences(all, "bundle", bundles, bundles());
        addDifferences(all, "component", satisfied, satisfied());
        return all;
    }

    /** Package refreshes, of whatever bundles. */
    List<String> refreshes() {
        return refreshes;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (!isVendor(event.getBundle())) {
            disturbances.add("bundle " + event.getBundle().getSymbolicName() + ": event " + event.getType());
        }
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        Bundle owner = event.getServiceReference().getBundle();
        if (event.getType() == ServiceEvent.UNREGISTERING && owner != null && !isVendor(owner)) {
            disturbances.add("service left: " + event.getServiceReference());
        }
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
            refreshes.add(String.valueOf(event.getSource()));
        }
    }

    private boolean isVendor(Bundle bundle) {
        return vendor.equals(bundle.getSymbolicName());
    }

    /** Version, state, time of the last change and wiring: a refresh makes a new wiring. */
    private Map<String, String> bundles() {
        Map<String, String> bundles = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            if (!isVendor(bundle)) {
                bundles.put(
                        bundle.getBundleId() + " " + bundle.getSymbolicName(),
                        bundle.getVersion() + " " + bundle.getState() + " " + bundle.getLastModified() + " "
                                + System.identityHashCode(bundle.adapt(BundleWiring.class)));
            }
        }
        return bundles;
    }

    /** The components whose references are satisfied; one that was deactivated and came back has another number. */
    private Map<String, String> satisfied() {
        Map<String, String> numbers = new TreeMap<>();
        Bundle[] others =
                Arrays.stream(context.getBundles()).filter(b -> !isVendor(b)).toArray(Bundle[]::new);
        Collection<ComponentDescriptionDTO> descriptions = components.getComponentDescriptionDTOs(others);
        for (ComponentDescriptionDTO description : descriptions) {
            for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(description)) {
                if ((configuration.state & SATISFIED_OR_ACTIVE) != 0) {
                    numbers.merge(description.name, String.valueOf(configuration.id), (a, b) -> a + "," + b);
                }
            }
        }
        return numbers;
    }

    private static void addDifferences(
            List<String> to, String what, Map<String, String> before, Map<String, String> after) {
        before.forEach((name, value) -> {
            if (!value.equals(after.get(name))) {
                to.add(what + " " + name + ": " + value + " became " + after.get(name));
            }
        });
    }
}
