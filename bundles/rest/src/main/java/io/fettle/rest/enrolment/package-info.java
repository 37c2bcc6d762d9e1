/**
 * Tokens that let computers and relays join.
 */
@NullMarked
package io.fettle.rest.enrolment;

import org.jspecify.annotations.NullMarked;
