/**
 * Answers which vendor metadata computers may fetch from here. The bytes lie in the depot; which of them belong together
 * is the catalog's newest revision, so findings and mirrored suites never contradict each other.
 */
@NullMarked
package io.fettle.mirror;

import org.jspecify.annotations.NullMarked;
