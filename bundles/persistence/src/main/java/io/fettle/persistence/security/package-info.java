/** Keeps audit, accounts, enrolment tokens and certificates. */
@NullMarked
package io.fettle.persistence.security;

import org.jspecify.annotations.NullMarked;
