/**
 * Turns failures into problem documents that tell the caller what to do and an attacker nothing.
 */
@NullMarked
package io.fettle.rest.problem;

import org.jspecify.annotations.NullMarked;
