package io.fettle.itests.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * A bundle that runs inside a distribution and keeps a report of its health in the state directory. If the state directory
 * holds a file {@value #FEATURES_TO_TRY}, it also installs each feature named there alone and takes it away again.
 */
public final class Inspector implements BundleActivator {
    static final String REPORT = "inspection.txt";
    static final String FEATURES_TO_TRY = "features-to-try.txt";

    private static final String FEATURES_SERVICE = "org.apache.karaf.features.FeaturesService";
    private static final String BOOT_FINISHED = "org.apache.karaf.features.BootFinished";
    private static final int SETTLE_ROUNDS = 100;
    private static final long ROUND_MILLIS = 200;

    private final Map<String, String> features = new LinkedHashMap<>();
    private volatile boolean stopped;

    @Override
    public void start(BundleContext context) {
        Thread thread = new Thread(() -> run(context), "inspector");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop(BundleContext context) {
        stopped = true;
    }

    private void run(BundleContext context) {
        Path state = Path.of(System.getProperty("fettle.state", "."));
        try {
            while (!stopped) {
                boolean booted = isBooted(context);
                if (booted && features.isEmpty() && Files.exists(state.resolve(FEATURES_TO_TRY))) {
                    for (String feature : Files.readAllLines(state.resolve(FEATURES_TO_TRY))) {
                        features.put(feature, tryAlone(context, feature));
                        write(context, state, false);
                    }
                }
                write(context, state, booted);
                Thread.sleep(ROUND_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | InvalidSyntaxException | IllegalStateException e) {
            if (!stopped) {
                throw new IllegalStateException("The inspector gives up", e);
            }
        }
    }

    /** On the static framework there is nothing to wait for: all bundles are there from the start. */
    private static boolean isBooted(BundleContext context) throws InvalidSyntaxException {
        boolean dynamic = context.getAllServiceReferences(FEATURES_SERVICE, null) != null;
        boolean staticFramework = context.getProperty("karaf.static.framework") != null
                || symbolicNames(context).stream().noneMatch("org.apache.karaf.features.core"::equals);
        return staticFramework || dynamic && context.getAllServiceReferences(BOOT_FINISHED, null) != null;
    }

    private static String tryAlone(BundleContext context, String feature)
            throws InvalidSyntaxException, InterruptedException {
        ServiceReference<?>[] references = context.getAllServiceReferences(FEATURES_SERVICE, null);
        Object service = context.getService(references[0]);
        Set<String> before = symbolicNames(context);
        List<String> faults = new ArrayList<>();
        try {
            Reflection.call(service, "installFeature", feature);
            faults.addAll(settledFaults(context));
            Reflection.call(service, "uninstallFeature", feature);
            if (!symbolicNames(context).equals(before)) {
                faults.add("leaves bundles behind or takes others away");
            }
        } catch (ReflectiveOperationException e) {
            faults.add(String.valueOf(e.getCause() == null ? e : e.getCause()).replaceAll("\\s+", " "));
        } finally {
            context.ungetService(references[0]);
        }
        return String.join("; ", faults);
    }

    /** Some services (a data source, a listener) come from threads of their own: give them time before calling it a fault. */
    private static List<String> settledFaults(BundleContext context)
            throws InvalidSyntaxException, InterruptedException {
        List<String> faults = new Faults(context).find();
        for (int round = 0; round < SETTLE_ROUNDS && !faults.isEmpty(); round++) {
            Thread.sleep(ROUND_MILLIS);
            faults = new Faults(context).find();
        }
        return faults;
    }

    private static Set<String> symbolicNames(BundleContext context) {
        Set<String> names = new TreeSet<>();
        for (Bundle bundle : context.getBundles()) {
            names.add(String.valueOf(bundle.getSymbolicName()));
        }
        return names;
    }

    private void write(BundleContext context, Path state, boolean booted) throws IOException, InvalidSyntaxException {
        List<String> lines = new ArrayList<>();
        if (booted) {
            lines.add("booted");
        }
        lines.add("bundles\t" + context.getBundles().length);
        for (String fault : new Faults(context).find()) {
            lines.add("fault\t" + fault);
        }
        features.forEach((feature, faults) -> lines.add("feature\t" + feature + "\t" + faults));
        Path next = state.resolve(REPORT + ".next");
        Files.write(next, lines);
        Files.move(next, state.resolve(REPORT), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
