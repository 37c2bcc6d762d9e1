package io.fettle.rest.platform;

/** What came of an upload. @param kind BUNDLE, FEATURES or KAR @param installed names of what runs now */
public record UploadView(String kind, String installed, String sha256, long size) {}
