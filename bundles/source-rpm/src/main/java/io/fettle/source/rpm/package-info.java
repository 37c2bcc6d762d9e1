/**
 * Patch source: rpm repositories. The list of a repository (repomd.xml) is believed as far as its signature reaches where
 * the admin asks for one, else as far as the connection does; everything below it by SHA-256.
 */
@NullMarked
package io.fettle.source.rpm;

import org.jspecify.annotations.NullMarked;
