package io.fettle.itests.vendor;

import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.PatchSourceFactory;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Makes sources of the kind "vendor". Both semaphores are services of the test, see {@link VendorSource}. */
public final class VendorFactory implements PatchSourceFactory {
    private final Semaphore reached;
    private final Semaphore open;

    public VendorFactory(Semaphore reached, Semaphore open) {
        this.reached = reached;
        this.open = open;
    }

    @Override
    public String kind() {
        return "vendor";
    }

    @Override
    public PatchSource create(Map<String, String> settings) {
        return new VendorSource(reached, open);
    }
}
