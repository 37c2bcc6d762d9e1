package io.fettle.rest.route;

/** Marker of the classes whose annotated methods are the API. Resources are made once and are thread-safe. */
public interface Resource {}
