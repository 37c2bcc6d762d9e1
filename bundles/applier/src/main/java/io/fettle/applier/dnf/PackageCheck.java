package io.fettle.applier.dnf;

import io.fettle.api.Reason;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.applier.RefusedException;
import io.fettle.applier.process.Commands;
import io.fettle.applier.process.Commands.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds packages against a key ring of our own with rpm's own verification, before dnf sees them: each has to be signed,
 * whatever {@code gpgcheck} says, and to be what its step says.
 */
final class PackageCheck {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Pattern SIGNATURE = Pattern.compile("\\s*(?:Header )?(?:OpenPGP )?V\\d+ \\S+ [Ss]ignature,"
            + " key (?:ID|fingerprint:?) ([0-9a-fA-F]+): (\\w+).*");

    private final Commands commands;
    private final Path ring;

    private PackageCheck(Commands commands, Path ring) {
        this.commands = commands;
        this.ring = ring;
    }

    /**
     * @param ring a directory of our own that does not exist yet
     * @throws RefusedException where there is no key at all, or none that rpm takes
     */
    static PackageCheck by(List<byte[]> keys, Path ring, Commands commands) throws IOException {
        Files.createDirectories(ring);
        boolean any = false;
        for (byte[] key : keys) {
            Path file = Files.write(ring.resolve("key.asc"), key);
            Ended ended =
                    commands.ask(List.of("rpmkeys", "--dbpath", ring.toString(), "--import", file.toString()), LIMIT);
            any |= ended.status() == 0;
        }
        RefusedException.require(any, "rpm.no_keys");
        return new PackageCheck(commands, ring);
    }

    /** @return id of the key that signed it */
    String check(Step step, Path file) {
        Ended ended = commands.ask(
                List.of(
                        "rpmkeys",
                        "--dbpath",
                        ring.toString(),
                        "--define",
                        "_pkgverify_level all",
                        "--checksig",
                        "-v",
                        file.toString()),
                LIMIT);
        String name = Unfinished.name(step);
        String signer = "";
        for (String line : ended.output().lines().toList()) {
            Matcher signature = SIGNATURE.matcher(line);
            if (signature.matches()) {
                String key = signature.group(1);
                RefusedException.require(
                        signature.group(2).equals("OK"),
                        new Reason("rpm.foreign_key", Map.of("package", name, "key", key, "says", signature.group(2))));
                signer = key;
            }
        }
        RefusedException.require(!signer.isEmpty(), "rpm.unsigned", "package", name);
        RefusedException.require(
                ended.status() == 0,
                Reason.of("rpm.altered", "package", name, "words", Answer.end(ended.output() + ended.errors())));
        requireIdentity(step, file, name);
        return signer;
    }

    private void requireIdentity(Step step, Path file, String name) {
        Ended ended = commands.ask(
                List.of("rpm", "--dbpath", ring.toString(), "-qp", "--queryformat", Rpm.IDENTITY, file.toString()),
                LIMIT);
        String[] parts = ended.output().strip().split("\t", -1);
        boolean same = ended.status() == 0
                && parts.length == 3
                && parts[0].equals(step.name())
                && InstalledRpms.evr(parts[1]).equals(step.to())
                && parts[2].equals(step.arch());
        RefusedException.require(
                same, Reason.of("rpm.other_package", "package", name, "is", Answer.end(String.join(" ", parts))));
    }
}
