/** Writes and reads the audit over its store. */
@NullMarked
package io.fettle.security.audit;

import org.jspecify.annotations.NullMarked;
