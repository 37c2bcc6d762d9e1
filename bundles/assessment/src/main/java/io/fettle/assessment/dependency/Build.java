package io.fettle.assessment.dependency;

import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Relations;

/** One version of a package. @param arch the native one where it is for all */
public record Build(String name, String version, String arch, MultiArch multiArch, Terms terms) {
    /** @param relations as far as anybody told them */
    public static Build of(String name, String version, String arch, MultiArch multiArch, Relations relations) {
        return new Build(name, version, arch, multiArch, Terms.of(relations));
    }
}
