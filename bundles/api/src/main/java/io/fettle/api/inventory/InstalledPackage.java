package io.fettle.api.inventory;

/** A package on one computer. @param held the owner said that it shall stay as it is */
public record InstalledPackage(SoftwareItem item, boolean held) {}
