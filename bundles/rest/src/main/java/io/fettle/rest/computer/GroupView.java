package io.fettle.rest.computer;

/** A group that computers belong to. */
public record GroupView(String name) {}
