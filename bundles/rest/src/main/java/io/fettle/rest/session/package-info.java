/**
 * Log-in, log-out and the change of one's password.
 */
@NullMarked
package io.fettle.rest.session;

import org.jspecify.annotations.NullMarked;
