package io.fettle.assessment.dependency;

/** A name that a package stands for besides its own. @param arch empty for the package's @param version empty for none */
record Provision(String name, String arch, String version) {}
