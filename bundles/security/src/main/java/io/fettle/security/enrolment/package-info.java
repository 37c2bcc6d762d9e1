/** How a machine joins: tokens, the proof of one, and the certificate that comes of it. */
@NullMarked
package io.fettle.security.enrolment;

import org.jspecify.annotations.NullMarked;
