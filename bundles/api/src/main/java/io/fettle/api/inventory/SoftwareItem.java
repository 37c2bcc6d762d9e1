package io.fettle.api.inventory;

/**
 * One version of one package as installed somewhere; interned once for the fleet.
 *
 * @param ecosystem {@code deb}, {@code rpm}; others later
 * @param sourceName the source package it was built from (advisories speak of sources); the name itself where unknown
 */
public record SoftwareItem(
        String ecosystem,
        String name,
        String version,
        String arch,
        String sourceName,
        String sourceVersion,
        MultiArch multiArch) {}
