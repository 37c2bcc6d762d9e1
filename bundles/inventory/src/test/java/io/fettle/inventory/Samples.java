package io.fettle.inventory;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.InventoryIntake.Reported;
import io.fettle.api.inventory.KeptBack;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.PinRule;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.RpmRepository;
import io.fettle.api.inventory.RpmSetup;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.running.KernelState;
import io.fettle.api.running.Running;
import io.fettle.api.running.StaleService;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Inventories to play with. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Samples() {}

    static ComputerFacts facts(String hostname) {
        return new ComputerFacts(
                hostname,
                List.of("10.0.0.7", "fd00::7"),
                "debian",
                "12",
                "bookworm",
                "Debian GNU/Linux 12 (bookworm)",
                "6.1.0-50-amd64",
                Optional.of("6.1.0-56-amd64"),
                true,
                List.of("amd64", "i386"),
                Level.L1,
                "0.1.0",
                "b0071d");
    }

    static Running running() {
        return new Running(
                KernelState.OUTDATED,
                List.of(
                        new StaleService("ssh.service", List.of("libcrypto.so.3", "sshd"), 3),
                        new StaleService("bash", List.of(), 1)),
                70);
    }

    static AptSetup setup() {
        return new AptSetup(
                List.of("amd64", "i386"),
                List.of(new AptRepository(
                        "http://mirror.example.org/debian/",
                        "bookworm",
                        List.of("main"),
                        List.of("amd64"),
                        List.of("AB12"))),
                List.of(new PinRule(List.of("linux-*", "/^perl/"), "release", "a=stable", -10)),
                Optional.of("bookworm"));
    }

    static SoftwareItem item(String name, String version) {
        return new SoftwareItem("deb", name, version, "amd64", name, version, MultiArch.NO);
    }

    static InstalledPackage installed(String name, String version) {
        return new InstalledPackage(item(name, version), name.equals("sudo"));
    }

    static Simulation simulation() {
        return new Simulation(
                NOON.plusNanos(7),
                "ab".repeat(32),
                List.of(
                        new PlannedChange("curl", "amd64", Optional.of("7.88.1-1"), "7.88.1-2"),
                        new PlannedChange("libnew", "amd64", Optional.empty(), "1:2~rc1-1")),
                List.of(new KeptBack("perl", "amd64", Reason.of("apt.kept_back", "text", "would break sudo"))));
    }

    static Inventory inventory(String hostname, String... namesAndVersions) {
        List<InstalledPackage> packages = new ArrayList<>();
        for (int i = 0; i < namesAndVersions.length; i += 2) {
            packages.add(installed(namesAndVersions[i], namesAndVersions[i + 1]));
        }
        return new Inventory(facts(hostname), Optional.of(setup()), packages, Optional.of(simulation()));
    }

    static RpmSetup dnf() {
        return new RpmSetup(
                "x86_64",
                List.of(new RpmRepository(
                        "baseos",
                        List.of("https://mirror.example.org/9/"),
                        "",
                        -3,
                        true,
                        true,
                        false,
                        List.of("a*"),
                        List.of("b"))),
                List.of("c"),
                List.of("d"),
                List.of("!e-1*"),
                List.of("nodejs:18"),
                true,
                true);
    }

    static Inventory rpm(RpmSetup setup) {
        return new Inventory(facts("pc-rpm"), Optional.of(setup), List.of(), Optional.empty());
    }

    static Inventory rpm(String... namesAndVersions) {
        List<InstalledPackage> packages = new ArrayList<>();
        for (int i = 0; i < namesAndVersions.length; i += 2) {
            SoftwareItem item = new SoftwareItem(
                    "rpm", namesAndVersions[i], namesAndVersions[i + 1], "x86_64", "kernel", "5-1", MultiArch.NO);
            packages.add(new InstalledPackage(item, false));
        }
        return new Inventory(facts("pc-rpm"), Optional.of(dnf()), packages, Optional.empty());
    }

    static Reported reported(Inventory inventory) {
        return new Reported(inventory, Digest.of(inventory.toString().getBytes(StandardCharsets.UTF_8)), NOON);
    }
}
