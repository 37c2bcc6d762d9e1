/**
 * OpenPGP verification of what archives sign, and nothing else of OpenPGP. Verified text is a type of its own that only
 * a successful verification hands out. The library underneath checks arithmetic; the state of keys, the framing and the
 * rules are checked here.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.fettle.format.openpgp;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
