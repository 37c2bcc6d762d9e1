package io.fettle.itests.lab;

/** Tells whoever waits what is being done. */
@FunctionalInterface
public interface Progress {
    void step(String what);
}
