/**
 * Decisions about patches.
 */
@NullMarked
package io.fettle.rest.approval;

import org.jspecify.annotations.NullMarked;
