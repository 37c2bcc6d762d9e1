/**
 * apt and dpkg: a private repository for them to work from, what they would do, what they did, and how an interrupted run
 * is healed.
 */
@NullMarked
package io.fettle.applier.apt;

import org.jspecify.annotations.NullMarked;
