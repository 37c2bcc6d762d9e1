package io.fettle.applier;

import io.fettle.api.trust.KeyId;
import io.fettle.applier.hand.HandedOver;
import io.fettle.testkit.vendor.TestVendor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** The real applier on the computer that its own tests use, for tests that are not in its package. */
public final class ApplierAtWork {
    private final TestComputer computer;

    /**
     * @param root the certificate that this computer's owner pinned, DER
     * @param agent the key that the computer has
     */
    public ApplierAtWork(Path directory, byte[] root, KeyId agent, Instant now) throws IOException {
        computer = new TestComputer(directory, now);
        computer.write(
                "etc/fettle/root.pem",
                "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(root)
                        + "\n-----END CERTIFICATE-----\n");
        computer.write("etc/fettle/agent.pub", agent + "\n");
    }

    /** Whose key the computer has. */
    public TestVendor vendor() {
        return computer.vendor;
    }

    public void process(Path ready, Instant now) throws IOException {
        computer.now = now;
        try (HandedOver handedOver = HandedOver.open(ready)) {
            computer.oneOrder(computer.places()).process(handedOver);
        }
    }

    /** How often apt was let loose. */
    public int acts() {
        return computer.commands.acts.size();
    }

    public Optional<String> installed(String name) {
        return Optional.ofNullable(computer.commands.installed.get(name));
    }
}
