package io.fettle.applier.dnf;

import io.fettle.api.Reason;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.MirroredSuite.Stored;
import io.fettle.applier.PackageSystem.Vouched;
import io.fettle.applier.RefusedException;
import io.fettle.applier.process.Commands;
import io.fettle.format.openpgp.SignatureVerifier;
import io.fettle.member.PrivateDirectory;
import io.fettle.protocol.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Follows what a vendor vouches for, by the computer's own keys: every package by its own signature, the list of a
 * repository where its owner asks for that. Not thread-safe.
 */
final class RpmVendor {
    private static final String RING = "rpm-keys";
    private static final int MAX_LIST = 4 << 20;

    private final Dnf dnf;
    private final OwnKeys keys;
    private final Commands commands;
    private final PrivateDirectory state;

    RpmVendor(Dnf dnf, OwnKeys keys, Commands commands, PrivateDirectory state) {
        this.dnf = dnf;
        this.keys = keys;
        this.commands = commands;
        this.state = state;
    }

    Vouched verify(Order order, Path content) throws IOException {
        List<OwnRepository> all = dnf.setup(state.child("dnf-setup").path()).repositories();
        Map<OwnRepository, MirroredSuite> used = new LinkedHashMap<>();
        for (MirroredSuite suite : order.suites()) {
            // 1. The computer's owner uses this repository.
            OwnRepository own = all.stream()
                    .filter(repository -> repository.is(suite) && !used.containsKey(repository))
                    .findFirst()
                    .orElseThrow(() -> new RefusedException(Reason.of("repository.not_here", "uri", suite.uri())));
            // 2. Where he asks for it, a key that he trusts for it signed its list.
            byte[] list = read(content, suite.release());
            if (own.metadataSigned()) {
                requireSigned(list, suite, keys.forList(own), content);
            }
            // 3. Each index is the one that the list names.
            RepositoryList.check(list, suite);
            used.put(own, suite);
        }
        // 4. A key that he trusts signed each package, and it is the one that the order means.
        state.deleteTree(RING);
        PackageCheck check = PackageCheck.by(
                keys.forPackages(List.copyOf(used.keySet())), state.child(RING).path(), commands);
        Set<String> signers = new TreeSet<>();
        for (Step step : order.steps()) {
            signers.add(check.check(step, content.resolve(step.digest().hex())));
        }
        state.deleteTree(RING);
        return new VouchedPackages(order, used, content, signers);
    }

    private static void requireSigned(byte[] list, MirroredSuite suite, SignatureVerifier verifier, Path content)
            throws IOException {
        RefusedException.require(
                suite.signature().isPresent(),
                Reason.of("repository.not_signed", "uri", suite.uri(), "why", "it brings no signature"));
        try {
            verifier.verifyDetached(list, read(content, suite.signature().get()), suite.uri());
        } catch (IOException e) {
            throw new RefusedException(
                    Reason.of("repository.not_signed", "uri", suite.uri(), "why", String.valueOf(e.getMessage())));
        }
    }

    private static byte[] read(Path content, Stored stored) throws IOException {
        if (stored.size() > MAX_LIST) {
            throw new IOException("A repository's list of " + stored.size() + " bytes is too long");
        }
        return Files.readAllBytes(content.resolve(stored.digest().hex()));
    }

    private record VouchedPackages(
            Order order, Map<OwnRepository, MirroredSuite> repositories, Path content, Set<String> signers)
            implements Vouched {
        @Override
        public String by() {
            return order.steps().size() + " packages signed by " + String.join(" ", signers);
        }

        @Override
        public void layOut(Path place) throws IOException {
            new LaidOut(place).fill(repositories, order.steps(), content);
        }
    }
}
