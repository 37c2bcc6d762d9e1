package io.fettle.applier;

import java.nio.file.Path;

/**
 * Where everything is on this computer.
 *
 * @param root the root directory, {@code /} except in tests
 * @param owner user id that has to own what is believed: 0 except in tests
 */
public record Places(Path root, int owner) {
    public static Places real() {
        return new Places(Path.of("/"), 0);
    }

    /** What the owner of the computer decided. */
    public Path configuration() {
        return root.resolve("etc/fettle");
    }

    /** Numbers, floors, journals and kept packages; nobody but root may list it, apt's user passes through it. */
    public Path state() {
        return root.resolve("var/lib/fettle-applier");
    }

    /** Where orders are laid out for the package manager. */
    public Path repositories() {
        return state().resolve("apt");
    }

    public Path apt() {
        return root.resolve("etc/apt");
    }

    public Path aptLists() {
        return root.resolve("var/lib/apt/lists");
    }
}
