package io.fettle.source.apt;

import java.util.Optional;

/**
 * The signed list as the mirror serves it; nobody vouches for it yet.
 *
 * @param list InRelease, or Release where there is a signature
 * @param signature Release.gpg
 * @param validator for asking later whether it changed
 */
record SignedRelease(byte[] list, Optional<byte[]> signature, Optional<String> validator) {}
