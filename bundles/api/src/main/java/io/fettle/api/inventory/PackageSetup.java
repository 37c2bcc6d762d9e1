package io.fettle.api.inventory;

import java.util.List;
import java.util.function.Function;

/**
 * Everything but the packages that decides what a computer's package manager would choose. Computers with equal setups
 * share their evaluation, so it holds nothing that is particular to one computer.
 */
public sealed interface PackageSetup permits AptSetup, RpmSetup {
    /** The native one first. */
    List<String> architectures();

    /** Goes on with whichever it is. */
    <T> T either(Function<AptSetup, T> apt, Function<RpmSetup, T> rpm);
}
