/**
 * Patch source: a vendor that publishes its advisories as one JSON file. The worked example of
 * docs/write-a-patch-source.md, which quotes this code, and the pattern of what the archetype makes.
 */
@NullMarked
package io.fettle.source.example;

import org.jspecify.annotations.NullMarked;
