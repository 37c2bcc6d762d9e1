package io.fettle.applier.apt;

import io.fettle.api.Reason;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.applier.OrderRun;
import io.fettle.applier.PackageSystem;
import io.fettle.applier.Places;
import io.fettle.applier.process.Commands;
import io.fettle.applier.vendor.Floors;
import io.fettle.applier.vendor.VendorChain;
import io.fettle.applier.vendor.VerifiedSuite;
import io.fettle.member.PrivateDirectory;
import io.fettle.protocol.Order;
import io.fettle.version.VersionOrder;
import io.fettle.version.VersionOrders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** apt and dpkg. The vendor's chain goes from the signed list of a suite over an index to the package. */
public final class AptSystem implements PackageSystem {
    private static final VersionOrder VERSIONS =
            VersionOrders.find(VersionOrders.DEB).orElseThrow();

    private final Commands commands;
    private final VendorChain vendor;
    private final Dpkg dpkg;
    private final Path lock;

    public AptSystem(Places places, PrivateDirectory state, Commands commands, Clock clock) {
        this.commands = commands;
        this.vendor = new VendorChain(places, commands, new Floors(state), clock);
        this.dpkg = new Dpkg(commands);
        this.lock = places.root().resolve("var/lib/dpkg/lock-frontend");
    }

    @Override
    public Order.Kind kind() {
        return Order.Kind.UPGRADE;
    }

    @Override
    public VersionOrder versions() {
        return VERSIONS;
    }

    @Override
    public Installed installed() {
        return dpkg.installed();
    }

    @Override
    public Vouched verify(Order order, Path content) throws IOException {
        return new VouchedSuites(order, content, vendor.verify(order, content));
    }

    @Override
    public OrderRun in(Path place) {
        return apt(place);
    }

    private AptGet apt(Path place) {
        return new AptGet(commands, new PrivateRepository(place).configuration());
    }

    @Override
    public String audit() {
        return dpkg.audit();
    }

    @Override
    public String heal(List<Step> steps, Path kept, Path log) throws IOException {
        return dpkg.heal(steps, kept, log);
    }

    @Override
    public Reason broken(String words) {
        return Reason.of("dpkg.broken", "words", words);
    }

    @Override
    public Path lock() {
        return lock;
    }

    private final class VouchedSuites implements Vouched {
        private final Order order;
        private final Path content;
        private final List<VerifiedSuite> suites;

        VouchedSuites(Order order, Path content, List<VerifiedSuite> suites) {
            this.order = order;
            this.content = content;
            this.suites = suites;
        }

        @Override
        public String by() {
            return suites.size() + " suites";
        }

        @Override
        public void layOut(Path place) throws IOException {
            new PrivateRepository(place).fill(order, suites, content);
            apt(place).update();
        }
    }
}
